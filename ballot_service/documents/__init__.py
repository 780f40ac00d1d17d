"""Papers: minutes, lists, forms and submission, from a verified statement and typed facts.

Refuses to compute a figure, and any statement that was not verified.
"""
