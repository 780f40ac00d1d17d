"""Papers of a review: F6, the four lists F7, the decision, minutes F5, biographies.

Refuses a figure of its own: each statement that the cycle took is verified once more.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ballot_service.documents.biographies import biographies
from ballot_service.documents.conference_minutes import (
    BallotReference,
    ConferenceFacts,
    Topic,
    conference_docx,
    conference_minutes,
)
from ballot_service.documents.decision import (
    DecisionFacts,
    decision,
    decision_docx,
)
from ballot_service.documents.facts import Meeting, Paper, Person, Signer
from ballot_service.documents.facts import Office as IssuingOffice
from ballot_service.documents.lists import LISTS, ListFacts, nominee_list
from ballot_service.documents.summary import SummaryFacts, summary_table
from ballot_service.errors import BadText, PaperNotReady, ResultMissing
from ballot_service.planning.outcomes import ResultLists
from ballot_service.planning.review import ReviewPlan
from ballot_service.planning.typed_day import read_field_day
from ballot_service.planning.typed_hour import read_field_hour
from ballot_service.store import cycles, events
from ballot_service.store.cycle_rows import CycleRow
from ballot_service.store.database import Connection
from ballot_service.verify.statements import VerifiedStatement, verify_statement
from ballot_service.workflows.biography_rows import read_biographies
from ballot_service.workflows.cycle_closing import read_lists
from ballot_service.workflows.cycle_office import acting_on_cycle, stored_plan
from ballot_service.workflows.cycle_progress import LISTS as CLOSED
from ballot_service.workflows.cycle_results import STATEMENT
from ballot_service.workflows.frozen import manifest_bytes, thumbprints
from ballot_service.workflows.office import Actor, Office, Role, require
from ballot_service.workflows.paper_fields import lines, number

SUMMARY, DECISION, MINUTES = "summary", "decision", "minutes"
BIOGRAPHIES = "biographies"


@dataclass(frozen=True)
class Made:
    """A paper as a file: its content, and its ending."""

    body: bytes
    ending: str


def make_cycle_paper(
    office: Office,
    cycle: str,
    name: str,
    actor: Actor,
    typed: Mapping[str, str],
    now: int,
) -> Made:
    """Make one paper of a review from its statements and what was typed; it is logged.

    Args:
        name: SUMMARY, DECISION, MINUTES, BIOGRAPHIES, or a key of
            `documents.lists.LISTS`; with "-docx" behind DECISION or MINUTES the part
            that may be edited.
        typed: fields by name, as the page has them; `day` of the paper.

    Raises:
        WrongRole, UnknownCycle. ResultMissing: no result, no closed list yet.
        DocumentError, BadDayField, BadHourField, BadText: naming the field, and the
        named errors of a statement that does not verify.
    """
    require(actor, Role.CHAIR, Role.SECRETARY)
    paper, word = name.removesuffix("-docx"), name.endswith("-docx")
    if paper not in _MAKERS or (word and paper not in (DECISION, MINUTES)):
        raise PaperNotReady(name[:40])
    source = source_of(office, cycle, typed, word=word)
    body = _MAKERS[paper](source, paper)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.log("make_paper", name)
    return Made(body, "docx" if word else "pdf")


def source_of(
    office: Office, cycle: str, typed: Mapping[str, str], *, word: bool
) -> "PaperSource":
    """Read what a paper is made of; every statement is verified once more.

    Raises:
        UnknownCycle, BadDayField, and the named errors of a statement.
    """
    with office.database.reading() as connection:
        row = cycles.find_cycle(connection, cycle)
        return PaperSource(
            review=stored_plan(connection, cycle)[0],
            taken=_statements(connection, row),
            closed=_closed(connection, cycle),
            typed=typed,
            day=dt.date.fromisoformat(read_field_day("day", typed.get("day", ""))),
            word=word,
        )


def _statements(
    connection: Connection, row: CycleRow
) -> tuple[tuple[int, VerifiedStatement], ...]:
    """Verify the statements of this pass, and the removals of every pass, in order."""
    papers = {
        one.reference: one for one in cycles.get_papers(connection, row.id, STATEMENT)
    }
    found = []
    for link in cycles.ballots_of(connection, row.id):
        other = link.pass_number != row.pass_number and link.kind != "removal"
        if link.event not in papers or other:
            continue
        event = events.find_event(connection, link.event)
        statement = verify_statement(
            papers[link.event].body,
            manifest_bytes(connection, event),
            thumbprints(connection, event),
        )
        found.append((link.step, statement))
    return tuple(found)


def _closed(connection: Connection, cycle: str) -> ResultLists | None:
    papers = cycles.get_papers(connection, cycle, CLOSED)
    return read_lists(papers[-1].body) if papers else None


def _number(value: str, where: str) -> int:
    try:
        return number(value)
    except ValueError as error:
        raise BadText(f"{where}: {value[:20]!r}") from error


@dataclass(frozen=True)
class PaperSource:
    """What a paper is made of: plan, statements by step, closed lists, typed words."""

    review: ReviewPlan
    taken: tuple[tuple[int, VerifiedStatement], ...]
    closed: ResultLists | None
    typed: Mapping[str, str]
    day: dt.date
    word: bool

    def statements(self, step: int = 0) -> list[VerifiedStatement]:
        """Return the statements, all or of one step."""
        return [one for at, one in self.taken if step in (0, at)]

    def lists(self) -> ResultLists:
        """Return the closed lists.

        Raises:
            ResultMissing: they are open.
        """
        if self.closed is None:
            raise ResultMissing("the closed list")
        return self.closed

    def paper(self) -> Paper:
        """Return the head of the paper."""
        typed = self.typed
        issuing = IssuingOffice(
            self.review.family,
            typed.get("superior", ""),
            typed.get("office_body", ""),
            typed.get("place", ""),
            typed.get("symbol", ""),
        )
        written = _number(typed.get("number", ""), "paper.number")
        return Paper(issuing, written, self.day, self.review.secrecy)

    def signer(self) -> Signer:
        """Return who signs."""
        person = Person(self.typed.get("signer_name", ""))
        return Signer(lines(self.typed.get("signer_capacity", "")), person)

    def recipients(self) -> tuple[str, ...]:
        """Return the lines of "Nơi nhận"."""
        return lines(self.typed.get("recipients", ""))


def _summary(source: PaperSource, _name: str) -> bytes:
    facts = SummaryFacts(source.paper(), source.signer(), source.recipients())
    found = [one for one in source.statements() if one.verdict.kind != "removal"]
    return summary_table(found, facts)


def _list(source: PaperSource, name: str) -> bytes:
    review = source.review
    reasons = {
        one.person: one.reason for one in review.proposals if one.kind == "removal"
    }
    facts = ListFacts(
        paper=source.paper(),
        reasons=reasons,
        bands=(),
        signer=source.signer(),
        recipients=source.recipients(),
    )
    return nominee_list(name, source.lists(), source.statements(), facts)


def _decision(source: PaperSource, _name: str) -> bytes:
    facts = DecisionFacts(
        paper=source.paper(),
        authority=source.typed.get("authority", ""),
        grounds=lines(source.typed.get("grounds", "")),
        execution=lines(source.typed.get("execution", "")),
        signer=source.signer(),
        recipients=source.recipients(),
    )
    make = decision_docx if source.word else decision
    return make(source.lists(), source.statements(), facts)


def _minutes(source: PaperSource, _name: str) -> bytes:
    typed = source.typed
    step = _number(typed.get("step", ""), "step")
    meeting = source.review.meeting(step)
    day = dt.date.fromisoformat(meeting.date)
    opened = read_field_hour("opened", typed.get("opened", ""))
    closed = read_field_hour("closed", typed.get("closed", ""))
    facts = ConferenceFacts(
        paper=source.paper(),
        meeting=Meeting(
            name=meeting.body,
            place=meeting.place,
            opened=dt.datetime.combine(day, opened),
            closed=dt.datetime.combine(day, closed),
            chair=Person(meeting.chair.name),
            secretary=Person(meeting.secretary.name),
        ),
        attendance=typed.get("attendance", ""),
        content=typed.get("content", ""),
        topics=(Topic(typed.get("topic_heading", ""), typed.get("topic_text", "")),),
        conclusion=typed.get("conclusion", ""),
        copies=_number(typed.get("copies", ""), "copies") or 1,
        recipients=source.recipients(),
    )
    counted = typed.get("counting_minutes", "")
    ballots = [BallotReference(one, counted) for one in source.statements(step)]
    make = conference_docx if source.word else conference_minutes
    return make(facts, ballots, source.review.profile.address)


def _biographies(source: PaperSource, _name: str) -> bytes:
    people = read_biographies(source.typed.get("people", ""))
    return biographies(source.paper(), source.review.year, people, source.signer())


_MAKERS: dict[str, Callable[[PaperSource, str], bytes]] = {
    SUMMARY: _summary,
    DECISION: _decision,
    MINUTES: _minutes,
    BIOGRAPHIES: _biographies,
    **dict.fromkeys(LISTS, _list),
}
