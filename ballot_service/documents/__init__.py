"""Papers: minutes, lists, forms, submission, from a verified statement and facts.

Refuses to compute a figure, and any statement that was not verified.
"""
