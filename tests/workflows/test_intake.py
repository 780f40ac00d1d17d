"""Intake: spreadsheets and a form become a draft, or every reason why not, at once."""

import datetime as dt
import io
import unicodedata
from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl import load_workbook

from ballot_service.errors import NomineeOnCommittee
from ballot_service.planning.lists.reasons import NOTES, REASONS, Reject
from ballot_service.spreadsheets.files import read_sheets
from ballot_service.workflows.drafts import read_draft
from ballot_service.workflows.intake import EVERY_KIND, DryRun, dry_run, typed_sheet
from tests.simulator import sample_draft, sample_roll
from tests.spreadsheets.sample import (
    COMMITTEE,
    FACTS,
    MEMBERS,
    NOMINEES,
    SHEETS,
    TITLES,
    Table,
    csv_text,
    saved,
    xlsx,
)

Found = set[tuple[int, str, str]]


def run(sheets: Mapping[str, Table], **facts: str) -> DryRun:
    """Dry-run a workbook; facts as in the sample, but for those given."""
    found = [(sheet, EVERY_KIND) for sheet in read_sheets(xlsx(sheets), "tệp.xlsx")]
    return dry_run({**FACTS, **facts}, found, alphabetical=True)


def changed(name: str, row: int, column: int, value: object) -> dict[str, Table]:
    """Return the sample's sheets with one cell changed; row 1 is the heading."""
    rows = [list(cells) for cells in SHEETS[name]]
    rows[row - 1][column] = value
    return {**SHEETS, name: rows}


def rejects(found: DryRun) -> Found:
    return {(item.row, item.column, item.reason) for item in found.rejects}


def notes(found: DryRun) -> Found:
    return {(item.row, item.column, item.reason) for item in found.notes}


def test_workbook_alone_makes_a_draft_that_can_be_frozen() -> None:
    found = run(SHEETS)
    assert found.rejects == ()
    assert found.fault is None
    draft: Any = found.draft
    made = read_draft(draft, found.roll, 1)
    assert [member.id for member in made.roll.members] == [
        f"TV0{i}" for i in range(1, 6)
    ]
    plan = made.manifest.plan
    assert [plan.nominee(q.nominee).name for q in plan.questions] == [
        "Quách Đình Giáp",
        "Lương Thị Bích Quyên",
        "Hoàng Bá Vỹ",
        "Quách Đình Giáp",
    ]
    assert [(t.places, t.places_certain) for t in plan.titles] == [(2, 1), (2, 2)]
    assert plan.titles[1].authority_name == FACTS["body"]
    assert plan.titles[1].structure[0].category == "female"
    assert plan.nominee("NS02").categories == ("female",)
    assert (made.manifest.threshold, made.manifest.size) == (2, 3)
    assert draft["date"] == "2026-03-24"


def test_what_was_recognised_is_shown_with_names() -> None:
    kinds = {item.kind: item for item in run(SHEETS).recognised}
    assert set(kinds) == set(EVERY_KIND)
    roll = kinds["roll"]
    assert (roll.where, roll.reading, roll.rows) == ("tệp.xlsx / Thành viên", "XLSX", 5)
    assert roll.samples == (
        *("Lý Xuân Điền", "Hoàng Bá Vỹ", "Đinh Khắc Thịnh"),
        "Nguyễn Thị Hường",
    )


