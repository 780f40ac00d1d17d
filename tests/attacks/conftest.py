"""Fixtures of this folder's tests."""

from tests.database_server import postgres

__all__ = ["postgres"]
