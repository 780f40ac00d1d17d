"""The plan after the answers, and the kinds of attached files."""

from datetime import date

import pytest

from ballot_service.errors import BadAttachmentKind, BadCertificateDate
from ballot_service.planning.attachment_kinds import (
    AFTERWARDS,
    FOLDER,
    check_issued,
    check_kind,
    readers,
)
from ballot_service.planning.outcomes import ListEntry, ResultLists
from ballot_service.planning.plan_after import Standing, TitleAfter, plan_after
from ballot_service.planning.review import ReviewPlan
from ballot_service.planning.submission import ANNEX, DOCUMENTS, DOSSIER
from tests import cycle_sample as sample

REVIEW = ReviewPlan.from_json(sample.review_json())
S = Standing


def entries(*pairs: tuple[str, str]) -> tuple[ListEntry, ...]:
    return tuple(ListEntry(title, who, 1, 13) for title, who in pairs)


LISTS = ResultLists(
    proposed_for_confirmation=entries(("T1", "UC01"), ("T1", "UC03"), ("T2", "UC05")),
    additions=entries(("T3", "UC11"), ("T3", "UC12")),
    proposed_removals=entries(("T1", "RQ01")),
    removals=(),
)
ALL = {
    ("addition", "T1", "UC01"): True,
    ("addition", "T1", "UC03"): True,
    ("addition", "T2", "UC05"): False,
    ("removal", "T1", "RQ01"): True,
}


def standings(title: TitleAfter) -> dict[str, Standing]:
    return {one.person: one.standing for one in title.persons}


def test_before_any_answer_nobody_has_moved() -> None:
    first, second, third = plan_after(REVIEW, LISTS, {}, own_issued=False)
    assert standings(first) == {
        "RQ01": S.REMOVAL_WAITS,
        "QH01": S.STAYS,
        "UC01": S.ADDITION_WAITS,
        "UC03": S.ADDITION_WAITS,
    }
    assert first.planned == ("RQ01", "QH01")
    assert second.planned == ("RQ02", "QH02", "QH03")
    assert third.planned == ("QH04",)


def test_answers_and_the_own_decision_take_effect() -> None:
    first, second, third = plan_after(REVIEW, LISTS, ALL, own_issued=True)
    assert first.planned == ("QH01", "UC01", "UC03")
    assert standings(first)["RQ01"] is S.REMOVED
    assert standings(second)["UC05"] is S.ADDITION_REFUSED
    assert second.planned == ("RQ02", "QH02", "QH03")
    assert third.planned == ("QH04", "UC11", "UC12")
    assert not any(title.above_cap for title in (first, second, third))


def test_a_refused_removal_leaves_the_title_above_its_cap_and_says_so() -> None:
    refused = ALL | {("removal", "T1", "RQ01"): False}
    first, *_ = plan_after(REVIEW, LISTS, refused, own_issued=True)
    assert standings(first)["RQ01"] is S.REMOVAL_REFUSED
    assert first.planned == ("RQ01", "QH01", "UC01", "UC03")
    assert first.above_cap


def test_an_own_removal_waits_for_its_decision() -> None:
    own = ResultLists(removals=entries(("T3", "QH04")))
    *_, before = plan_after(REVIEW, own, {}, own_issued=False)
    *_, after = plan_after(REVIEW, own, {}, own_issued=True)
    assert (before.planned, after.planned) == (("QH04",), ())


def test_a_natural_exit_is_no_removal() -> None:
    plan = sample.review_json()
    plan["titles"][1]["exits"] = [{"person": "QH02", "reason": "Nghỉ hưu"}]
    review = ReviewPlan.from_json(plan)
    _, second, _ = plan_after(review, LISTS, ALL, own_issued=True)
    assert standings(second)["QH02"] is S.LEFT_BY_HIMSELF
    assert second.planned == ("RQ02", "QH03")


# --- kinds ------------------------------------------------------------------------


def test_every_mandatory_document_but_the_annex_can_be_attached() -> None:
    assert set(FOLDER) == set(DOCUMENTS) - {ANNEX}
    for kind in (*FOLDER, *AFTERWARDS):
        check_kind(kind, "", ["UC01"])
        assert readers(kind) == ("secretary", "chair")
        with pytest.raises(BadAttachmentKind):
            check_kind(kind, "UC01", ["UC01"])


def test_a_dossier_paper_is_about_a_person_of_the_plan_and_for_the_agency() -> None:
    for kind in DOSSIER:
        check_kind(kind, "UC01", ["UC01"])
        assert readers(kind) == ("secretary",)
        for person in ("", "UC99"):
            with pytest.raises(BadAttachmentKind):
                check_kind(kind, person, ["UC01"])


@pytest.mark.parametrize("kind", ["", ANNEX, "ballots", "../x"])
def test_no_other_kind(kind: str) -> None:
    with pytest.raises(BadAttachmentKind):
        check_kind(kind, "", ["UC01"])


def test_a_certificate_has_its_day() -> None:
    day = date(2026, 3, 1)
    check_issued("health_certificate", day, day)
    check_issued("cv_2c", None, day)
    for kind, issued in (
        ("health_certificate", None),
        ("health_certificate", date(2026, 3, 2)),
        ("cv_2c", day),
    ):
        with pytest.raises(BadCertificateDate):
            check_issued(kind, issued, day)
