"""Results: the one door through which a verified statement enters a review cycle.

Refuses what this cycle did not make, and a second statement of one ballot.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    NoBallotRunning,
    NotOfThisCycle,
    ResultDiffers,
    ResultMissing,
)
from ballot_service.planning.ballot_event import State
from ballot_service.planning.ballot_plan import BallotPlan
from ballot_service.planning.cycle import with_votes
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.outcomes import Verdict
from ballot_service.planning.titles import TitleChoice
from ballot_service.planning.verdict import decide
from ballot_service.record.manifest import canonical
from ballot_service.store import cycles, events
from ballot_service.store.cycle_rows import BallotLinkRow
from ballot_service.store.database import Connection
from ballot_service.verify.statements import VerifiedStatement, verify_statement
from ballot_service.workflows.cycle_office import CycleAct, acting_on_cycle, as_cycle
from ballot_service.workflows.frozen import (
    load_manifest,
    manifest_bytes,
    thumbprints,
)
from ballot_service.workflows.importing import take_over_own
from ballot_service.workflows.office import Actor, Office, Role, require

RESULT = "result"
STATEMENT = "statement"
FINISHED = (State.COUNTED, State.PUBLISHED, State.NOT_ANNOUNCED, State.SEALED)


@dataclass(frozen=True)
class Result:
    """What a verified, signed statement says; whoever makes one has verified it.

    Attributes:
        uuid: of the election.
        digest: the statement hash.
        statement: the signed statement's bytes, kept with the cycle.
        plan: the plan that was frozen.
        numbers, counts: N, P, I, C, H, X, and Y, D, B of each row in ballot order.
    """

    uuid: str
    digest: str
    statement: bytes
    plan: BallotPlan
    numbers: Numbers
    counts: tuple[Counts, ...]


@dataclass(frozen=True)
class Taken:
    """A result that the cycle holds, with the verdict that follows from it."""

    link: BallotLinkRow
    plan: BallotPlan
    numbers: Numbers
    counts: tuple[Counts, ...]

    def verdict(self, choices: Sequence[TitleChoice] = ()) -> Verdict:
        """Return the verdict, under the recorded choices of R9."""
        return decide(self.plan, self.counts, self.numbers, choices)


def result_of(statement: VerifiedStatement, signed: bytes) -> Result:
    """Return what a statement says that the importer has verified.

    Args:
        signed: the bytes that it was read from.
    """
    return Result(
        uuid=statement.manifest.uuid,
        digest=statement.digest,
        statement=signed,
        plan=statement.manifest.plan,
        numbers=statement.numbers,
        counts=statement.rows,
    )


def take_result(office: Office, result: Result, actor: Actor, now: int) -> str:
    """Take a verified statement into the cycle whose ballot it is; the only way in.

    The same statement again changes nothing.

    Returns:
        The cycle's id.

    Raises:
        WrongRole, UnknownEvent. NotOfThisCycle: no cycle made this ballot, or it
        froze another plan. ResultDiffers: another statement of it was taken.
        VotedOnAlready: somebody on it was voted on this year.
    """
    require(actor, Role.SECRETARY, Role.CHAIR, Role.COMMITTEE)
    with office.database.reading() as connection:
        row = events.find_event(connection, result.uuid)
        link = cycles.ballot_of_event(connection, row.id)
    if link is None:
        raise NotOfThisCycle(result.uuid)
    with acting_on_cycle(office, link.cycle, actor, now) as act:
        _take(act, row.id, result)
    return link.cycle


def _take(act: CycleAct, event: str, result: Result) -> None:
    link = cycles.ballot_of_event(act.connection, event)
    if link is None or link.cycle != act.row.id:
        raise NotOfThisCycle(event)
    if link.statement:
        if link.statement != result.digest:
            raise ResultDiffers(f"{link.statement}, not {result.digest}")
        return
    row = events.find_event(act.connection, event)
    if link.running != 1 or row.state == State.VOID.value:
        raise NotOfThisCycle(f"{event} is void or repeated")
    if load_manifest(act.connection, row).plan != result.plan:
        raise NotOfThisCycle(f"{event}: another plan was frozen")
    # Whatever the statement says of the verdict: it is decided here again.
    decide(result.plan, result.counts, result.numbers)
    if result.plan.kind in ("removal", "addition"):
        pairs = [(one.title, one.nominee) for one in result.plan.questions]
        with_votes(as_cycle(act.connection, act.row), pairs)
        for title, who in pairs:
            cycles.add_vote(
                act.connection, act.row.body, act.row.year, title, who, act.row.id
            )
    act.paper(STATEMENT, event, result.statement)
    act.paper(RESULT, event, _result_bytes(result))
    cycles.update_ballot(act.connection, event, statement=result.digest, running=None)
    act.log("take_result", result.digest)


def _result_bytes(result: Result) -> bytes:
    numbers = result.numbers
    return canonical(
        {
            "plan": result.plan.to_json(),
            "numbers": [getattr(numbers, name) for name in vars(numbers)],
            "counts": [
                [row.agree, row.disagree, row.unmarked] for row in result.counts
            ],
        }
    )


def results_of(connection: Connection, cycle: str) -> tuple[Taken, ...]:
    """Return every result that a cycle holds, in the order of its ballots."""
    links = {link.event: link for link in cycles.ballots_of(connection, cycle)}
    taken = []
    for paper in cycles.get_papers(connection, cycle, RESULT):
        value = json.loads(paper.body)
        taken.append(
            Taken(
                links[paper.reference],
                BallotPlan.from_json(value["plan"]),
                Numbers(*value["numbers"]),
                tuple(Counts(*row) for row in value["counts"]),
            )
        )
    return tuple(sorted(taken, key=lambda one: one.link.number))


def check_results(act: CycleAct) -> None:
    """Verify every statement that the cycle holds once more, against the pinned keys.

    What lies in the database is not believed: figures that somebody changed there are
    not those that the committee signed.

    Raises:
        ResultDiffers: the figures kept are not the statement's. All of
        `verify.statements.verify_statement`.
    """
    statements = {paper.reference: paper.body for paper in act.papers(STATEMENT)}
    for taken in results_of(act.connection, act.row.id):
        row = events.find_event(act.connection, taken.link.event)
        signed = statements[taken.link.event]
        manifest = manifest_bytes(act.connection, row)
        pins = thumbprints(act.connection, row)
        found = result_of(verify_statement(signed, manifest, pins), signed)
        kept = (taken.link.statement, taken.plan, taken.numbers, taken.counts)
        if (found.digest, found.plan, found.numbers, found.counts) != kept:
            raise ResultDiffers(row.uuid)


def running_ballot(connection: Connection, cycle: str) -> BallotLinkRow:
    """Return the ballot that may still bring a result.

    Raises:
        NoBallotRunning.
    """
    for link in cycles.ballots_of(connection, cycle):
        if link.running == 1:
            return link
    raise NoBallotRunning(cycle)


def take_finished(office: Office, cycle: str, actor: Actor, now: int) -> str:
    """Take the result of this service's own finished ballot, like any other statement.

    The importer verifies it against the pins that chair and committee signed for, and
    its ledger remembers it, in the transaction that the cycle takes it in.

    Returns:
        The statement hash.

    Raises:
        WrongRole, UnknownCycle. NoBallotRunning. ResultMissing: not counted, or under
        complaint. All of `verify.importing.import_statement` and `take_result`.
    """
    require(actor, Role.SECRETARY, Role.CHAIR, Role.COMMITTEE)
    with acting_on_cycle(office, cycle, actor, now) as act:
        link = running_ballot(act.connection, cycle)
        row = events.find_event(act.connection, link.event)
        signed = events.get_paper(act.connection, row.id, "statement")
        if State(row.state) not in FINISHED or signed is None:
            raise ResultMissing(row.state)
        statement = take_over_own(act.connection, row).statement
        _take(act, row.id, result_of(statement, signed))
    return statement.digest
