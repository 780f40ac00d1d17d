"""Places, eligibility, submission and retention."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ballot_service.errors import (
    AppointmentOpen,
    DocumentsMissing,
    EligibilityError,
    NomineeInChair,
    NomineeOnCommittee,
    NoReason,
    NoteMissing,
    NumberOutOfRange,
    RetentionNotOver,
    StandardsNotCertified,
    TitleNotHigher,
    TooManyTitles,
    UnknownChoice,
    WrongType,
)
from ballot_service.planning.eligibility import (
    Dossier,
    check_chair,
    check_committee,
    check_eligible,
    warnings_for,
)
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.outcomes import ListEntry, ResultLists
from ballot_service.planning.places import Places, TitlePlan, places_after
from ballot_service.planning.retention import check_may_destroy, keep_until
from ballot_service.planning.submission import (
    DOCUMENTS,
    DOSSIER,
    Submission,
    check_complete,
    document_names,
)

# --- places ---------------------------------------------------------------------


def left(*names: str, own: bool) -> ResultLists:
    entries = tuple(ListEntry("T", name, 1, 12) for name in names)
    other = (ListEntry("U", "Z", 1, 12),)
    if own:
        return ResultLists(removals=(*entries, *other))
    return ResultLists(proposed_removals=(*entries, *other))


@pytest.mark.parametrize(
    ("title", "lists", "expected"),
    [
        (TitlePlan("T", 3, 2), ResultLists(), Places(1, 1)),
        (TitlePlan("T", 3, 2), left("A", own=False), Places(2, 1)),
        (TitlePlan("T", 3, 2), left("A", own=True), Places(2, 2)),
        (TitlePlan("T", 3, 3, exits=1), left("A", "B", own=False), Places(3, 1)),
        (TitlePlan("T", 3, 5), ResultLists(), Places(0, 0)),
        (TitlePlan("T", 3, 4), left("A", "B", own=False), Places(1, 0)),
    ],
)
def test_k_has_two_readings(
    title: TitlePlan, lists: ResultLists, expected: Places
) -> None:
    assert places_after(title, (), lists) == expected


def test_nobody_leaves_twice() -> None:
    title = TitlePlan("T", 3, 2, exits=1)
    assert places_after(title, ["A"], left("A", own=True)) == Places(2, 2)
    with pytest.raises(NumberOutOfRange):
        places_after(title, (), left("A", "B", own=True))
    with pytest.raises(NumberOutOfRange):
        TitlePlan("T", 3, 2, exits=3)
    with pytest.raises(WrongType):
        TitlePlan("T", 3, 2.0)  # type: ignore[arg-type]


# --- eligibility ----------------------------------------------------------------

ELIGIBLE = Dossier(
    nominee="A",
    standards_certified=True,
    planned_titles=1,
    proposed=2,
    higher_title=True,
    appointment_open=False,
    discipline="none",
    note="",
)


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"standards_certified": False}, StandardsNotCertified, ""),
        ({"planned_titles": 2}, TooManyTitles, "E17"),
        ({"higher_title": False}, TitleNotHigher, ""),
        ({"appointment_open": True}, AppointmentOpen, "E19"),
        ({"discipline": "under_review"}, NoteMissing, ""),
        ({"discipline": "gossip", "note": "x"}, NoteMissing, ""),
    ],
)
def test_each_block_has_its_name(
    change: dict[str, Any], error: type[EligibilityError], code: str
) -> None:
    check_eligible(HD06_2017, ELIGIBLE)
    with pytest.raises(error) as caught:
        check_eligible(HD06_2017, replace(ELIGIBLE, **change))
    assert caught.value.code == code


def test_a_discipline_case_with_its_note_only_warns() -> None:
    case = replace(ELIGIBLE, discipline="disciplined", note="Khiển trách, hết hiệu lực")
    check_eligible(HD06_2017, case)
    assert "Khiển trách" in warnings_for(case)[0].text_vi
    assert warnings_for(ELIGIBLE) == ()


def test_a_profile_may_allow_equal_titles_and_open_appointments() -> None:
    lax = replace(HD06_2017, only_higher_titles=False, refuse_open_appointment=False)
    check_eligible(lax, replace(ELIGIBLE, higher_title=False, appointment_open=True))


def test_nominees_neither_count_nor_chair() -> None:
    check_committee(["TV06", "TV11"], ["TV02"])
    check_chair("TV01", ["TV02"])
    with pytest.raises(NomineeOnCommittee, match="TV02") as caught:
        check_committee(["TV02", "TV06"], ["TV02"])
    assert caught.value.code == "E13"
    with pytest.raises(NomineeInChair):
        check_chair("TV02", ["TV02"])


# --- submission -----------------------------------------------------------------

COMPLETE = Submission(
    documents=frozenset(DOCUMENTS),
    additions=("UC01",),
    removals=("RQ01",),
    dossiers={"UC01": list(DOSSIER)},
    health_dates={"UC01": date(2025, 9, 25)},
    removal_ballot=True,
)
DAY = date(2026, 3, 25)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_document_is_missed(name: str) -> None:
    check_complete(COMPLETE, DAY)
    with pytest.raises(DocumentsMissing) as caught:
        check_complete(replace(COMPLETE, documents=frozenset(DOCUMENTS) - {name}), DAY)
    assert caught.value.missing == (name,)
    assert caught.value.code == "E22"
    assert document_names(caught.value.missing) == (DOCUMENTS[name],)


@pytest.mark.parametrize("paper", DOSSIER)
def test_each_paper_of_a_dossier_is_missed(paper: str) -> None:
    held = {"UC01": [one for one in DOSSIER if one != paper]}
    with pytest.raises(DocumentsMissing) as caught:
        check_complete(replace(COMPLETE, dossiers=held), DAY)
    assert caught.value.missing == (f"UC01: {paper}",)
    assert document_names(caught.value.missing) == (f"UC01: {DOSSIER[paper]}",)


def test_everything_missing_is_named_at_once() -> None:
    empty = replace(COMPLETE, documents=frozenset(), dossiers={})
    with pytest.raises(DocumentsMissing) as caught:
        check_complete(empty, DAY)
    assert len(caught.value.missing) == len(DOCUMENTS) + len(DOSSIER)


@pytest.mark.parametrize(
    ("issued", "fresh"),
    [
        (date(2025, 9, 25), True),
        (date(2025, 9, 24), False),
        (date(2026, 3, 25), True),
        (date(2026, 3, 26), False),
        (date(2025, 8, 31), False),
        (None, False),
    ],
)
def test_a_health_certificate_is_good_for_six_months(
    issued: date | None, *, fresh: bool
) -> None:
    dates = {} if issued is None else {"UC01": issued}
    folder = replace(COMPLETE, health_dates=dates)
    if fresh:
        check_complete(folder, DAY)
        return
    with pytest.raises(DocumentsMissing) as caught:
        check_complete(folder, DAY)
    assert document_names(caught.value.missing) == (
        "UC01: Giấy chứng nhận sức khỏe còn thời hạn (không quá 6 tháng)",
    )


def test_lists_that_are_empty_are_not_asked_for() -> None:
    spared = {"addition_list", "removal_list", "counting_minutes_1"}
    check_complete(
        replace(
            COMPLETE,
            documents=frozenset(DOCUMENTS) - spared,
            additions=(),
            removals=(),
            removal_ballot=False,
        ),
        DAY,
    )


# --- retention ------------------------------------------------------------------


def test_ballots_are_kept_five_years_and_the_rest_ten() -> None:
    sealed = date(2024, 2, 29)
    assert keep_until(HD06_2017, "ballots", sealed) == date(2029, 3, 1)
    assert keep_until(HD06_2017, "rest", date(2026, 4, 1)) == date(2036, 4, 1)
    four = replace(HD06_2017, retention_ballots_years=4)
    assert keep_until(four, "ballots", sealed) == date(2028, 2, 29)
    with pytest.raises(UnknownChoice):
        keep_until(HD06_2017, "keys", sealed)


def test_nothing_is_destroyed_early_or_without_minutes() -> None:
    sealed, end = date(2026, 4, 1), date(2031, 4, 1)
    check_may_destroy(HD06_2017, "ballots", sealed, end, "BB-31")
    with pytest.raises(RetentionNotOver):
        check_may_destroy(HD06_2017, "ballots", sealed, date(2031, 3, 31), "BB-31")
    with pytest.raises(RetentionNotOver):
        check_may_destroy(HD06_2017, "rest", sealed, end, "BB-31")
    with pytest.raises(NoReason):
        check_may_destroy(HD06_2017, "ballots", sealed, end, "")
