"""The fictional sample of the office, as plans and counts of steps 1 to 4.

Reads `tests/sample_data.json` and adds only the K that rules 5.2 states.
"""

import json
from pathlib import Path
from typing import Any

from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.profile import Profile
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    Nominee,
    Numbers,
    Question,
    StructureRequirement,
    Title,
)

SAMPLE: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parent.parent / "sample_data.json").read_text("utf-8")
)
AUTHORITY = {"TRINH": "superior", "TU_QUYET_DINH": "own"}
PLACES = {"T1": (2, 1), "T2": (3, 3), "T3": (2, 2)}


def titles(*, without_places: bool = False) -> tuple[Title, ...]:
    return tuple(
        Title(
            id=title_id,
            name=found["ten"],
            authority=AUTHORITY[found["tham_quyen"]],
            authority_name=found["co_quan"],
            places=0 if without_places else PLACES[title_id][0],
            places_certain=0 if without_places else PLACES[title_id][1],
            structure=(StructureRequirement("female", 1, 0),)
            if title_id == "T3"
            else (),
        )
        for title_id, found in SAMPLE["chuc_danh"].items()
    )


def nominee(found: dict[str, Any]) -> Nominee:
    categories = []
    if found["gioi_tinh"] == "Nữ":
        categories.append("female")
    if found["dan_toc"] != "Kinh":
        categories.append("ethnic_minority")
    return Nominee(
        id=found["id"],
        name=found["ho_ten"],
        birth_year=found["nam_sinh"],
        position=found["chuc_vu"],
        categories=tuple(categories),
    )


def numbers(step: int) -> Numbers:
    found = SAMPLE[f"buoc{step}"]
    return Numbers(
        found["N"],
        found["co_mat"],
        found["phat_ra"],
        found["thu_ve"],
        found["hop_le"],
        found["khong_hop_le"],
    )


def step1() -> tuple[BallotPlan, list[Counts], Numbers]:
    people = SAMPLE["de_nghi_dua_ra"]
    asked = tuple(title for title in titles(without_places=True) if title.id != "T3")
    plan = BallotPlan(
        HD06_2017,
        "removal",
        1,
        15,
        asked,
        tuple(nominee(found) for found in people),
        tuple(Question(found["chuc_danh"], found["id"]) for found in people),
    )
    rows = SAMPLE["buoc1"]["ket_qua"]
    counts = [
        Counts(rows[f["id"]]["dong_y"], rows[f["id"]]["khong"], rows[f["id"]]["trong"])
        for f in people
    ]
    return plan, counts, numbers(1)


def consultation(step: int) -> tuple[BallotPlan, list[Counts], Numbers, list[str]]:
    """Return plan, counts, numbers and the printed rates of step 2 or 3."""
    rows = SAMPLE[f"buoc{step}"]["ket_qua"]
    plan = BallotPlan(
        HD06_2017,
        "consultation",
        step,
        SAMPLE[f"buoc{step}"]["N"],
        titles(),
        tuple(nominee(found) for found in SAMPLE["ung_vien"]),
        tuple(Question(*pair.split("/")) for pair in rows),
    )
    counts = [Counts(*row[:3]) for row in rows.values()]
    return plan, counts, numbers(step), [row[3] for row in rows.values()]


def step4(profile: Profile = HD06_2017) -> tuple[BallotPlan, list[Counts], Numbers]:
    ballots = SAMPLE["buoc4"]["phieu"]
    plan = BallotPlan(
        profile,
        "addition",
        4,
        15,
        titles(),
        tuple(nominee(found) for found in SAMPLE["ung_vien"]),
        tuple(Question(title, who) for title in ballots for who in ballots[title]),
    )
    counts = [Counts(*row) for title in ballots.values() for row in title.values()]
    return plan, counts, numbers(4)
