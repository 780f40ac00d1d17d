"""The end of a review: decisions, submission, answers, own decision, archive."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.errors import (
    AnswersMissing,
    BranchNotFinished,
    ChoiceOutsideTie,
    CycleStepRefused,
    DecisionNotAsked,
    DecisionsMissing,
    NoReason,
    NotEligible,
    OpinionsNotRecorded,
    OtherElectorate,
    UnknownId,
    WrongRole,
)
from ballot_service.planning.cycle_decisions import StructureDecision
from ballot_service.planning.cycle_states import CycleAction
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.outcomes import ResultLists
from ballot_service.planning.ties import ChairDecision
from ballot_service.planning.titles import TitleChoice
from ballot_service.workflows import (
    cycle_closing,
    cycle_planning,
    cycle_submission,
)
from ballot_service.workflows.cycle_office import acting_on_cycle
from ballot_service.workflows.cycle_submission import PersonAnswer
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator, Figures
from tests.simulator import CHAIR, NOW, SECRETARY

ON = dt.date(2026, 3, 27)
SEVEN_EACH = {("T1", "UC01"): (2, 3, 0), ("T1", "UC02"): (2, 3, 0)}
TIED = ChairDecision("T1", ("UC02",), "Kinh nghiệm công tác", "BB-04")


@pytest.fixture
def year(tmp_path: Path) -> CycleSimulator:
    return CycleSimulator(tmp_path, sample.small_review())


def until_step4(year: CycleSimulator, figures: Figures = sample.SMALL[4]) -> None:
    year.create()
    year.review()
    year.give(year.open_step1(), sample.SMALL[1])
    year.say_opinion()
    year.finish_step1()
    year.give(year.consult(2), sample.SMALL[2])
    year.agree()
    year.give(year.consult(3), sample.SMALL[3])
    year.summarise()
    year.give(year.open_step4(), figures)


def closed(year: CycleSimulator) -> ResultLists:
    until_step4(year)
    year.give(year.open_reballot(), sample.SMALL[5])
    return year.close_list()


def submit(year: CycleSimulator, reference: str) -> None:
    """Take the step alone; the folder and its records are test_submission's."""
    with acting_on_cycle(year.office, year.cycle, CHAIR, NOW) as act:
        act.step(CycleAction.SUBMIT, {"submission": reference})


# --- decisions --------------------------------------------------------------------


def decide_tie(year: CycleSimulator, decision: ChairDecision) -> None:
    cycle_closing.record_tie_decision(year.office, year.cycle, CHAIR, decision, NOW)


def test_a_tie_that_a_reballot_leaves_open_goes_to_the_chair(
    year: CycleSimulator,
) -> None:
    until_step4(year)
    with pytest.raises(DecisionNotAsked):
        decide_tie(year, TIED)
    year.give(year.open_reballot(), SEVEN_EACH)
    with pytest.raises(DecisionsMissing, match="tie: T1"):
        year.close_list()
    with pytest.raises(NoReason):
        decide_tie(year, replace(TIED, reason=" "))
    with pytest.raises(OpinionsNotRecorded):
        decide_tie(year, replace(TIED, opinions=""))
    decide_tie(year, TIED)
    lists = year.close_list()
    assert [one.nominee for one in lists.proposed_for_confirmation] == ["UC02"]


def test_the_reballot_may_have_another_committee_and_the_same_members(
    year: CycleSimulator,
) -> None:
    until_step4(year)
    event = year.open_reballot()
    meeting = sample.small_review()["meetings"][3]
    other = {"id": "TV15", "name": "Đinh Trọng Nhân", "role": "secretary"}
    changed = meeting | {
        "date": "2026-03-25",
        "committee": [*meeting["committee"][:2], other],
    }

    def amend(value: dict[str, object]) -> None:
        cycle_planning.amend_meeting(
            year.office, year.cycle, SECRETARY, value, "QĐ-06", NOW
        )

    four = meeting["members"][:4]
    stranger = {"id": "TV99", "name": "Người Mới", "position": "Phó Giám đốc"}
    for others in (four, [*four, stranger]):
        with pytest.raises(OtherElectorate):
            amend(changed | {"members": others})
    amend(changed)
    manifest = year.freeze(event)
    assert manifest.date.isoformat() == "2026-03-25"
    assert manifest.committee[2].name == "Đinh Trọng Nhân"


def test_a_later_record_about_one_title_counts_instead(year: CycleSimulator) -> None:
    until_step4(year)
    year.give(year.open_reballot(), SEVEN_EACH)
    decide_tie(year, TIED)
    decide_tie(year, replace(TIED, chosen=(), reason="Chưa thống nhất"))
    assert year.close_list().proposed_for_confirmation == ()
    with pytest.raises(CycleStepRefused):
        decide_tie(year, TIED)


