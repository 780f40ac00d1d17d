"""What a handed-in file is, told from its content: PDF, pictures, DOCX, XLSX.

Refuses every other content, a name that says another type, and macros.
"""

import io
import zipfile
from dataclasses import dataclass

from ballot_service.errors import (
    AttachmentWithMacros,
    NothingAttached,
    WrongAttachmentContent,
)

_OFFICE = "application/vnd.openxmlformats-officedocument."
_CONTENT_TYPES = "[Content_Types].xml"
_MOST_PARTS = 5000
_HEAD = 1024


@dataclass(frozen=True)
class FileType:
    """A type of file: its media type, its own ending, and those a name may have."""

    media: str
    ending: str
    endings: tuple[str, ...]


PDF = FileType("application/pdf", "pdf", ("pdf",))
JPEG = FileType("image/jpeg", "jpg", ("jpg", "jpeg"))
PNG = FileType("image/png", "png", ("png",))
TIFF = FileType("image/tiff", "tif", ("tif", "tiff"))
DOCX = FileType(f"{_OFFICE}wordprocessingml.document", "docx", ("docx",))
XLSX = FileType(f"{_OFFICE}spreadsheetml.sheet", "xlsx", ("xlsx",))
TYPES = (PDF, JPEG, PNG, TIFF, DOCX, XLSX)
BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)


def type_of(content: bytes, name: str) -> FileType:
    """Return the type of a file.

    Args:
        name: as handed in; only its ending is looked at, and only to be compared.

    Raises:
        NothingAttached: empty. WrongAttachmentContent: none of the types, or another
            than the name says. AttachmentWithMacros.
    """
    if not content:
        raise NothingAttached("empty")
    found = _told_from(content)
    _, dot, ending = name.rpartition(".")
    if dot and ending.lower() not in found.endings:
        raise WrongAttachmentContent(f"{found.ending}, and the name says otherwise")
    return found


def _told_from(content: bytes) -> FileType:
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    # Scanners put a few bytes before the header, and readers accept them.
    if b"%PDF-" in content[:_HEAD] and b"%%EOF" in content[-_HEAD:]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    raise WrongAttachmentContent("none of the types that are taken")


def _office(content: bytes) -> FileType:
    """Tell a Word file from a workbook by the parts it names; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.namelist()
    except zipfile.BadZipFile as error:
        raise WrongAttachmentContent("a damaged archive") from error
    if len(parts) > _MOST_PARTS or _CONTENT_TYPES not in parts:
        raise WrongAttachmentContent("an archive that is no office file")
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise AttachmentWithMacros("vbaProject.bin")
    if "word/document.xml" in parts:
        return DOCX
    if "xl/workbook.xml" in parts:
        return XLSX
    raise WrongAttachmentContent("an office file of another kind")


def by_media(media: str) -> FileType:
    """Return the type with this media type. Raises KeyError where there is none."""
    return {kind.media: kind for kind in TYPES}[media]
