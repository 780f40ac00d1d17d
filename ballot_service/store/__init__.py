"""Tables, constraints and migrations: the only room that knows SQLAlchemy.

Refuses to decide: what must be unique is a constraint, all else is for `workflows`.
"""
