"""The counting committee's own program: ceremony, proofs, opening, statement, slips.

Refuses the network, the web host's word, and to open anything but one whole record.
"""
