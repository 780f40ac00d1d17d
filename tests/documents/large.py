"""A large ballot for papers: many members, many persons, three titles.

Refuses chance: every count follows from the place on the ballot.
"""

from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    Nominee,
    Numbers,
    Question,
    Title,
)
from ballot_service.verify.statements import VerifiedStatement
from tests.documents.sample import statement_of

FAMILY = ("Nguyễn Thị Phương", "Trần Đình Khắc", "Lương Ngọc Bích", "Vũ Hoàng Quốc")
GIVEN = ("Uyên", "Thịnh", "Quyên", "Khôi", "Huân", "Giáp", "Thoa", "Cảnh", "Hào")


def large_statement(members: int, persons: int) -> VerifiedStatement:
    """Return a step 4 with a third of the persons for each of three titles."""
    nominees = tuple(
        Nominee(
            id=f"UC{i:03}",
            name=f"{FAMILY[i % 4]} {GIVEN[i % 9]} {i}",
            birth_year=1970 + i % 20,
            position="Phó Trưởng phòng Kế hoạch - Tài chính, Ban Quản lý dự án số 2",
            categories=("female",) if i % 3 == 0 else (),
        )
        for i in range(persons)
    )
    each = persons // 3
    titles = tuple(
        Title(
            id=f"T{i}",
            name=name,
            authority="own" if i == 3 else "superior",
            authority_name="Ban Thường vụ Tỉnh ủy",
            places=each - 2,
            places_certain=each - 2,
        )
        for i, name in enumerate(
            ("Giám đốc Sở", "Phó Giám đốc Sở", "Chánh Văn phòng Sở"), 1
        )
    )
    plan = BallotPlan(
        HD06_2017,
        "addition",
        4,
        members,
        titles,
        nominees,
        tuple(
            Question(f"T{1 + i // each}", one.id)
            for i, one in enumerate(nominees[: 3 * each])
        ),
    )
    present = members - members // 50
    agrees = [present - i * (present // (2 * persons)) for i in range(3 * each)]
    counts = [Counts(agree, present - agree, 0) for agree in agrees]
    numbers = Numbers(members, present, present, present, present, 0)
    return statement_of(plan, counts, numbers)
