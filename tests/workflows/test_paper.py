"""Paper fallback: when it may begin, two tellers, one statement, never two media."""

from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.errors import (
    BallotServiceError,
    CountsNotAgreed,
    EventStepRefused,
    InvalidReasonsMismatch,
    MoreReturnedThanIssued,
    NoReference,
    NotExported,
    NotOnPaper,
    NotOpenYet,
    OneTellerTwice,
    OnPaperOnce,
    RepeatedAlready,
    RowMismatch,
    TooFewSignatures,
    TwoTellersAlready,
    ValidityMismatch,
    WrongListOnPaper,
    WrongRole,
    WrongStatement,
)
from ballot_service.planning.ballot_event import State
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.store import events
from ballot_service.verify.__main__ import main as verify
from ballot_service.verify.narrator import StepOutcome
from ballot_service.workflows import (
    casting,
    overview,
    paper,
    paper_counting,
    paper_sheets,
    preparation,
    publication,
    registration,
    tablet_status,
    voiding,
)
from ballot_service.workflows.importing import take_over_own
from ballot_service.workflows.office import Actor, Role
from tests.paper_ballots import (
    COUNT,
    ROWS,
    enter_both,
    statement,
    until_counted,
    until_paper,
)
from tests.simulator import (
    CHAIR,
    COUNTER,
    HEAD,
    INSPECTOR,
    NOW,
    SECRETARY,
    ElectionSimulator,
)

THIRD = Actor("u9", "Mai Thị Uyên", Role.COMMITTEE, 3)


@pytest.fixture
def sim(tmp_path: Path) -> ElectionSimulator:
    return ElectionSimulator(tmp_path)


def turn(sim: ElectionSimulator) -> State:
    return paper.turn_to_paper(sim.office, sim.event, CHAIR, "BB 05/2026", NOW)


def void(sim: ElectionSimulator, ground: str = "members_could_not_send") -> None:
    voiding.void_event(sim.office, sim.event, CHAIR, ground, "BB 04/2026", NOW)


# --- when it may begin ---


def test_a_frozen_list_with_keys_goes_to_paper_before_it_was_opened(
    sim: ElectionSimulator,
) -> None:
    sim.until_issuing()
    sim.register()
    assert turn(sim) is State.PAPER
    assert overview.summary(sim.office, sim.event).medium == "paper"
    assert tablet_status.status(sim.office, sim.event).state == "void"
    with pytest.raises(EventStepRefused):
        sim.open()


def test_without_keys_nobody_could_sign(sim: ElectionSimulator) -> None:
    sim.create()
    sim.freeze()
    with pytest.raises(EventStepRefused):
        turn(sim)


def test_an_open_vote_is_void_first_and_its_ballots_stay_sealed(
    sim: ElectionSimulator,
) -> None:
    sim.until_open()
    sim.cast("TV001")
    with pytest.raises(EventStepRefused):
        turn(sim)
    void(sim)
    assert turn(sim) is State.PAPER
    with pytest.raises(BallotServiceError):
        casting.cast_ballot(sim.office, sim.event, sim.ballot("TV002"))
    with pytest.raises((NotExported, EventStepRefused, BallotServiceError)):
        sim.export()
    enter_both(sim)
    signed = statement(sim)
    paper_counting.take_paper_statement(sim.office, sim.event, HEAD, signed, NOW)
    kept = publication.statement_bytes(sim.office, sim.event)
    assert b"electronic" not in kept


def test_a_registration_after_the_turn_is_refused(sim: ElectionSimulator) -> None:
    sim.until_issuing()
    turn(sim)
    with pytest.raises(BallotServiceError):
        registration.begin_registration(sim.office, sim.event, CHAIR, NOW)


def test_a_wrong_list_is_not_voted_on_paper_either(sim: ElectionSimulator) -> None:
    sim.until_issuing()
    void(sim, "wrong_configuration")
    with pytest.raises(WrongListOnPaper):
        turn(sim)


def test_once_repeated_the_old_run_does_not_come_back(sim: ElectionSimulator) -> None:
    sim.until_issuing()
    void(sim)
    preparation.repeat_event(sim.office, sim.event, CHAIR, NOW)
    with pytest.raises(RepeatedAlready):
        turn(sim)