def test_every_reject_is_named_at_once_with_row_and_column() -> None:
    members: Table = [
        *MEMBERS[:3],
        ["TV 03", "Đinh Khắc Thịnh", ""],
        ["TV01", "=1+1", "Phó Giám đốc Sở"],
    ]
    titles: Table = [TITLES[0], ["T1", "Giám đốc Sở", "Trung ương", "", 0, 1, 1, ""]]
    nominees: Table = [
        NOMINEES[0],
        [1, "Hoàng Bá Vỹ", "năm 1974", "Phó Giám đốc Sở", "T9", "nữ"],
        [2, "123", 1850, "", "T1", ""],
    ]
    committee: Table = [COMMITTEE[0], ["Bùi Đình Nghĩa", "Tổ phó"]]
    sheets: dict[str, Table] = {
        "Thành viên": members,
        "Chức danh": titles,
        "Nhân sự": nominees,
        "Ban kiểm phiếu": committee,
    }
    found = run(sheets, title="", date="31/02/2026", threshold="3")
    assert found.draft is None
    assert rejects(found) == {
        (0, "Tên cuộc bỏ phiếu", "missing"),
        (0, "Ngày họp", "no_day"),
        (0, "Số mảnh khóa tối thiểu", "too_few_shares"),
        (0, "", "count"),
        (4, "Mã", "bad_id"),
        (4, "Chức vụ", "missing"),
        (5, "Mã", "same_id"),
        (5, "Họ và tên", "formula"),
        (2, "Thẩm quyền", "not_authority"),
        (2, "Cấp có thẩm quyền", "authority_unnamed"),
        (2, "Số lượng cần bổ sung", "no_places"),
        (2, "Số lượng chắc chắn", "certain_above"),
        (2, "Nữ tối thiểu", "need_incomplete"),
        (0, "Tên chức danh", "unused_title"),
        (2, "Năm sinh", "not_year"),
        (2, "Chức danh dự kiến", "unknown_title"),
        (2, "Nữ", "not_mark"),
        (3, "Họ và tên", "not_letters"),
        (3, "Năm sinh", "out_of_range"),
        (3, "Chức vụ", "missing"),
        (2, "Nhiệm vụ", "not_role"),
        (0, "Nhiệm vụ", "heads"),
    }
    assert sum(item.reason == "count" for item in found.rejects) == 2
    for item in found.rejects:
        assert item.text("vi")
        assert item.text("en") != item.text("vi")


SAME = "Đinh Khắc Thịnh"


@pytest.mark.parametrize(
    "again",
    [
        SAME,
        unicodedata.normalize("NFD", SAME),
        SAME.upper(),
        SAME.replace(" ", "   "),
        SAME.replace(" ", "\u00a0"),
        "\u200b" + SAME[:4] + "\ufeff" + SAME[4:] + "\u200f",
    ],
)
def test_same_person_is_found_however_it_is_written(again: str) -> None:
    found = run(changed("Thành viên", 6, 1, again), members="5")
    assert rejects(found) == set()
    same = changed("Thành viên", 6, 1, again)
    rows = [list(row) for row in same["Thành viên"]]
    rows[5][2] = "PHÓ giám đốc  Sở"
    found = run({**same, "Thành viên": rows})
    assert rejects(found) == {(6, "Họ và tên", "same_person")}
    (reject,) = found.rejects
    assert reject.values == {"other": 4}


def test_same_name_in_another_position_is_asked_about_and_not_refused() -> None:
    found = run(changed("Thành viên", 6, 1, SAME))
    assert found.draft is not None
    assert (6, "Họ và tên", "same_name") in notes(found)


def test_hidden_characters_and_spaces_are_taken_out_and_said() -> None:
    found = run(changed("Thành viên", 6, 1, " Nguyễn\u200b  Thị\u202e Hường\n"))
    roll: Any = found.roll
    assert roll["members"][4]["name"] == "Nguyễn Thị Hường"
    assert (6, "Họ và tên", "cleaned") in notes(found)


@pytest.mark.parametrize("declared", ["4", "6"])
def test_count_must_be_the_declared_one(declared: str) -> None:
    found = run(SHEETS, members=declared)
    assert rejects(found) == {(0, "", "count")}
    assert f"5 dòng, số đã khai là {declared}" in found.rejects[0].text("vi")
    assert rejects(run(SHEETS, rows="3")) == {(0, "", "count")}


