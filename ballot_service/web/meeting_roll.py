"""The roll of a meeting, from a spreadsheet, CSV or JSON, with every row that is wrong.

Refuses a roll whose number of members is not the declared one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from ballot_service.errors import BallotServiceError, SpreadsheetError
from ballot_service.planning.lists.columns import ROLL
from ballot_service.planning.lists.finding import find_lists, missing_list
from ballot_service.planning.lists.reading import shown
from ballot_service.planning.lists.reasons import Reject
from ballot_service.planning.lists.roll_list import read_members
from ballot_service.spreadsheets.files import read_sheets
from ballot_service.web.uploads import read_json

MOST = 100_000


@dataclass(frozen=True)
class RollFile:
    """A roll file as it was read: its members, or what is wrong with it."""

    members: tuple[Mapping[str, str], ...]
    rejects: tuple[Reject, ...] = ()
    fault: BallotServiceError | None = None


def read_roll_file(field: str, declared: str) -> RollFile | None:
    """Read the roll of this request, or return None where no file was sent.

    Args:
        field: of the form.
        declared: the number of members as it was typed, from the signed roll.
    """
    upload = request.files.get(field)
    data = upload.read() if upload is not None else b""
    if upload is None or not data:
        return None
    number = int(declared) if declared.isascii() and declared.isdigit() else 0
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _json(data)
    name = shown((upload.filename or "").replace("\\", "/").rpartition("/")[2])
    try:
        sheets = read_sheets(data, name)
    except SpreadsheetError as error:
        return RollFile((), fault=error)
    found = find_lists([(sheet, (ROLL,)) for sheet in sheets])
    if ROLL not in found.readers:
        return RollFile((), (missing_list(ROLL), *found.rejects))
    reader = found.readers[ROLL]
    members = read_members(reader, min(number, MOST))
    rows = tuple(dict(vars(member)) for member in members)
    return RollFile(rows, (*found.rejects, *reader.rejects))


def _json(data: bytes) -> RollFile:
    try:
        found = read_json(data, "roll").get("members")
    except BallotServiceError as error:
        return RollFile((), fault=error)
    rows = found if isinstance(found, list) else []
    return RollFile(tuple(row for row in rows if isinstance(row, dict)))
