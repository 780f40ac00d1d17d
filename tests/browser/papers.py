"""The papers of a small meeting: a draft of two posts, and a roll of seven.

Refuses real names: all persons are fictional.
"""

import csv
import json
from pathlib import Path

from ballot_service.planning.known_profiles import profile_named

BODY = "Tập thể lãnh đạo Sở Thủy lợi và Phòng, chống thiên tai"
MEMBERS = (
    ("TV01", "Lý Xuân Điền", "Giám đốc Sở"),
    ("TV02", "Nguyễn Thị Hồng Nhung", "Phó Giám đốc Sở"),
    ("TV03", "Đặng Đình Khuê", "Phó Giám đốc Sở"),
    ("TV04", "Lương Thị Bích Quyên", "Chánh Văn phòng Sở"),
    ("TV05", "Quách Hải Thịnh", "Trưởng phòng Tổ chức cán bộ"),
    ("TV06", "Vi Diệu Trâm", "Trưởng phòng Kế hoạch – Tài chính"),
    ("TV07", "Ngô Quang Lực", "Chi cục trưởng Chi cục Thủy lợi"),
)
VOTERS = tuple(name for _, name, _ in MEMBERS[:5])
ABSENT = ((MEMBERS[5][1], "Vắng có lý do"), (MEMBERS[6][1], "Vắng không lý do"))
COMMITTEE = (
    ("Bùi Đình Nghĩa", "head"),
    ("Nông Diệu Yến", "member"),
    ("Chu Công Quý", "secretary"),
)
NOMINEES = (
    ("UC01", "Hoàng Bá Vỹ", 1979, "Trưởng phòng Quản lý công trình"),
    ("UC02", "Mai Thị Thanh Uyên", 1982, "Phó Chánh Văn phòng Sở"),
    ("UC03", "Cao Hữu Huân", 1980, "Phó Trưởng phòng Kỹ thuật"),
    ("UC04", "Dương Thị Hồng Thoa", 1985, "Phó Chi cục trưởng"),
)
QUESTIONS = (("T1", "UC01"), ("T1", "UC02"), ("T2", "UC03"), ("T2", "UC04"))

Marks = tuple[str, ...]
Verdict = tuple[str, str, str, str]
"""Name, agreeing, rate of all members, verdict."""
AGREE, DISAGREE, UNMARKED = "agree", "disagree", "unmarked"
CHOICES: tuple[Marks, ...] = (
    (AGREE, DISAGREE, AGREE, DISAGREE),
    (AGREE, AGREE, AGREE, UNMARKED),
    (AGREE, DISAGREE, AGREE, DISAGREE),
    (AGREE, UNMARKED, DISAGREE, AGREE),
    (AGREE, AGREE, AGREE, DISAGREE),
)
"""What each of the five marks, in the order of the manifest's rows."""

VERDICTS: tuple[Verdict, ...] = (
    ("Hoàng Bá Vỹ", "05", "71,43%", "Đạt – đưa vào danh sách"),
    ("Mai Thị Thanh Uyên", "02", "28,57%", "Không đạt"),
    ("Cao Hữu Huân", "04", "57,14%", "Đạt – đưa vào danh sách"),
    ("Dương Thị Hồng Thoa", "01", "14,29%", "Không đạt"),
)


def _title(key: str, name: str, authority: str, by: str) -> dict[str, object]:
    return {
        "id": key,
        "name": name,
        "authority": authority,
        "authority_name": by,
        "places": 1,
        "places_certain": 1,
        "structure": [],
    }


def draft() -> dict[str, object]:
    """Return the draft, as the secretary has it in a file."""
    return {
        "title": "Phiếu giới thiệu nhân sự bổ sung quy hoạch năm 2026",
        "body": BODY,
        "date": "2026-03-24",
        "group": "Ed25519",
        "step": 4,
        "kind": "addition",
        "titles": [
            _title("T1", "Giám đốc Sở", "superior", "Ban Thường vụ Tỉnh ủy"),
            _title("T2", "Chánh Văn phòng Sở", "own", BODY),
        ],
        "nominees": [
            {
                "id": key,
                "name": name,
                "birth_year": year,
                "position": position,
                "categories": [],
                "planned_titles": 0,
            }
            for key, name, year, position in NOMINEES
        ],
        "questions": [{"title": title, "nominee": key} for title, key in QUESTIONS],
        "profile": profile_named("HD06-2017").to_json(),
        "committee": [{"name": name, "role": role} for name, role in COMMITTEE],
        "trustees": {"size": 3, "threshold": 2},
    }


def write_papers(folder: Path) -> tuple[Path, Path]:
    """Write draft and roll, and return their paths."""
    drafted, roll = folder / "draft.json", folder / "roll.csv"
    drafted.write_text(json.dumps(draft(), ensure_ascii=False), encoding="utf-8")
    with roll.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "name", "position"))
        writer.writerows(MEMBERS)
    return drafted, roll
