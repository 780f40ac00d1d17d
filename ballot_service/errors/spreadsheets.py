"""Errors of spreadsheet files: what a file is that cannot be read as rows of text.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class SpreadsheetError(BallotServiceError):
    """A file that cannot be read as rows of text; nothing of it was taken."""


class OldSpreadsheet(SpreadsheetError):
    """The binary form before XLSX, or a workbook locked by a password."""


class OtherSpreadsheet(SpreadsheetError):
    """A spreadsheet or archive that is neither XLSX nor CSV."""


class SpreadsheetWithMacros(SpreadsheetError):
    """A workbook that carries a program."""


class SpreadsheetTooLarge(SpreadsheetError):
    """More bytes, rows or columns than any roll; also a zip bomb."""


class BrokenSpreadsheet(SpreadsheetError):
    """Damaged, empty, or not what its ending says."""


class UnknownEncoding(SpreadsheetError):
    """No known encoding turns the bytes into Vietnamese."""