def test_paper_is_turned_to_once_and_a_void_paper_vote_is_repeated_anew(
    sim: ElectionSimulator,
) -> None:
    until_paper(sim)
    with pytest.raises(OnPaperOnce):
        turn(sim)
    void(sim, "more_returned_than_issued")
    with pytest.raises(OnPaperOnce):
        turn(sim)
    assert preparation.repeat_event(sim.office, sim.event, CHAIR, NOW) != sim.event


def test_it_is_the_chairs_act_with_a_reference(sim: ElectionSimulator) -> None:
    sim.create()
    sim.freeze()
    sim.make_keys()
    for actor in (SECRETARY, HEAD, INSPECTOR):
        with pytest.raises(WrongRole):
            paper.turn_to_paper(sim.office, sim.event, actor, "BB", NOW)
    with pytest.raises(NoReference):
        paper.turn_to_paper(sim.office, sim.event, CHAIR, "  ", NOW)


# --- two tellers ---


def test_two_equal_entries_agree(sim: ElectionSimulator) -> None:
    until_paper(sim)
    assert paper.enter_count(sim.office, sim.event, HEAD, COUNT, NOW) == ()
    with pytest.raises(CountsNotAgreed):
        paper_sheets.agreed_counts(sim.office, sim.event)
    assert paper.enter_count(sim.office, sim.event, COUNTER, COUNT, NOW) == ()
    assert overview.summary(sim.office, sim.event).state is State.PAPER_AGREED
    sheet = paper_sheets.paper_sheet(sim.office, sim.event)
    assert sheet.count == COUNT
    assert len(sheet.thumbprints) == 3


def test_a_difference_names_the_rows_and_both_enter_again(
    sim: ElectionSimulator,
) -> None:
    until_paper(sim)
    other = replace(COUNT, rows=(Counts(2, 2, 0), ROWS[1]), invalid=(1, 0, 0))
    paper.enter_count(sim.office, sim.event, HEAD, COUNT, NOW)
    found = paper.enter_count(sim.office, sim.event, COUNTER, other, NOW)
    assert found == ("invalid.foreign", "invalid.blank", "row.1")
    for teller in (HEAD, COUNTER):
        seen = paper.paper_progress(sim.office, sim.event, teller)
        assert (seen.entered, seen.mine, seen.differing) == (0, False, found)
    log = overview.operations(sim.office, sim.event, INSPECTOR)
    (line,) = (one for one in log if one.act == "paper_counts_differ")
    assert line.detail == "invalid.foreign, invalid.blank, row.1"
    enter_both(sim, other)
    assert paper_sheets.paper_sheet(sim.office, sim.event).count == other


def test_a_teller_corrects_the_own_entry_before_the_other_enters(
    sim: ElectionSimulator,
) -> None:
    until_paper(sim)
    slip = replace(COUNT, rows=(Counts(0, 4, 0), ROWS[1]))
    paper.enter_count(sim.office, sim.event, HEAD, slip, NOW)
    paper.enter_count(sim.office, sim.event, HEAD, COUNT, NOW)
    assert paper.enter_count(sim.office, sim.event, COUNTER, COUNT, NOW) == ()
    assert overview.summary(sim.office, sim.event).state is State.PAPER_AGREED


def test_one_person_is_not_two_tellers(sim: ElectionSimulator) -> None:
    until_paper(sim)
    paper.enter_count(sim.office, sim.event, HEAD, COUNT, NOW)
    for twice in (replace(HEAD, place=2), replace(COUNTER, place=0)):
        with pytest.raises(OneTellerTwice):
            paper.enter_count(sim.office, sim.event, twice, COUNT, NOW)
    with pytest.raises(WrongRole):
        paper.enter_count(sim.office, sim.event, SECRETARY, COUNT, NOW)
    assert overview.summary(sim.office, sim.event).state is State.PAPER


def test_nobody_enters_after_both_agreed(sim: ElectionSimulator) -> None:
    until_paper(sim)
    enter_both(sim)
    with pytest.raises((EventStepRefused, TwoTellersAlready)):
        paper.enter_count(sim.office, sim.event, THIRD, COUNT, NOW)


