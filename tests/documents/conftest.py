"""What the tests of papers need from outside: the checker of PDF/A."""

import shutil

import pytest

from tests.documents.reading import JARS, JAVA_FOLDER, NEWER_JAVA


@pytest.fixture(scope="session")
def java() -> str:
    """Return the path of a Java that can run the PDF/A checker."""
    found = shutil.which("java")
    missing = [
        name
        for name in (*JARS, *NEWER_JAVA)
        if not (JAVA_FOLDER / f"{name}.jar").exists()
    ]
    if found is None or missing:
        pytest.skip("no PDF/A checker (scripts/setup tools installs PDFBox Preflight)")
    return found
