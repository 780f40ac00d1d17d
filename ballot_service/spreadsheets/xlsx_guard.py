"""Looks into an XLSX before anything opens it: sizes, programs, entities, huge ranges.

Refuses whatever would make the reader work without bound.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from ballot_service.errors import (
    BrokenSpreadsheet,
    OldSpreadsheet,
    OtherSpreadsheet,
    SpreadsheetTooLarge,
    SpreadsheetWithMacros,
)

MAX_UNPACKED = 24 * 1024 * 1024
MAX_PARTS = 500
MAX_CELLS = 100_000
MAX_ELEMENTS = 1_000_000
MAX_RANGE = 50_000
"""Cells in all merged ranges and links together: the reader visits each."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLACE = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_RANGE = re.compile(f"{_PLACE}(?::{_PLACE})?")
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged archive raises."""


def check_xlsx(data: bytes, file: str) -> None:
    """Check that a file is an XLSX of sane size, without programs and entities.

    Raises:
        OldSpreadsheet, OtherSpreadsheet, SpreadsheetWithMacros, SpreadsheetTooLarge,
        BrokenSpreadsheet: named for the fact.
    """
    if data.startswith(_OLE):
        raise OldSpreadsheet(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, file)
            for info in archive.infolist():
                if info.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _Walk(file).over(archive.read(info))
    except DAMAGED as error:
        raise BrokenSpreadsheet(file) from error


def _check_parts(archive: zipfile.ZipFile, file: str) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MAX_PARTS or sum(i.file_size for i in infos) > MAX_UNPACKED:
        raise SpreadsheetTooLarge(file)
    if any(info.flag_bits & 1 for info in infos):
        raise OldSpreadsheet(f"{file}: locked by a password")
    if any("vbaproject" in name.lower() for name in names):
        raise SpreadsheetWithMacros(file)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise OtherSpreadsheet(file)
    if len(set(names)) != len(names):
        raise BrokenSpreadsheet(f"{file}: a part twice")


class _Walk:
    """One walk over a part's elements, counting."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.cells = self.elements = self.area = 0

    def over(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat's own "last part"
        except expat.ExpatError as error:
            raise BrokenSpreadsheet(self.file) from error

    def _doctype(self, *_declared: object) -> None:
        raise BrokenSpreadsheet(f"{self.file}: declares entities")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.elements += 1
        self.cells += local == "c"
        if local in ("mergeCell", "hyperlink"):
            self.area += _area(attributes.get("ref", ""))
        if (
            self.cells > MAX_CELLS
            or self.elements > MAX_ELEMENTS
            or self.area > MAX_RANGE
        ):
            raise SpreadsheetTooLarge(self.file)


def _area(reference: str) -> int:
    match = _RANGE.fullmatch(reference)
    if match is None:
        return MAX_RANGE + 1 if reference else 0
    left, top, right, bottom = match.groups()
    width = abs(_column(right or left) - _column(left)) + 1
    height = abs(int(bottom or top) - int(top)) + 1
    return width * height


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