@pytest.mark.parametrize(
    "name",
    ["Hoàng Bá Vỹ", unicodedata.normalize("NFD", "HOÀNG  bá vỹ"), "Hoàng\u200b Bá Vỹ"],
)
def test_nominee_on_the_committee_is_refused(name: str) -> None:
    found = run(changed("Ban kiểm phiếu", 3, 0, name))
    assert rejects(found) == {(3, "Họ và tên", "nominee_on_committee")}
    assert found.rejects[0].text("vi").startswith("E13: Đồng chí")


def test_nominee_on_the_committee_is_refused_in_a_json_draft_too() -> None:
    draft: dict[str, Any] = sample_draft()
    draft["committee"][1]["name"] = "LƯƠNG thị  Bích Quyên 01"
    with pytest.raises(NomineeOnCommittee):
        read_draft(draft, sample_roll(5), 1)


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        (5, 1, "Hoàng Bá Vỹ", "other_person"),
        (5, 4, "T1", "same_row"),
        (5, 2, 1985, ""),
    ],
)
def test_one_nominee_is_one_person(
    row: int, column: int, value: object, reason: str
) -> None:
    rows = [list(cells) for cells in SHEETS["Nhân sự"]]
    rows[row - 1][column] = value
    if reason == "other_person":
        rows[row - 1][2] = 1974
    found = run({**SHEETS, "Nhân sự": rows})
    want = {(row, "Họ và tên", reason)} if reason else set()
    # A title left without nominees is said as well.
    assert rejects(found) - {(0, "Tên chức danh", "unused_title")} == want


def test_list_below_its_own_heading_and_with_other_columns_is_read() -> None:
    rows: Table = [
        ["DANH SÁCH THÀNH VIÊN TẬP THỂ LÃNH ĐẠO"],
        [],
        ["Số TT", "HỌ VÀ TÊN", "Giới tính", "Chức vụ, đơn vị công tác"],
        *([i, str(m[1]), "Nam", str(m[2])] for i, m in enumerate(MEMBERS[1:], start=1)),
    ]
    found = run({**SHEETS, "Thành viên": rows})
    roll: Any = found.roll
    assert [m["id"] for m in roll["members"]] == [f"TV00{i}" for i in range(1, 6)]
    assert notes(found) >= {
        (0, "", "above_header"),
        (3, "Giới tính", "unread_column"),
        (3, "Mã", "codes_made"),
    }


def test_foot_of_a_list_and_text_beside_it_are_refused() -> None:
    rows: Table = [*MEMBERS, ["", "", "", "Người lập"], ["Cộng: 5"]]
    found = run({**SHEETS, "Thành viên": rows})
    assert rejects(found) >= {(7, "", "beyond"), (8, "Họ và tên", "missing")}


def test_two_lists_of_a_kind_and_none_are_named() -> None:
    found = run({**SHEETS, "Members": MEMBERS})
    assert rejects(found) == {(0, "", "two_lists")}
    found = run({"Thành viên": MEMBERS})
    assert [item.where for item in found.rejects] == [
        *("Chức danh", "Nhân sự", "Ban kiểm phiếu"),
    ]


def test_a_roll_with_days_of_birth_is_no_list_of_nominees() -> None:
    """An office's own roll: a title above, columns in another order, birthdays."""
    born = [["", "", "", dt.date(1970 + i, 3, 1)] for i in range(len(MEMBERS))]
    own = [
        [code, post, name, day[3]]
        for (code, name, post), day in zip(MEMBERS[1:], born, strict=False)
    ]
    rows: Table = [
        ["DANH SÁCH TẬP THỂ LÃNH ĐẠO"],
        ["TT", "Chức vụ", "Họ và tên", "Ngày sinh"],
        *own,
    ]
    others = {name: SHEETS[name] for name in SHEETS if name != "Thành viên"}
    found = run({"Danh sách": rows, **others})
    assert found.rejects == ()
    roll: Any = found.roll
    assert [m["name"] for m in roll["members"]] == [row[1] for row in MEMBERS[1:]]


