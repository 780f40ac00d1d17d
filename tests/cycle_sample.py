"""The fictional department's review of 2026 as a plan, and how its members vote.

Reads `tests/sample_data.json`; adds only persons planned already, whom it does not
name, and the certificates of the agency.
"""

from typing import Any

from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.profile import Profile
from tests.planning.sample import AUTHORITY, SAMPLE

COLLECTIVE = f"Tập thể lãnh đạo {SAMPLE['don_vi']}"
ELECTORATES = {
    1: (COLLECTIVE, "tap_the_lanh_dao_15", "2026-03-06"),
    2: (
        f"Hội nghị cán bộ chủ chốt {SAMPLE['don_vi']}",
        "hoi_nghi_chu_chot_180",
        "2026-03-12",
    ),
    3: (
        f"Hội nghị tập thể lãnh đạo mở rộng {SAMPLE['don_vi']}",
        "hoi_nghi_mo_rong_60",
        "2026-03-17",
    ),
    4: (COLLECTIVE, "tap_the_lanh_dao_15", "2026-03-24"),
}
COMMITTEE = (("TV06", "head"), ("TV11", "member"), ("TV14", "secretary"))
PLANNED = {"T1": ["RQ01", "QH01"], "T2": ["RQ02", "QH02", "QH03"], "T3": ["QH04"]}
HELD = {
    "QH01": ("Lò Văn Chiến", 1975, "Phó Giám đốc Ban QLDA số 1"),
    "QH02": ("Tô Quốc Bảo", 1979, "Trưởng phòng Kỹ thuật"),
    "QH03": ("Phùng Đức Lâm", 1981, "Trưởng phòng Giám định"),
    "QH04": ("Kiều Anh Dũng", 1985, "Phó Chánh Văn phòng Ban QLDA số 1"),
}


def people() -> dict[str, dict[str, Any]]:
    """Return everybody of the sample by id."""
    return {found["id"]: found for found in SAMPLE["nguoi"]}


def meeting(step: int) -> dict[str, Any]:
    """Return the meeting of one step."""
    known = people()
    body, name, day = ELECTORATES[step]
    return {
        "step": step,
        "body": body,
        "date": day,
        "place": "Hội trường tầng 3, trụ sở Sở",
        "basis": f"Giấy mời họp Bước {step}",
        "chair": {"id": "TV01", "name": known["TV01"]["ho_ten"]},
        "secretary": {"id": "TV07", "name": known["TV07"]["ho_ten"]},
        "members": [
            {
                "id": one,
                "name": known[one]["ho_ten"],
                "position": known[one]["chuc_vu"],
            }
            for one in SAMPLE[name]
        ],
        "committee": [
            {"id": one, "name": known[one]["ho_ten"], "role": role}
            for one, role in COMMITTEE
        ],
        "threshold": 2,
    }


def _persons() -> list[dict[str, Any]]:
    by_nominee = {
        found["ung_vien"]: found["id"]
        for found in SAMPLE["nguoi"]
        if found.get("ung_vien")
    }
    by_nominee |= {
        found["de_nghi_dua_ra"]: found["id"]
        for found in SAMPLE["nguoi"]
        if found.get("de_nghi_dua_ra")
    }
    rows = [
        {
            "id": found["id"],
            "name": found["ho_ten"],
            "birth_year": found["nam_sinh"],
            "position": found["chuc_vu"],
            "categories": [
                *(["female"] if found["gioi_tinh"] == "Nữ" else []),
                *(["ethnic_minority"] if found["dan_toc"] != "Kinh" else []),
            ],
            "member": by_nominee.get(found["id"], ""),
        }
        for found in (*SAMPLE["ung_vien"], *SAMPLE["de_nghi_dua_ra"])
    ]
    return rows + [
        {
            "id": who,
            "name": name,
            "birth_year": born,
            "position": position,
            "categories": [],
            "member": "",
        }
        for who, (name, born, position) in HELD.items()
    ]


def _titles() -> list[dict[str, Any]]:
    return [
        {
            "id": title,
            "name": found["ten"],
            "authority": AUTHORITY[found["tham_quyen"]],
            "authority_name": found["co_quan"],
            "cap": found["toi_da"],
            "planned": PLANNED[title],
            "exits": [],
            "structure": [{"category": "female", "minimum": 1}]
            if title == "T3"
            else [],
        }
        for title, found in SAMPLE["chuc_danh"].items()
    ]


