"""One file a step of the schema, in the order of their numbers.

Refuses changes to a step that has been released: a new one is written instead.
"""