def test_nominees_by_birthdays_alone_follow_the_roll() -> None:
    at = NOMINEES[0].index("Chức danh dự kiến")
    bare = [[*row[:at], *row[at + 1 :]] for row in NOMINEES]
    found = run({"Sheet1": MEMBERS, "Sheet2": bare})
    kinds = {item.kind: item.where for item in found.recognised}
    assert kinds == {
        "roll": "tệp.xlsx / Sheet1",
        "nominees": "tệp.xlsx / Sheet2",
    }


def test_without_titles_rows_do_not_each_say_so() -> None:
    found = run({"Thành viên": MEMBERS, "Nhân sự": NOMINEES})
    assert rejects(found) == {(0, "", "no_list_typed")}
    assert "mục 4" in found.rejects[0].text("vi")


def test_a_day_as_a_number_says_what_it_is() -> None:
    column = NOMINEES[0].index("Năm sinh")
    found = run(changed("Nhân sự", 2, column, 27453))
    assert rejects(found) == {(2, "Năm sinh", "date_number")}


def test_csv_files_and_what_is_typed_make_a_draft_too() -> None:
    (roll,) = read_sheets(csv_text(MEMBERS, ";").encode("utf-16"), "tv.csv")
    (nominees,) = read_sheets(csv_text(NOMINEES).encode(), "ns.csv")
    titles = typed_sheet(
        "titles",
        [
            {
                "name": "Giám đốc Sở",
                "authority": "Trình",
                "authority_name": "BTV",
                "places": "2",
            },
            {},
            {
                "id": "",
                "name": "Chánh Văn phòng Sở",
                "authority": "Tự quyết định",
                "places": "2",
            },
        ],
    )
    seats = typed_sheet(
        "committee", [{"name": str(n), "role": str(r)} for n, r in COMMITTEE[1:]]
    )
    assert titles is not None
    assert seats is not None
    sheets = [
        (roll, ("roll",)),
        (nominees, ("nominees",)),
        (titles, ("titles",)),
        (seats, ("committee",)),
    ]
    found = dry_run(FACTS, sheets, alphabetical=False)
    assert rejects(found) == set()
    draft: Any = found.draft
    assert [q["nominee"] for q in draft["questions"]] == [
        "NS01",
        "NS02",
        "NS03",
        "NS03",
    ]
    assert [t["id"] for t in draft["titles"]] == ["T1", "T2"]
    assert typed_sheet("titles", [{}, {"name": "  "}]) is None


def test_what_no_single_row_is_to_blame_for_is_said_whole() -> None:
    found = run(SHEETS, step_kind="4-reballot")
    assert found.draft is None
    assert found.fault is not None
    assert found.fault.name == "NotTheTied"


@pytest.mark.parametrize("table", [REASONS, NOTES])
def test_sentences_have_the_same_fields_in_both_languages(
    table: dict[str, Any],
) -> None:
    names = "other low high found declared count most columns name"
    values: Any = dict.fromkeys(names.split(), "§")
    kind: Any = "reject" if table is REASONS else "note"
    for reason, text in table.items():
        item = Reject("", 0, "", reason, "", values, kind)
        assert item.text("vi").count("§") == text.vi.count("{")
        assert text.vi.count("{") == text.en.count("{")


def test_merged_hidden_dated_and_misplaced_cells_are_refused_by_place() -> None:
    book = load_workbook(io.BytesIO(xlsx(SHEETS)))
    sheet = book["Thành viên"]
    sheet.merge_cells("C3:C4")
    sheet["B5"] = dt.datetime(2026, 3, 24)  # noqa: DTZ001 - a spreadsheet has no zone
    sheet.row_dimensions[6].hidden = True
    book["Chức danh"].sheet_state = "hidden"
    sheets = [(found, EVERY_KIND) for found in read_sheets(saved(book), "a.xlsx")]
    found = dry_run(FACTS, sheets, alphabetical=True)
    assert rejects(found) >= {
        (4, "Chức vụ", "merged"),
        (5, "Họ và tên", "date"),
        (6, "", "hidden_row"),
        (0, "", "no_list_typed"),
    }
    assert (0, "", "hidden_sheet") in notes(found)


