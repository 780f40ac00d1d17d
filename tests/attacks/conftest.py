"""Fixtures of this folder's tests."""

from tests.database_server import postgres
from tests.submission_year import (
    closed,
    closed_year,
    mixed_year,
    paper_year,
    sent,
    submitted_year,
)

__all__ = [
    "closed",
    "closed_year",
    "mixed_year",
    "paper_year",
    "postgres",
    "sent",
    "submitted_year",
]
