"""Workbooks out: roll call and result open as they are on the page, and run nothing."""

import io

from openpyxl import load_workbook

from tests.web.site import Site


def sheets_of(data: bytes) -> list[list[list[object]]]:
    book = load_workbook(io.BytesIO(data))
    return [[list(row) for row in s.iter_rows(values_only=True)] for s in book]


def test_roll_call_is_a_workbook_with_the_attendance(issuing: Site) -> None:
    answer = issuing.signed_in("secretary").get(f"/staff/{issuing.sim.event}/roll.xlsx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith("diem-danh.xlsx")
    (rows,) = sheets_of(answer.data)
    assert rows[0] == ["TT", "Mã", "Họ và tên", "Chức vụ", "Có mặt hay vắng"]
    assert [row[1] for row in rows[1:]] == ["TV001", "TV002", "TV003", "TV004", "TV005"]
    assert rows[1] == [1, "TV001", "Nguyễn Văn 001", "Ủy viên", "Có mặt"]
    assert rows[5][4] != "Có mặt"


def test_result_is_a_workbook_with_whole_numbers(published: Site) -> None:
    answer = published.signed_in("chair").get(
        f"/staff/{published.sim.event}/result.xlsx"
    )
    rows, numbers = sheets_of(answer.data)
    assert len(rows) == 4
    assert {type(value) for value in rows[1][4:7]} == {int}
    counts: dict[object, object] = {row[0]: row[1] for row in numbers[1:]}
    assert counts["Tổng số thành viên"] == 5
    assert counts["Thu về"] == counts["Hợp lệ"]


def test_a_name_that_is_a_formula_stays_a_name(site: Site) -> None:
    sim = site.sim
    members = sim.roll["members"]
    assert isinstance(members, list)
    members[0]["name"] = '=HYPERLINK("http://x","Lý")'
    members[1]["name"] = "@SUM(1)"
    sim.create()
    sim.freeze()
    answer = site.signed_in("secretary").get(f"/staff/{sim.event}/roll.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert sheet["C2"].data_type == sheet["C3"].data_type == "s"
    assert sheet["C2"].value == '\'=HYPERLINK("http://x","Lý")'
    assert sheet["C3"].value == "'@SUM(1)"
