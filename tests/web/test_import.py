"""The import pages: a dry run stores nothing, and a confirmation what was shown."""

import html
import io
import json
import re
from typing import Any

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from ballot_service.spreadsheets.files import read_sheets
from ballot_service.web.list_templates import template
from ballot_service.workflows import overview
from ballot_service.workflows.office import Role
from ballot_service.workflows.official_papers import papers_of
from ballot_service.workflows.paper_fields import REASON
from tests.spreadsheets.sample import (
    FACTS,
    MEMBERS,
    NOMINEES,
    SHEETS,
    TITLES,
    Table,
    csv_text,
    saved,
    tcvn3,
    xlsx,
)
from tests.web.site import Browser, Site

PAPER = re.compile(
    r'<textarea name="paper" hidden readonly>(.*?)</textarea>', re.DOTALL
)
NAMES = (
    "cuoc-bo-phieu.xlsx",
    *("thanh-vien.xlsx", "thanh-vien.csv", "nhan-su.xlsx", "nhan-su.csv"),
)


@pytest.fixture
def secretary(site: Site) -> Browser:
    """Return the secretary's browser."""
    return site.signed_in("secretary")


def upload(data: bytes, name: str) -> FileStorage:
    return FileStorage(io.BytesIO(data), name)


def send(
    browser: Browser,
    sheets: dict[str, Table],
    path: str = "/secretary/import",
    **typed: str,
) -> TestResponse:
    workbook = upload(xlsx(sheets), "hội nghị.xlsx")
    return browser.post(
        path, "/secretary/import", roll_file=workbook, **{**FACTS, **typed}
    )


def paper_of(answer: TestResponse) -> str:
    found = PAPER.search(answer.text)
    assert found, answer.text
    return html.unescape(found[1])


def events(site: Site) -> list[str]:
    return [event.id for event in overview.list_events(site.sim.office)]


def test_ballot_is_made_from_a_spreadsheet_and_a_form_alone(
    site: Site, secretary: Browser
) -> None:
    before = events(site)
    seen = send(secretary, SHEETS)
    assert seen.status_code == 200
    assert "Lương Thị Bích Quyên" in seen.text
    assert events(site) == before, "a dry run stores nothing"
    made = secretary.post(
        "/secretary/import/confirm", "/secretary/import", paper=paper_of(seen)
    )
    assert made.status_code == 303
    (event,) = set(events(site)) - set(before)
    assert made.location.endswith(f"/secretary/{event}")
    roll = overview.roll_of(site.sim.office, event)
    assert [m.name for m in roll.members] == [str(row[1]) for row in MEMBERS[1:]]
    assert "Chánh Văn phòng Sở" in secretary.get(made.location).text


def test_what_a_draft_says_is_not_typed_again_but_its_counts_are(
    site: Site, secretary: Browser
) -> None:
    text = secretary.get(f"/secretary/{site.sim.event}/import").text
    draft = site.sim.draft
    said = {
        "title": draft["title"],
        "body": draft["body"],
        "date": "24/03/2026",
        "threshold": "2",
        "members": "",
        "rows": "",
    }
    for name, value in said.items():
        field = re.search(rf'<input name="{name}"[^>]*>', text)
        assert field is not None
        assert f'value="{value}"' in field[0]
    assert f'value="{draft["step"]}-{draft["kind"]}" selected' in text


def test_draft_is_replaced_in_the_same_way(site: Site, secretary: Browser) -> None:
    path = f"/secretary/{site.sim.event}/import"
    assert secretary.get(path).status_code == 200
    seen = send(secretary, SHEETS, path, title="Lần sửa")
    site.sim.draft["title"] = "Lần sửa"
    answer = secretary.post(f"{path}/confirm", path, paper=paper_of(seen))
    assert answer.status_code == 303
    assert overview.summary(site.sim.office, site.sim.event).title == "Lần sửa"


def test_frozen_ballot_is_not_replaced(site: Site, secretary: Browser) -> None:
    seen = send(secretary, SHEETS)
    site.sim.freeze()
    path = f"/secretary/{site.sim.event}/import"
    answer = secretary.post(
        f"{path}/confirm", "/secretary/import", paper=paper_of(seen)
    )
    assert answer.status_code == 409


