"""A collective of any size from the sample: its workbook, marks, and their sums.

Refuses the product's own arithmetic: the sums are made here, of what members marked.
"""

import json
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from tests.browser.papers import AGREE, BODY, DISAGREE, UNMARKED, Marks, Verdict
from tests.conftest import ROOT
from tests.spreadsheets.sample import Table, xlsx

_PERSONS = json.loads((ROOT / "tests" / "sample_data.json").read_text())["nguoi"]
ROLL = tuple((one["id"], one["ho_ten"], one["chuc_vu"]) for one in _PERSONS)
"""Code, name, position of everybody in the sample."""
NOMINEES = (
    ("Nguyễn Thế Bạch", 1984, "Phó Trưởng phòng Kỹ thuật", "T1"),
    ("Lương Thu Giang", 1982, "Phó Chánh Văn phòng Sở", "T1"),
    ("Phan Đức Kiên", 1980, "Trưởng phòng Quản lý công trình", "T2"),
    ("Tô Minh Hạnh", 1985, "Phó Chi cục trưởng", "T2"),
)
NAMES = tuple(name for name, *_ in NOMINEES)
TITLES: Table = [
    [
        *("Mã", "Tên chức danh", "Thẩm quyền", "Cấp có thẩm quyền"),
        *("Số lượng cần bổ sung", "Số lượng chắc chắn"),
    ],
    ["T1", "Giám đốc Sở", "Trình", "Ban Thường vụ Tỉnh ủy", 1, 1],
    ["T2", "Chánh Văn phòng Sở", "Tự quyết định", "", 1, 1],
]
COMMITTEE: Table = [
    ["Họ và tên", "Nhiệm vụ"],
    ["Bùi Đình Nghĩa", "Trưởng ban"],
    ["Nông Diệu Yến", "Ủy viên"],
    ["Chu Công Quý", "Thư ký"],
]
MEMBERS_ALONE = tuple(
    name for _, name, _ in ROLL if name not in {row[0] for row in COMMITTEE}
)
"""Names that stand in no published file: the committee's do, by its office."""
FACTS = {
    "title": "Phiếu giới thiệu nhân sự bổ sung quy hoạch năm 2026",
    "body": BODY,
    "date": "24/03/2026",
    "rows": str(len(NOMINEES)),
}
ORDER = "as_listed"

Row = tuple[str, str, str]


def workbook(path: Path, roll: Sequence[Row]) -> Path:
    """Write the secretary's one file with its four sheets."""
    nominees: Table = [
        ["Họ và tên", "Năm sinh", "Chức vụ", "Chức danh dự kiến"],
        *(list(row) for row in NOMINEES),
    ]
    members: Table = [["Mã", "Họ và tên", "Chức vụ"], *(list(row) for row in roll)]
    sheets = {
        "Thành viên": members,
        "Chức danh": TITLES,
        "Nhân sự": nominees,
        "Ban kiểm phiếu": COMMITTEE,
    }
    path.write_bytes(xlsx(sheets))
    return path


def marks_of(place: int) -> Marks:
    """Return what the member of a place marks: everybody something else in turn."""
    return (
        DISAGREE if place % 5 == 4 else AGREE,
        (AGREE, DISAGREE, UNMARKED)[place % 3],
        UNMARKED if place % 4 == 3 else AGREE,
        (AGREE, DISAGREE)[place % 2],
    )


def figures(marks: Sequence[Marks]) -> tuple[tuple[int, int, int], ...]:
    """Return of each row how many agree, disagree and are unmarked."""
    rows = zip(*marks, strict=True)
    kinds = (AGREE, DISAGREE, UNMARKED)
    return tuple(tuple(row.count(kind) for kind in kinds) for row in rows)  # type: ignore[misc]


def verdicts(marks: Sequence[Marks], size: int) -> tuple[Verdict, ...]:
    """Return what the result must say of each nominee; one place a title."""
    found = []
    for name, (agree, _, _) in zip(NAMES, figures(marks), strict=True):
        rate = (Decimal(100 * agree) / size).quantize(Decimal("0.01"), ROUND_HALF_UP)
        said = "Đạt – đưa vào danh sách" if 2 * agree > size else "Không đạt"
        found.append((name, f"{agree:02}", f"{rate}%".replace(".", ","), said))
    return tuple(found)
