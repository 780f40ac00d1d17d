"""The official papers of one event: facts kept, statement verified, PDF/A handed out.

Refuses a paper from a statement that does not verify against the pinned keys, and
figures to the secretary before the chair has said whether they are announced.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ballot_service.documents.ballot_forms import ballot_form
from ballot_service.documents.counting_minutes import CountingFacts, counting_minutes
from ballot_service.documents.facts import (
    Absent,
    Complaint,
    Meeting,
    Paper,
    Person,
    Sealing,
    Signer,
)
from ballot_service.documents.facts import (
    Office as IssuingOffice,
)
from ballot_service.documents.lists import LISTS, ListFacts, nominee_list
from ballot_service.errors import (
    FactsIncomplete,
    FactsSealed,
    FiguresNotYet,
    NotCounted,
    PaperNotReady,
)
from ballot_service.planning.ballot_event import State
from ballot_service.planning.outcomes import ResultLists
from ballot_service.record.manifest import Manifest, canonical
from ballot_service.record.paper import PAPER
from ballot_service.store import events, members
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow, MemberRow
from ballot_service.verify.statements import VerifiedStatement, verify_statement
from ballot_service.workflows.frozen import (
    load_manifest,
    manifest_bytes,
    thumbprints,
)
from ballot_service.workflows.office import Actor, Office, Role, acting, require
from ballot_service.workflows.paper_fields import (
    ABSENT,
    FORM_FIELDS,
    REASON,
    absences,
    check_fields,
    kept,
    lines,
    moment,
    number,
    wrong_fields,
)
from ballot_service.workflows.sheets import few_slips

FACTS = "paper_facts"
BALLOT_FORM = "ballot-form"
COUNTING_MINUTES = "counting-minutes"
_UNDECIDED = (State.COUNTED, State.COMPLAINT_COUNTED)


@dataclass(frozen=True)
class Papers:
    """What a page shows of an event's papers.

    Attributes:
        typed: the facts as they were typed. wrong: names of fields to be mended.
        absent: members who are not present; reasons: nominees asked to be removed.
        ready: names of the papers that can be made now.
        later: whether figures exist that the reader does not get yet.
    """

    typed: Mapping[str, str]
    wrong: tuple[str, ...]
    absent: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    ready: tuple[str, ...]
    later: bool
    sealed: bool


def papers_of(office: Office, event: str, role: Role) -> Papers:
    """Return the state of an event's papers for somebody in a role.

    Raises:
        UnknownEvent, RecordDiffers, and the named errors of a statement that does
        not verify.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        typed = typed_facts(connection, row)
        frozen = bool(row.manifest_hash)
        manifest = load_manifest(connection, row) if frozen else None
        reasons = _removals(manifest)
        wrong = wrong_fields(typed, tuple(who for who, _ in reasons))
        later = bool(row.statement_hash) and _too_early(row, role)
        ready: list[str] = []
        if manifest is not None and not _form_wrong(wrong):
            ready.append(BALLOT_FORM)
        if row.statement_hash and not wrong and not later:
            lists = stored_statement(connection, row).verdict.lists
            ready.append(COUNTING_MINUTES)
            ready += [name for name in LISTS if getattr(lists, name)]
        return Papers(
            typed=typed,
            wrong=wrong,
            absent=tuple((one.id, one.name) for one in _absent(connection, row)),
            reasons=reasons,
            ready=tuple(ready),
            later=later,
            sealed=State(row.state) is State.SEALED,
        )


def save_facts(
    office: Office, event: str, actor: Actor, typed: Mapping[str, str], now: int
) -> None:
    """Keep what the secretary typed, whole or not; papers ask for all of it.

    Raises:
        WrongRole, UnknownEvent. FactsSealed: the event is sealed.
        FactsIncomplete: a field that is too long to be kept.
    """
    require(actor, Role.SECRETARY)
    fields = kept(typed)
    with acting(office, event, actor, now) as act:
        if act.state is State.SEALED:
            raise FactsSealed(act.row.id)
        events.put_paper(act.connection, act.row.id, FACTS, canonical(fields))
        act.log("save_paper_facts")