def test_rejects_come_back_with_what_was_typed_and_nothing_is_stored(
    site: Site, secretary: Browser
) -> None:
    before = events(site)
    rows: Table = [*MEMBERS, ["TV06", "Lý  xuân điền", "Giám đốc Sở"]]
    answer = send(
        secretary,
        {**SHEETS, "Thành viên": rows},
        title="Tên <b>đã gõ</b>",
        date="32/01/2026",
    )
    assert answer.status_code == 422
    text = html.unescape(answer.text)
    assert "Chưa lưu: có 03 chỗ cần sửa." in text
    assert "Danh sách có 6 dòng, số đã khai là 5." in text
    assert "Trùng người với dòng 2" in text
    assert 'value="Tên &lt;b&gt;đã gõ&lt;/b&gt;"' in answer.text
    assert 'value="32/01/2026"' in answer.text
    assert events(site) == before


def test_files_that_cannot_be_read_are_all_named(secretary: Browser) -> None:
    answer = secretary.post(
        "/secretary/import",
        "/secretary/import",
        roll_file=upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ds.xls"),
        list_file=upload(b"PK\x03\x04rest", "nhan su.xlsx"),
        **FACTS,
    )
    assert answer.status_code == 422
    assert "<bdi>ds.xls</bdi>" in answer.text
    assert "<bdi>nhan su.xlsx</bdi>" in answer.text
    assert "không mật khẩu" in answer.text


def test_old_encoding_is_shown_with_names_and_may_be_said(secretary: Browser) -> None:
    data: dict[str, Any] = {
        "roll_file": upload(tcvn3(csv_text(MEMBERS, ";")), "tv.csv"),
        "list_file": upload(csv_text(NOMINEES).encode(), "ns.csv"),
        "title_name": ["Giám đốc Sở", "Chánh Văn phòng Sở"],
        "title_id": ["T1", "T3"],
        "title_authority": ["Trình", "Tự quyết định"],
        "title_authority_name": ["Ban Thường vụ", ""],
        "title_places": ["2", "2"],
        "title_places_certain": ["", ""],
        "seat_name": ["Bùi Đình Nghĩa", "Nông Diệu Yến"],
        "seat_role": ["Trưởng ban", "Ủy viên"],
    }
    answer = secretary.post("/secretary/import", "/secretary/import", **data, **FACTS)
    assert answer.status_code == 200, answer.text
    assert "TCVN3 (ABC)" in answer.text
    assert "Đinh Khắc Thịnh" in answer.text
    data["roll_file"] = upload(tcvn3(csv_text(MEMBERS, ";")), "tv.csv")
    data["list_file"] = upload(csv_text(NOMINEES).encode(), "ns.csv")
    said = {**FACTS, "encoding": "UTF-8"}
    answer = secretary.post("/secretary/import", "/secretary/import", **data, **said)
    assert answer.status_code == 422
    assert "bảng mã" in answer.text


@pytest.mark.parametrize(
    "paper",
    [
        *("", "[]", "{}", '{"draft": {}, "roll": {}}', '{"draft": 1, "x": 2}'),
        '{"draft": {}, "roll": {}, "reasons": []}',
    ],
)
def test_confirmation_of_anything_else_is_refused(
    site: Site, secretary: Browser, paper: str
) -> None:
    before = events(site)
    answer = secretary.post(
        "/secretary/import/confirm", "/secretary/import", paper=paper
    )
    assert answer.status_code == 422
    assert events(site) == before


HOSTILE = (
    "<script>alert(1)</script>",
    'O\'Hà "Q" & <b>',
    "\u202eĐiền Xuân Lý",
    "Á" * 120,
)


def test_hostile_names_come_out_as_text(secretary: Browser) -> None:
    rows = [list(row) for row in MEMBERS]
    for row, name in zip(rows[1:], HOSTILE, strict=False):
        row[1] = name
    answer = send(secretary, {**SHEETS, "Thành viên": rows})
    assert answer.status_code == 200, answer.text
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text
    made = secretary.post(
        "/secretary/import/confirm", "/secretary/import", paper=paper_of(answer)
    )
    assert made.status_code == 303
    assert "&lt;script&gt;alert(1)" in secretary.get(made.location).text


