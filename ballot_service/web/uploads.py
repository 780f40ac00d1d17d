"""Files that staff hand in: a draft as JSON, a roll as JSON or CSV.

Refuses what cannot be read, naming the file and the line; judges no content.
"""

import csv
import io
import json

from ballot_service.errors import BadDraft

COLUMNS = ("id", "name", "position")
MAX_ROWS = 10_000


def read_json(data: bytes, what: str) -> dict[str, object]:
    """Read one JSON object.

    Raises:
        BadDraft: it is not one.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadDraft(f"{what}: not JSON in UTF-8") from error
    if not isinstance(value, dict):
        raise BadDraft(f"{what}: not an object")
    return value


def read_roll(data: bytes, body: str) -> dict[str, object]:
    """Read a roll: JSON as the workflow wants it, or CSV with `id,name,position`.

    Args:
        data: the file.
        body: the name of the collective, which a CSV does not hold.

    Raises:
        BadDraft: neither.
    """
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return read_json(data, "roll")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDraft("roll: not UTF-8") from error
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in first else ","
    )
    names = tuple((name or "").strip().lower() for name in rows.fieldnames or ())
    if names != COLUMNS:
        raise BadDraft(f"roll: the first line must be {','.join(COLUMNS)}")
    members = []
    for number, row in enumerate(rows, start=2):
        values = [value for value in row.values() if isinstance(value, str)]
        if len(values) != len(COLUMNS) or number > MAX_ROWS:
            raise BadDraft(f"roll: line {number}")
        cells = (value.strip() for value in values)
        members.append(dict(zip(COLUMNS, cells, strict=True)))
    return {"body": body, "members": members}
