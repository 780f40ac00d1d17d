"""One door for spreadsheet files: by their bytes, never by their ending.

Refuses an ending that lies: a ZIP is read as XLSX, the rest as CSV or not at all.
"""

from ballot_service.errors import BrokenSpreadsheet
from ballot_service.planning.lists.cells import Sheet
from ballot_service.spreadsheets.csv_files import read_csv
from ballot_service.spreadsheets.xlsx_files import read_xlsx

_BINARY = (b"PK", b"\xd0\xcf\x11\xe0")


def read_sheets(data: bytes, file: str, said: str = "") -> tuple[Sheet, ...]:
    """Read an XLSX or CSV.

    Args:
        data: the file.
        file: its name as handed in.
        said: a CSV's encoding, where the secretary says it.

    Raises:
        SpreadsheetError: its leaves say what the file is.
    """
    if not data:
        raise BrokenSpreadsheet(f"{file}: empty")
    if data.startswith(_BINARY):
        return read_xlsx(data, file)
    return (read_csv(data, file, said),)
