"""Somebody writes into the database of a review: no list follows from what he wrote."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from ballot_service.errors import (
    BadStatementSignature,
    BallotServiceError,
    NotTheTied,
    OtherElectorate,
    RecordDiffers,
    ResultDiffers,
    StatementOfAnotherElection,
)
from ballot_service.record.manifest import canonical
from ballot_service.store import cycles, events
from ballot_service.store.cycle_tables import cycle_ballots, cycle_papers
from ballot_service.workflows.office import acting
from ballot_service.workflows.preparation import replace_draft
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator, Figures
from tests.simulator import CHAIR, NOW

Edit = Callable[[dict[str, object]], object]


def until_reballot(tmp_path: Path) -> CycleSimulator:
    """A review whose re-ballot is drafted and not frozen."""
    made = CycleSimulator(tmp_path, sample.small_review())
    made.create()
    made.review()
    made.give(made.open_step1(), sample.SMALL[1])
    made.say_opinion()
    made.finish_step1()
    made.give(made.consult(2), sample.SMALL[2])
    made.agree()
    made.give(made.consult(3), sample.SMALL[3])
    made.summarise()
    made.give(made.open_step4(), sample.SMALL[4])
    made.open_reballot()
    return made


@pytest.fixture
def year(tmp_path: Path) -> CycleSimulator:
    """A review whose list would be closed next, with UC01 taken for T1."""
    made = until_reballot(tmp_path)
    made.give(made.event, sample.SMALL[5])
    return made


def write(year: CycleSimulator, kind: str, event: str, body: bytes) -> None:
    """Put other bytes into one paper of the cycle, as root on the machine could."""
    with year.office.database.writing() as connection:
        connection.execute(
            update(cycle_papers)
            .where(cycle_papers.c.kind == kind, cycle_papers.c.reference == event)
            .values(body=body)
        )


def kept(year: CycleSimulator, kind: str, event: str) -> bytes:
    with year.office.database.reading() as connection:
        papers = cycles.get_papers(connection, year.cycle, kind)
    return next(paper.body for paper in papers if paper.reference == event)


def expect_no_list(year: CycleSimulator, error: type[BallotServiceError]) -> None:
    with pytest.raises(error):
        year.close_list()
    assert year.state == "step4_reballot"


def test_untouched_the_list_is_closed(year: CycleSimulator) -> None:
    lists = year.close_list()
    assert [one.nominee for one in lists.proposed_for_confirmation] == ["UC01"]


def test_figures_changed_beside_the_statement(year: CycleSimulator) -> None:
    """The re-ballot turned over: UC02 would have three of five."""
    found = json.loads(kept(year, "result", year.event))
    found["counts"] = found["counts"][::-1]
    write(year, "result", year.event, canonical(found))
    verdict = year.progress.need("reballot", 4).verdict()
    assert [line.nominee for line in verdict.title("T1").taken] == ["UC02"]
    expect_no_list(year, ResultDiffers)


def test_a_result_of_step_1_changed_so_that_nobody_is_removed(
    year: CycleSimulator,
) -> None:
    first = year.progress.taken[0].link.event
    found = json.loads(kept(year, "result", first))
    found["counts"] = [[2, 3, 0]]
    write(year, "result", first, canonical(found))
    assert year.progress.removals.removals == ()
    expect_no_list(year, ResultDiffers)


def test_a_statement_changed_with_its_figures(year: CycleSimulator) -> None:
    signed = json.loads(kept(year, "statement", year.event))
    text = base64.urlsafe_b64decode(signed["payload"] + "==")
    kernel = json.loads(text)
    first, second = kernel["rows"]
    for name in ("agree", "disagree"):
        first[name], second[name] = second[name], first[name]
    payload = base64.urlsafe_b64encode(canonical(kernel)).decode().rstrip("=")
    write(year, "statement", year.event, canonical(signed | {"payload": payload}))
    expect_no_list(year, BadStatementSignature)


def test_another_ballots_statement_in_its_place(year: CycleSimulator) -> None:
    step4 = year.progress.need("addition", 4).link.event
    write(year, "statement", year.event, kept(year, "statement", step4))
    expect_no_list(year, StatementOfAnotherElection)


def test_another_manifest_in_its_place(year: CycleSimulator) -> None:
    with year.office.database.writing() as connection:
        step4 = year.progress.need("addition", 4).link.event
        other = events.get_paper(connection, step4, "manifest")
        assert other is not None
        events.put_paper(connection, year.event, "manifest", other)
    expect_no_list(year, RecordDiffers)


def test_a_ballot_given_back_to_be_held_again(year: CycleSimulator) -> None:
    """The tie is run a third time: the row is open again, its result is not."""
    with year.office.database.writing() as connection:
        connection.execute(
            update(cycle_ballots)
            .where(cycle_ballots.c.event == year.event)
            .values(statement="0" * 64)
        )
    expect_no_list(year, ResultDiffers)


def redraft(year: CycleSimulator, edit: Edit) -> None:
    """Change the draft of the re-ballot, past the review that made it."""
    with acting(year.office, year.event, CHAIR, NOW) as act:
        papers = {
            name: json.loads(events.get_paper(act.connection, year.event, name) or b"")
            for name in ("draft", "roll")
        }
        edit(papers)
        replace_draft(act, papers["draft"], papers["roll"])


def swap_member(papers: dict[str, object]) -> None:
    papers["roll"]["members"][4]["id"] = "TV99"  # type: ignore[index]


def rename_member(papers: dict[str, object]) -> None:
    papers["roll"]["members"][4]["name"] = "Người Khác"  # type: ignore[index]


@pytest.mark.parametrize("edit", [swap_member, rename_member])
def test_a_reballot_before_as_many_others(tmp_path: Path, edit: Edit) -> None:
    """N is the same, all signatures hold: only the roll says that others voted."""
    year = until_reballot(tmp_path)
    redraft(year, edit)
    year.give(year.event, sample.SMALL[5])
    expect_no_list(year, OtherElectorate)


def rename_nominee(papers: dict[str, object]) -> None:
    papers["draft"]["nominees"][0]["name"] = "Người Khác"  # type: ignore[index]


def third_nominee(papers: dict[str, object]) -> None:
    draft = papers["draft"]
    other = draft["nominees"][0] | {"id": "UC77", "name": "Chen Ngang"}  # type: ignore[index]
    draft["nominees"].append(other)  # type: ignore[index]
    draft["questions"].append({"title": "T1", "nominee": "UC77"})  # type: ignore[index]


MORE: Figures = sample.SMALL[5] | {("T1", "UC77"): (5, 0, 0)}


@pytest.mark.parametrize("edit", [rename_nominee, third_nominee])
def test_a_reballot_about_somebody_else(tmp_path: Path, edit: Edit) -> None:
    year = until_reballot(tmp_path)
    redraft(year, edit)
    year.give(year.event, MORE)
    expect_no_list(year, NotTheTied)