REMOVALS: list[list[object]] = [
    [*NOMINEES[0], "Lý do đề nghị đưa ra"],
    [*NOMINEES[1], "Không còn đủ tuổi"],
    [*NOMINEES[2], ""],
    [*NOMINEES[3], "Chuyển công tác"],
    [*NOMINEES[4], "Chuyển công tác"],
]
REMOVAL: dict[str, Table] = {
    **SHEETS,
    "Chức danh": [row[:4] for row in TITLES],
    "Nhân sự": REMOVALS,
}


def test_reasons_of_removals_are_read_once_a_person() -> None:
    found = run(REMOVAL, step_kind="1-removal")
    assert found.rejects == ()
    assert found.fault is None
    assert found.reasons == {"NS01": "Không còn đủ tuổi", "NS03": "Chuyển công tác"}
    assert "reason" not in str(found.draft), "the ballot holds no reason"


def test_one_person_with_two_reasons_is_refused() -> None:
    rows = [list(row) for row in REMOVALS]
    rows[4][-1] = "Lý do khác"
    found = run({**REMOVAL, "Nhân sự": rows}, step_kind="1-removal")
    assert rejects(found) == {(5, "Lý do", "other_reason")}
    assert found.reasons == {}


def test_reasons_of_another_ballot_are_left_unread_and_said_to_be() -> None:
    found = run({**SHEETS, "Nhân sự": REMOVALS})
    assert found.rejects == ()
    assert (1, "Lý do", "unread_column") in notes(found)
    assert found.reasons == {}


def test_the_head_stands_first_for_accounts_go_by_places() -> None:
    """A committee that is written with its head second is not given to another."""
    rows = [COMMITTEE[0], COMMITTEE[2], COMMITTEE[1], COMMITTEE[3]]
    found = run({**SHEETS, "Ban kiểm phiếu": rows})
    draft: Any = found.draft
    assert [seat["name"] for seat in draft["committee"]] == [
        row[0] for row in COMMITTEE[1:]
    ]
    assert (0, "Nhiệm vụ", "head_first") in notes(found)
    assert "head_first" not in {note.reason for note in run(SHEETS).notes}


def test_files_in_each_others_place_are_said_once() -> None:
    (roll,) = read_sheets(xlsx({"Sheet1": MEMBERS}), "tv.xlsx")
    (nominees,) = read_sheets(xlsx({"Sheet1": NOMINEES}), "ns.xlsx")
    born = [[*row, "Ngày sinh" if i == 0 else 1970] for i, row in enumerate(MEMBERS)]
    (aged,) = read_sheets(xlsx({"Sheet1": born}), "tv.xlsx")
    for other in (roll, aged):
        sheets = [(nominees, ("roll",)), (other, ("nominees",))]
        found = dry_run(FACTS, sheets, alphabetical=True)
        assert rejects(found) == {(0, "", "swapped")}
        assert found.rejects[0].where == "ns.xlsx / Sheet1"
        assert "danh sách thành viên ở mục 3" in found.rejects[0].text("vi")
    assert run(SHEETS).rejects == ()


def test_a_list_without_a_column_for_women_says_what_papers_will_say() -> None:
    at = NOMINEES[0].index("Nữ")
    bare = [[*row[:at], *row[at + 1 :]] for row in NOMINEES]
    assert (0, "", "no_gender") in notes(run({**SHEETS, "Nhân sự": bare}))
    empty = [[*row[:at], "" if i else row[at]] for i, row in enumerate(NOMINEES)]
    assert (0, "", "no_gender") not in notes(run({**SHEETS, "Nhân sự": empty}))


def test_a_removal_under_step_4_is_told_the_step() -> None:
    column = TITLES[0].index("Số lượng cần bổ sung")
    found = run(changed("Chức danh", 3, column, 0))
    said = [item.text("vi") for item in found.rejects if item.reason == "no_places"]
    assert said
    assert all("chọn Bước 1" in text for text in said)