@pytest.mark.parametrize("name", NAMES)
def test_template_is_read_back_as_empty_lists(secretary: Browser, name: str) -> None:
    answer = secretary.get(f"/secretary/import/template/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=mau-{name}"
    sheets = read_sheets(answer.data, name)
    assert sheets
    assert template(name)[1] == answer.mimetype


def test_no_other_template(secretary: Browser) -> None:
    assert secretary.get("/secretary/import/template/x.xlsx").status_code == 404


def test_filled_in_template_is_taken(secretary: Browser) -> None:
    book = load_workbook(io.BytesIO(template("cuoc-bo-phieu.xlsx")[0]))
    for title, rows in SHEETS.items():
        sheet = book[title]
        headings = [cell.value for cell in sheet[1]]
        for number, row in enumerate(rows[1:], start=2):
            for heading, value in zip(rows[0], row, strict=True):
                if heading in headings:
                    sheet.cell(number, headings.index(heading) + 1, value)
    for number, code in enumerate(("A1", "A2", "A3", "A3"), start=2):
        book["Nhân sự"].cell(number, 1, code)
    answer = secretary.post(
        "/secretary/import",
        "/secretary/import",
        roll_file=upload(saved(book), "mau.xlsx"),
        **FACTS,
    )
    assert answer.status_code == 200, answer.text
    nominees = json.loads(paper_of(answer))["draft"]["nominees"]
    assert [nominee["id"] for nominee in nominees] == ["A1", "A2", "A3"]


def test_template_whose_codes_are_left_empty_is_numbered_by_row(
    secretary: Browser,
) -> None:
    without: dict[str, Table] = {
        **SHEETS,
        "Thành viên": [["Mã", *MEMBERS[0][1:]], *(["", *r[1:]] for r in MEMBERS[1:])],
        "Nhân sự": [["Mã", *NOMINEES[0]], *(["", *row] for row in NOMINEES[1:])],
    }
    seen = send(secretary, without)
    assert seen.status_code == 200, seen.text
    assert "mã được đánh theo thứ tự dòng" in seen.text
    paper = json.loads(paper_of(seen))
    codes = [member["id"] for member in paper["roll"]["members"]]
    assert codes[:2] == ["TV001", "TV002"]
    some = {**without, "Thành viên": [MEMBERS[0], MEMBERS[1], ["", *MEMBERS[2][1:]]]}
    refused = send(secretary, some, members="2")
    assert refused.status_code == 422
    assert "Thiếu nội dung" in refused.text


def test_reasons_of_removals_go_with_the_list_to_the_papers(
    site: Site, secretary: Browser
) -> None:
    """Seen in the dry run, then typed already where the ballot on paper asks."""
    before = events(site)
    removal = {"step_kind": "1-removal"}
    sheets: dict[str, Table] = {
        **SHEETS,
        "Chức danh": [row[:4] for row in TITLES],
        "Nhân sự": [[*NOMINEES[0], "Lý do"], *([*r, "Hết tuổi"] for r in NOMINEES[1:])],
    }
    seen = send(secretary, sheets, **removal)
    assert seen.status_code == 200, seen.text
    assert seen.text.count("Lý do: <bdi>Hết tuổi</bdi>") == len(NOMINEES) - 1
    path = "/secretary/import/confirm"
    spoilt = json.loads(paper_of(seen)) | {"reasons": {"NS01": 1}}
    refused = secretary.post(path, "/secretary/import", paper=json.dumps(spoilt))
    assert refused.status_code == 422
    assert events(site) == before
    made = secretary.post(path, "/secretary/import", paper=paper_of(seen))
    (event,) = set(events(site)) - set(before)
    assert made.status_code == 303
    assert reasons_of(site, event) == dict.fromkeys(
        ["NS01", "NS02", "NS03"], "Hết tuổi"
    )
    # Another list in its place: its codes may be other persons.
    sheets["Nhân sự"] = NOMINEES
    amended = send(secretary, sheets, f"/secretary/{event}/import", **removal)
    again = f"/secretary/{event}/import/confirm"
    secretary.post(again, "/secretary/import", paper=paper_of(amended))
    assert reasons_of(site, event) == {}


def reasons_of(site: Site, event: str) -> dict[str, str]:
    """Return the reasons that the papers of an event start with, by nominee."""
    typed = papers_of(site.sim.office, event, Role.SECRETARY).typed
    known = {name.removeprefix(REASON): text for name, text in typed.items()}
    assert all(name.startswith(REASON) for name in typed)
    return known


def test_rehearsal_is_made_of_a_number_and_three_names(
    site: Site, secretary: Browser
) -> None:
    before = set(events(site))
    path = "/secretary/rehearsal"
    typed: dict[str, Any] = {"members": "10", "date": "20/03/2026"}
    for few in (["", "B", "C"], []):
        missing = secretary.post(path, path, seat_name=few, **typed)
        assert missing.status_code == 422
        assert 'value="20/03/2026"' in missing.text
        assert missing.text.count('name="seat_name"') == 3
    assert set(events(site)) == before
    names = ["Bùi Đình Nghĩa", "Nông Diệu Yến", "Chu Công Quý"]
    made = secretary.post(path, path, seat_name=names, **typed)
    assert made.status_code == 303
    (event,) = set(events(site)) - before
    assert overview.summary(site.sim.office, event).members == 10
    assert "BỎ PHIẾU THỬ" in secretary.get(made.location).text
