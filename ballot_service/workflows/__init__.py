"""What the office does in a meeting: each act one transaction, from draft to seal.

Refuses words of HTTP, the tally, and trustees' shares.
"""