def review_json(profile: Profile = HD06_2017) -> dict[str, Any]:
    """Return the review plan of the sample, all steps entered."""
    additions = [
        (title, who) for title, rows in SAMPLE["buoc4"]["phieu"].items() for who in rows
    ]
    return {
        "schema": "ballot-service/review/1",
        "body": SAMPLE["don_vi"],
        "agency": "Phòng Tổ chức cán bộ",
        "year": SAMPLE["nam"],
        "profile": profile.to_json(),
        "secrecy": "mat",
        "family": "party",
        "group": "Ed25519",
        "titles": _titles(),
        "persons": _persons(),
        "proposals": [
            {
                "kind": "removal",
                "title": found["chuc_danh"],
                "person": found["id"],
                "reason": found["ly_do"],
            }
            for found in SAMPLE["de_nghi_dua_ra"]
        ]
        + [
            {
                "kind": "addition",
                "title": title,
                "person": who,
                "reason": "Đủ tiêu chuẩn, điều kiện theo quy định",
            }
            for title, who in additions
        ],
        "dossiers": [
            {
                "title": title,
                "person": who,
                "standards_certified": True,
                "planned_titles": 0,
                "higher_title": True,
                "appointment_open": False,
                "discipline": "none",
                "note": "",
            }
            for title, who in additions
        ],
        "meetings": [meeting(step) for step in (1, 2, 3, 4)],
    }


def counts(step: int) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return (agree, disagree, unmarked) by (title, person), as the box gives them.

    The two invalid ballots of step 2 are cast wholly unmarked (architecture D6): C is
    170 and every row has two more that are unmarked.
    """
    found = SAMPLE[f"buoc{step}"]
    blank = found["khong_hop_le"]
    if step == 1:
        titles = {one["id"]: one["chuc_danh"] for one in SAMPLE["de_nghi_dua_ra"]}
        return {
            (titles[who], who): (row["dong_y"], row["khong"], row["trong"])
            for who, row in found["ket_qua"].items()
        }
    if step == 4:
        return {
            (title, who): (row[0], row[1], row[2])
            for title, rows in found["phieu"].items()
            for who, row in rows.items()
        }
    return {
        (pair.split("/")[0], pair.split("/")[1]): (row[0], row[1], row[2] + blank)
        for pair, row in found["ket_qua"].items()
    }


REBALLOT = {("T1", "UC02"): (5, 9, 0), ("T1", "UC03"): (9, 5, 0)}
"""B4' as rules 5.5 suggest it: UC03 with 9 of 15, UC02 with 5."""


def turnout(step: int) -> tuple[int, int, int]:
    """Return N, how many are present, and how many send a ballot."""
    found = SAMPLE[f"buoc{step}"]
    return found["N"], found["co_mat"], found["thu_ve"]


def small_review(members: int = 5) -> dict[str, Any]:
    """Return a review of five members: a tie for one place, one removal of our own."""
    whole = review_json()
    people_kept = ("UC01", "UC02", "UC03", "QH01", "QH04")
    persons = [one for one in whole["persons"] if one["id"] in people_kept]
    superior, own = whole["titles"][0], whole["titles"][2]
    meetings = [
        one | {"members": one["members"][:members], "body": COLLECTIVE}
        for one in whole["meetings"]
    ]
    additions = [("T1", "UC01"), ("T1", "UC02"), ("T3", "UC03")]
    return whole | {
        "titles": [
            superior | {"cap": 2, "planned": ["QH01"]},
            own | {"cap": 1, "planned": ["QH04"], "structure": []},
        ],
        "persons": persons,
        "proposals": [
            {
                "kind": "removal",
                "title": "T3",
                "person": "QH04",
                "reason": "Chuyển công tác",
            },
            *(
                {"kind": "addition", "title": t, "person": who, "reason": "Đủ chuẩn"}
                for t, who in additions
            ),
        ],
        "dossiers": [
            one
            for one in whole["dossiers"]
            if (one["title"], one["person"]) in additions
        ]
        + [whole["dossiers"][0] | {"title": "T3", "person": "UC03"}],
        "meetings": meetings,
    }


_ONE, _TWO, _THREE = ("T1", "UC01"), ("T1", "UC02"), ("T3", "UC03")
SMALL = {
    1: {("T3", "QH04"): (4, 1, 0)},
    2: {_ONE: (3, 2, 0), _TWO: (4, 0, 1), _THREE: (5, 0, 0)},
    3: {_ONE: (4, 1, 0), _TWO: (2, 2, 1), _THREE: (5, 0, 0)},
    4: {_ONE: (3, 2, 0), _TWO: (3, 1, 1), _THREE: (4, 1, 0)},
    5: {_ONE: (3, 2, 0), _TWO: (2, 3, 0)},
}
"""What five members mark in steps 1 to 4 and in the re-ballot."""