def make_paper(office: Office, event: str, name: str, role: Role) -> bytes:
    """Make one paper as PDF/A.

    Args:
        name: BALLOT_FORM, COUNTING_MINUTES, or a key of `documents.lists.LISTS`.
        role: of the reader.

    Raises:
        UnknownEvent, NotFrozen, NotCounted, FiguresNotYet.
        FactsIncomplete: naming the fields. PaperNotReady: no such paper here.
        DocumentError, and the named errors of a statement that does not verify.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        typed = typed_facts(connection, row)
        manifest = load_manifest(connection, row)
        reasons = {who: typed.get(REASON + who, "") for who, _ in _removals(manifest)}
        if name == BALLOT_FORM:
            wrong = _form_wrong(wrong_fields(typed, tuple(reasons)))
            if wrong:
                raise FactsIncomplete(wrong)
            return ballot_form(manifest, _paper(manifest, typed, ""), reasons)
        if name != COUNTING_MINUTES and name not in LISTS:
            raise PaperNotReady(name[:40])
        if _too_early(row, role):
            raise FiguresNotYet(row.state)
        statement = stored_statement(connection, row)
        check_fields(typed, tuple(reasons))
        absent = _absent(connection, row)
        few = _few_slips(connection, row)
    if name == COUNTING_MINUTES:
        facts = replace(_counting_facts(statement, typed, absent), few_slips=few)
        return counting_minutes(statement, facts)
    return _list(name, statement, typed, reasons)


def _list(
    name: str,
    statement: VerifiedStatement,
    typed: Mapping[str, str],
    reasons: Mapping[str, str],
) -> bytes:
    lists: ResultLists = statement.verdict.lists
    if not getattr(lists, name):
        raise PaperNotReady(name)
    facts = ListFacts(
        paper=_paper(statement.manifest, typed, typed.get("list_number", "")),
        reasons=reasons,
        bands=(),
        signer=Signer(lines(typed["signer_capacity"]), Person(typed["signer_name"])),
        recipients=lines(typed.get("recipients", "")),
    )
    return nominee_list(name, lists, [statement], facts)


def typed_facts(connection: Connection, row: EventRow) -> dict[str, str]:
    """Return the facts of an event's papers as they were typed, or none."""
    body = events.get_paper(connection, row.id, FACTS)
    return {} if body is None else dict(json.loads(body))


def _removals(manifest: Manifest | None) -> tuple[tuple[str, str], ...]:
    if manifest is None or manifest.plan.kind != "removal":
        return ()
    return tuple((who.id, who.name) for who in manifest.plan.nominees)


def _form_wrong(wrong: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        name for name in wrong if name in FORM_FIELDS or name.startswith(REASON)
    )


def _absent(connection: Connection, row: EventRow) -> tuple[MemberRow, ...]:
    roll = members.get_roll(connection, row.id)
    return tuple(one for one in roll if one.attendance != "present")


def _few_slips(connection: Connection, row: EventRow) -> int:
    """Return how many voted by slip, where the closing sheet says they are few."""
    counts = members.count_roll(connection, row.id)
    return counts.slips if row.medium != PAPER and few_slips(counts) else 0


def _too_early(row: EventRow, role: Role) -> bool:
    return role is Role.SECRETARY and State(row.state) in _UNDECIDED


def stored_statement(connection: Connection, row: EventRow) -> VerifiedStatement:
    """Verify the stored statement anew: what is stored is never believed.

    Raises:
        NotCounted, and all of `verify_statement`.
    """
    body = events.get_paper(connection, row.id, "statement")
    if body is None:
        raise NotCounted(row.state)
    manifest = manifest_bytes(connection, row)
    return verify_statement(body, manifest, thumbprints(connection, row))


def _paper(manifest: Manifest, typed: Mapping[str, str], number_typed: str) -> Paper:
    office = IssuingOffice(
        typed["family"],
        typed.get("superior", ""),
        typed["office_body"],
        typed["place"],
        typed["symbol"],
    )
    return Paper(office, number(number_typed), manifest.date, typed["secrecy"])


def _counting_facts(
    statement: VerifiedStatement,
    typed: Mapping[str, str],
    absent: tuple[MemberRow, ...],
) -> CountingFacts:
    complaints: tuple[Complaint, ...] = ()
    if typed.get("complaints"):
        complaints = (Complaint(typed["complaints"], typed["settled"]),)
    return CountingFacts(
        paper=_paper(statement.manifest, typed, typed.get("number", "")),
        meeting=Meeting(
            name=typed["meeting_name"],
            place=typed["meeting_place"],
            opened=moment(typed["opened"]),
            closed=moment(typed["closed"]),
            chair=Person(typed["chair_name"], typed.get("chair_post", "")),
            secretary=Person(typed["secretary_name"], typed.get("secretary_post", "")),
        ),
        absent=_absences(typed, absent),
        complaints=complaints,
        sealing=Sealing(
            typed["seal_medium"],
            typed["seal_number"],
            typed["seal_receiver"],
            moment(typed["sealed_at"]),
        ),
        copies=number(typed["copies"]),
        adopted=moment(typed["adopted"]),
        recipients=lines(typed.get("recipients", "")),
    )


def _absences(
    typed: Mapping[str, str], absent: tuple[MemberRow, ...]
) -> tuple[Absent, ...]:
    """Return those absent: as typed after a roll call on paper, else as called here."""
    named = absences(typed.get("absent_names", ""))
    if named:
        return tuple(Absent(who, reason) for who, reason in named)
    return tuple(_absence(one, typed) for one in absent)


def _absence(member: MemberRow, typed: Mapping[str, str]) -> Absent:
    """Excused by the roll call: with the reason typed, or the bare word."""
    reason = typed.get(ABSENT + member.id, "")
    if member.attendance == "excused":
        return Absent(member.name, reason or "có lý do")
    return Absent(member.name, "")
