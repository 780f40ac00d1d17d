"""Reads a PDF back with programs that are not Typst: its text, its pages, its standard.

Refuses to trust the maker: nothing here imports the package.
"""

import re
import subprocess
from pathlib import Path

import pypdfium2


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, runs of white space as one space."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    joined = " ".join(pages).replace("\u200b", "").replace("\ufffe", "")
    return re.sub(r"\s+", " ", joined)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document
    ]


def raw_pages(pdf: bytes) -> list[str]:
    """Return the text of each page, line by line as it is set."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging")
NEWER_JAVA = ("javax.activation", "jaxb-api")
JAVA_FOLDER = Path("/usr/share/java")


def preflight(path: Path, java: str) -> str:
    """Return what Apache PDFBox Preflight says of a file: its whole output."""
    jars = [str(JAVA_FOLDER / f"{name}.jar") for name in (*JARS, *NEWER_JAVA)]
    answer = subprocess.run(
        [
            java,
            "-cp",
            ":".join(jars),
            "org.apache.pdfbox.preflight.Validator_A1b",
            path,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout + answer.stderr
