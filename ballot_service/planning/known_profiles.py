"""The two profiles that are shipped: one in force, one a draft that says so.

Refuses to guess: a profile is found by its exact id, or not at all.
"""

from dataclasses import replace

from ballot_service.errors import UnknownProfile
from ballot_service.planning.profile import TIE_STEPS, Profile

HD06_2017 = Profile(
    id="HD06-2017",
    version=1,
    status="in_force",
    legal_basis="Hướng dẫn số 06-HD/BTCTW ngày 24/02/2017 của Ban Tổ chức Trung ương",
    unconfirmed=(),
    quorum_numerator=2,
    quorum_denominator=3,
    majority_numerator=1,
    majority_denominator=2,
    majority_base="members",
    tie_rule=TIE_STEPS,
    reballots_at_most=1,
    structure_mode="strict_rank",
    places_reading="expected",
    max_persons_per_title=3,
    max_titles_same_level=3,
    only_higher_titles=True,
    refuse_open_appointment=True,
    consultation_rate_base="members",
    warn_below_half=False,
    nominee_member_rule="votes",
    blank_ballots="not_counted",
    marks_cap="none",
    free_text=False,
    secret_steps=(1, 2, 3, 4),
    announced_steps=(1, 4),
    late_arrivals=True,
    absentees="none",
    envelope_minimum=3,
    minimum_ballots=3,
    cycle_quarter=1,
    once_a_year=True,
    evaluation_required=True,
    retention_ballots_years=5,
    retention_rest_years=10,
    address="dong_chi",
)
"""In force for us: the founding document; caps 3 and 3 from 377-QĐ/TW (R5)."""

QD377_2025 = replace(
    HD06_2017,
    id="QD377-2025",
    status="draft",
    legal_basis="Dự thảo bộ quy tắc theo Quy định số 377-QĐ/TW ngày 08/10/2025; "
    "trình tự rà soát chờ Ban Tổ chức xác nhận",
    unconfirmed=(
        "quorum_numerator",
        "quorum_denominator",
        "tie_rule",
        "reballots_at_most",
        "structure_mode",
        "places_reading",
        "max_persons_per_title",
        "consultation_rate_base",
        "nominee_member_rule",
        "secret_steps",
        "announced_steps",
        "late_arrivals",
        "absentees",
        "cycle_quarter",
    ),
)
"""A draft: caps are known, its yearly procedure is not (rules 0.1, 0.2)."""

KNOWN_PROFILES = (HD06_2017, QD377_2025)


def profile_named(profile_id: str) -> Profile:
    """Return the shipped profile with this id.

    Raises:
        UnknownProfile: there is none.
    """
    for profile in KNOWN_PROFILES:
        if profile.id == profile_id:
            return profile
    raise UnknownProfile(profile_id)
