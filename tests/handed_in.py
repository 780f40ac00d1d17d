"""Files as people hand them in: the smallest of each type, and some that lie."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
TIFF = b"II*\x00" + bytes(20)


def pdf(text: str) -> bytes:
    """Return a PDF that differs by its text."""
    return PDF.replace(b"<<>>endobj", f"({text})endobj".encode())


def office(*parts: str) -> bytes:
    """Return an office file with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return made.getvalue()


DOCX = office("word/document.xml")
XLSX = office("xl/workbook.xml")
