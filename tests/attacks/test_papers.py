"""Attacks on what people sign: papers whose figures are not the committee's."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from ballot_service.documents.counting_minutes import counting_minutes
from ballot_service.documents.lists import nominee_list
from ballot_service.errors import EntryNotOfStatement, UnverifiedSource
from ballot_service.planning.numbers import Counts
from ballot_service.planning.outcomes import ListEntry
from ballot_service.planning.verdict import decide
from ballot_service.store.tables import papers
from ballot_service.verify.statements import VerifiedStatement
from ballot_service.workflows import publication
from tests.documents import year
from tests.documents.sample import counting_facts
from tests.simulator import ElectionSimulator
from tests.web.site import Site
from tests.web.test_official_papers import path, save


def test_a_copy_of_the_statement_with_one_ballot_more_gives_no_minutes() -> None:
    """Attack: rows and verdict are changed together, so that they fit each other."""
    true = year.addition()
    rows = (*true.rows[:3], Counts(8, 6, 0), *true.rows[4:])
    verdict = decide(true.manifest.plan, rows, true.numbers)
    assert verdict.outcome("T1", "UC04").status != true.verdict.outcomes[3].status
    forged = replace(true, rows=rows, verdict=verdict)
    with pytest.raises(UnverifiedSource):
        counting_minutes(forged, counting_facts(true))


def entry_of(statement: VerifiedStatement, title: str, who: str) -> ListEntry:
    """Return a line with the true count of somebody, whatever became of him."""
    row = statement.verdict.outcome(title, who)
    return ListEntry(title, who, row.rank, row.agree)


@pytest.mark.parametrize("who", ["another count", "not passed", "of another step"])
def test_a_list_holds_nobody_whom_no_statement_let_pass(who: str) -> None:
    """Attack: a line is added to a closed list before it is printed."""
    lists = year.all_lists()
    added = {
        "another count": replace(lists.additions[0], nominee="UC13"),
        "not passed": entry_of(year.addition(), "T3", "UC14"),
        "of another step": entry_of(year.removal(), "T1", "RQ01"),
    }
    forged = replace(lists, additions=(*lists.additions, added[who]))
    with pytest.raises(EntryNotOfStatement):
        nominee_list("additions", forged, year.all_statements(), year.list_facts())


def test_no_paper_from_a_statement_that_was_changed_in_the_store(
    tmp_path: Path,
) -> None:
    """Attack: whoever writes into the database changes one digit of the statement."""
    made = Site(tmp_path, ElectionSimulator(tmp_path))
    made.sim.until_published(["TV005"])
    save(made.signed_in("secretary"), made)
    chair = made.signed_in("chair")
    minutes = path(made, "/counting-minutes.pdf")
    assert chair.get(minutes).status_code == 200
    with made.sim.office.database.writing() as connection:
        body = publication.statement_bytes(made.sim.office, made.sim.event)
        place = body.index(b'"payload":"') + 400
        other = b"A" if body[place : place + 1] != b"A" else b"B"
        forged = body[:place] + other + body[place + 1 :]
        connection.execute(
            update(papers).where(papers.c.kind == "statement").values(body=forged)
        )
    answer = chair.get(minutes)
    assert answer.status_code == 422
    assert answer.mimetype != "application/pdf"
