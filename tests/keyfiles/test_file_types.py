"""What a file is, told from its content; what it calls itself is only compared."""

import pytest

from ballot_service.errors import (
    AttachmentWithMacros,
    NothingAttached,
    WrongAttachmentContent,
)
from ballot_service.keyfiles import file_types
from ballot_service.keyfiles.file_types import by_media, type_of
from tests.handed_in import DOCX, JPEG, PDF, PNG, TIFF, XLSX, office


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (PDF, "a.pdf", file_types.PDF),
        (b"\xef\xbb\xbf" + PDF, "quyet dinh.PDF", file_types.PDF),
        (JPEG, "anh 4x6.jpeg", file_types.JPEG),
        (PNG, "a.png", file_types.PNG),
        (TIFF, "scan.tif", file_types.TIFF),
        (DOCX, "2C.docx", file_types.DOCX),
        (XLSX, "bang.xlsx", file_types.XLSX),
        (PDF, "khong co duoi", file_types.PDF),
    ],
)
def test_a_type_is_told_from_the_content(
    content: bytes, name: str, expected: file_types.FileType
) -> None:
    assert type_of(content, name) == expected
    assert by_media(expected.media) == expected


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + bytes(100), "a.pdf"),
        (PDF, "a.exe"),
        (PDF, "a.docx"),
        (PDF[:-8], "cut.pdf"),
        (b"<html>%PDF-</html>", "a.pdf"),
        (b"PK\x03\x04 not an archive", "a.docx"),
        (office("ppt/presentation.xml"), "a.pptx"),
        (office("word/other.xml"), "a.docx"),
        (b"plain text", "a.txt"),
    ],
)
def test_what_is_not_taken_or_lies_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(WrongAttachmentContent):
        type_of(content, name)


def test_macros_and_empty_files_are_refused() -> None:
    for part in ("word/vbaProject.bin", "xl/VBAPROJECT.BIN"):
        with pytest.raises(AttachmentWithMacros):
            type_of(office("word/document.xml", part), "a.docx")
    with pytest.raises(NothingAttached):
        type_of(b"", "a.pdf")