def structured(left_out: Sequence[str], option: str) -> StructureDecision:
    return StructureDecision("T3", option, tuple(left_out), "Chưa có nguồn", "BB-04")


def test_leaving_a_place_empty_goes_from_the_lowest_up(tmp_path: Path) -> None:
    year = CycleSimulator(tmp_path, sample.review_json())
    year.create()
    year.review()
    year.give(year.open_step1(), sample.counts(1))
    year.say_opinion()
    year.finish_step1()
    year.give(year.consult(2), sample.counts(2), absent=9)
    year.agree()
    year.give(year.consult(3), sample.counts(3), absent=3)
    year.summarise()
    year.give(year.open_step4(), sample.counts(4), absent=1)
    year.give(year.open_reballot(), sample.REBALLOT, absent=1)

    def record(decision: StructureDecision) -> None:
        cycle_closing.record_structure_decision(
            year.office, year.cycle, CHAIR, decision, NOW
        )

    with pytest.raises(ChoiceOutsideTie):
        record(structured(["UC11"], "leave_empty"))
    with pytest.raises(ChoiceOutsideTie):
        record(structured(["UC13"], "leave_empty"))
    with pytest.raises(DecisionNotAsked):
        record(structured(["UC12"], "accept_and_explain"))
    with pytest.raises(DecisionNotAsked):
        record(replace(structured([], "leave_empty"), title="T2"))
    record(structured(["UC12"], "leave_empty"))
    assert [one.nominee for one in year.close_list().additions] == ["UC11"]


def test_r5_blocks_beforehand_what_r9_would_have_to_untie(tmp_path: Path) -> None:
    """One title a person by the profile, and UC02 proposed for two."""
    plan = sample.small_review()
    plan["profile"] = replace(HD06_2017, max_titles_same_level=1).to_json()
    plan["proposals"].append(
        {"kind": "addition", "title": "T3", "person": "UC02", "reason": "Đủ chuẩn"}
    )
    plan["dossiers"].append(plan["dossiers"][0] | {"title": "T3", "person": "UC02"})
    year = CycleSimulator(tmp_path, plan)
    year.create()
    year.review()
    blocks = year.progress.review.eligibility().blocks
    assert [(one.pair, one.code) for one in blocks] == [
        (("T1", "UC02"), "E17"),
        (("T3", "UC02"), "E17"),
    ]
    with pytest.raises(NotEligible):
        year.open_step1()


def test_a_choice_of_titles_only_where_somebody_has_too_many(
    year: CycleSimulator,
) -> None:
    until_step4(year)
    with pytest.raises(DecisionNotAsked):
        cycle_closing.record_title_choice(
            year.office, year.cycle, CHAIR, TitleChoice("UC01", ("T1",), "Lý do"), NOW
        )


# --- submission, answers, own decision, archive -----------------------------------


def test_the_answer_names_every_person_and_closes_the_cycle(
    year: CycleSimulator,
) -> None:
    closed(year)
    office, cycle = year.office, year.cycle
    cycle_submission.draft_submission(office, cycle, SECRETARY, NOW)
    submit(year, "TTr-12")
    cycle_submission.start_appraisal(office, cycle, SECRETARY, "PN-01", NOW)
    cycle_submission.ask_supplement(office, cycle, SECRETARY, "CV-02", NOW)
    assert year.state == "drafting_submission"
    submit(year, "TTr-13")
    cycle_submission.start_appraisal(office, cycle, SECRETARY, "PN-02", NOW)

    def answer(*answers: PersonAnswer) -> None:
        cycle_submission.record_answer(office, cycle, SECRETARY, answers, "CV-88", NOW)

    yes = PersonAnswer("addition", ("T1", "UC01"), confirmed=True, note="")
    with pytest.raises(AnswersMissing, match="addition: T1: UC01"):
        answer()
    with pytest.raises(UnknownId):
        answer(yes, yes)
    with pytest.raises(UnknownId):
        answer(yes, replace(yes, pair=("T3", "UC03")))
    with pytest.raises(NoReason):
        answer(replace(yes, confirmed=False))
    answer(yes)
    with pytest.raises(BranchNotFinished):
        cycle_submission.archive_cycle(office, cycle, SECRETARY, "LT-01", ON, NOW)
    with pytest.raises(WrongRole):
        cycle_submission.issue_own_decision(office, cycle, SECRETARY, "QĐ-31", NOW)
    cycle_submission.issue_own_decision(office, cycle, CHAIR, "QĐ-31", NOW)
    cycle_submission.archive_cycle(office, cycle, SECRETARY, "LT-01", ON, NOW)
    row = year.progress.row
    assert (row.state, row.archived_on) == ("archived", "2026-03-27")