IMPOSSIBLE = {
    "E12": (replace(COUNT, numbers=Numbers(5, 5, 4, 5, 4, 1)), MoreReturnedThanIssued),
    "E21": (replace(COUNT, numbers=Numbers(5, 5, 5, 5, 4, 0)), ValidityMismatch),
    "a row": (replace(COUNT, rows=(Counts(3, 0, 0), ROWS[1])), RowMismatch),
    "reasons": (replace(COUNT, invalid=(1, 1, 0)), InvalidReasonsMismatch),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_no_box_could_give_is_not_kept(sim: ElectionSimulator, case: str) -> None:
    until_paper(sim)
    count, error = IMPOSSIBLE[case]
    with pytest.raises(error):
        paper.enter_count(sim.office, sim.event, HEAD, count, NOW)
    assert paper.paper_progress(sim.office, sim.event, HEAD).entered == 0


def test_agreed_counts_can_be_taken_back_before_they_are_signed(
    sim: ElectionSimulator,
) -> None:
    until_paper(sim)
    enter_both(sim)
    with pytest.raises(NoReference):
        paper.recount(sim.office, sim.event, HEAD, "", NOW)
    assert paper.recount(sim.office, sim.event, HEAD, "đọc sai", NOW) is State.PAPER
    with pytest.raises(CountsNotAgreed):
        paper_sheets.agreed_counts(sim.office, sim.event)
    enter_both(sim)
    assert overview.summary(sim.office, sim.event).state is State.PAPER_AGREED


def test_an_electronic_ballot_has_no_paper_count(sim: ElectionSimulator) -> None:
    sim.create()
    sim.freeze()
    for ask in (paper_sheets.paper_sheet, paper_sheets.agreed_counts):
        with pytest.raises(NotOnPaper):
            ask(sim.office, sim.event)
    with pytest.raises(NotOnPaper):
        paper.enter_count(sim.office, sim.event, HEAD, COUNT, NOW)


# --- the statement ---


def test_the_signed_statement_goes_the_way_of_every_other(
    sim: ElectionSimulator, capsys: pytest.CaptureFixture[str]
) -> None:
    until_counted(sim)
    publication.publish(sim.office, sim.event, CHAIR, NOW)
    publication.hear_complaint(sim.office, sim.event, CHAIR, "KN 1", NOW)
    state = publication.settle_complaint(sim.office, sim.event, CHAIR, NOW)
    assert state is State.PUBLISHED
    with sim.office.database.writing() as connection:
        row = events.find_event(connection, sim.event)
        found = take_over_own(connection, row)
    assert found.statement.medium == "paper"
    assert (found.statement.numbers, found.statement.rows) == (COUNT.numbers, ROWS)
    assert found.statement.countersigned
    assert found.statement.opened == (1, 3)
    narrator = publication.report(sim.office, sim.event)
    held = [s.id.value for s in narrator.steps.values() if s.outcome == "held"]
    assert held == ["verdict", "statement", "signatures"]
    assert all(s.outcome != StepOutcome.FAILED for s in narrator.steps.values())
    folder = sim.folder / "records" / sim.uuid / "signed"
    words = [str(folder)]
    for pin in found.statement.thumbprints:
        words += ["--key", pin]
    assert verify(words) == 0
    assert "phiếu giấy" in capsys.readouterr().out
    assert verify([*words, "--ballots", "4"]) == 1
    assert verify([str(folder)]) == 1
    assert "NothingPinned" in capsys.readouterr().out


def test_other_figures_than_were_agreed_are_not_taken(sim: ElectionSimulator) -> None:
    until_paper(sim)
    enter_both(sim)
    other = replace(COUNT, rows=(Counts(4, 0, 0), ROWS[1]))
    with pytest.raises(WrongStatement):
        paper_counting.take_paper_statement(
            sim.office, sim.event, HEAD, statement(sim, count=other), NOW
        )
    with pytest.raises(TooFewSignatures):
        paper_counting.take_paper_statement(
            sim.office, sim.event, HEAD, statement(sim, (1,)), NOW
        )
    assert overview.summary(sim.office, sim.event).state is State.PAPER_AGREED


def test_before_the_setup_there_is_nothing_for_tablets(sim: ElectionSimulator) -> None:
    until_counted(sim)
    with pytest.raises(NotOpenYet):
        tablet_status.setup_texts(sim.office, sim.event)
