"""Alembic's folder: the schema's history, applied by `Database.upgrade`.

Refuses to run by itself, without the transaction that the database opened for it.
"""
