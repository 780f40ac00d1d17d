"""Slips, the second way: public halves in, slips given, the undrawn ones opened (D2).

Refuses another number than N minus the registered, and to store which ones they are.
"""

from dataclasses import dataclass

from ballot_service.crypto.group import Element, group_named
from ballot_service.errors import (
    AlreadyServed,
    DuplicateCredential,
    EventStepRefused,
    NoSlipsLeft,
    NoSlipsUsed,
    NotPresent,
    SlipsAlreadyImported,
    SlipsOfAnotherElection,
    UndrawnSlipsUnopened,
    WrongSlipCount,
    WrongUndrawnCount,
)
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.encoding import Fields, as_list, as_text, decode
from ballot_service.record.manifest import Manifest
from ballot_service.record.paper import PAPER
from ballot_service.store import box, events, members
from ballot_service.verify.undrawn import check_undrawn
from ballot_service.workflows.frozen import load_manifest
from ballot_service.workflows.office import Act, Actor, Office, Role, acting, require
from ballot_service.workflows.rollcall import RollEntry, entry_of
from ballot_service.workflows.sheets import drop_proposal, few_slips

SCHEMA = "ballot-service/slips/1"
UNDRAWN = "undrawn"
_FIELDS = ("schema", "uuid", "manifest", "credentials")
_OPENING = (State.CLOSED, State.COUNTING, State.COUNTED)
_GIVING = (State.REGISTRATION, State.OPEN, State.PAUSED)


def import_slips(
    office: Office, event: str, actor: Actor, public: bytes, now: int
) -> int:
    """Take over the public halves of all slips, among those that are registered.

    Registration ends with it: N minus the registered is their number.

    Args:
        public: the file of the committee's tool (slips.md §4).

    Raises:
        WrongRole, EventStepRefused, EncodingError, SlipsOfAnotherElection.
        SlipsAlreadyImported, WrongSlipCount, DuplicateCredential.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        if act.state is not State.REGISTRATION:
            raise EventStepRefused(f"from {act.state.value} by slips")
        if act.row.slips:
            raise SlipsAlreadyImported(f"{act.row.slips}")
        manifest = load_manifest(act.connection, act.row)
        halves = _read(manifest, public)
        registered = box.count_credentials(act.connection, act.row.uuid)
        if not halves or len(halves) != manifest.members - registered:
            raise WrongSlipCount(f"{len(halves)}, not {manifest.members - registered}")
        for half in halves:
            if not box.add_credential(act.connection, act.row.uuid, half):
                raise DuplicateCredential("a slip's credential is in the list already")
        drop_proposal(act)
        act.change(slips=len(halves), registration_closed=True)
        act.log("import_slips", f"{len(halves)}")
        return len(halves)


def _read(manifest: Manifest, unverified: bytes) -> list[Element]:
    """Read the public halves of the tool's file, sorted."""
    group = group_named(manifest.group)
    fields = Fields(decode(unverified), "slips", _FIELDS)
    found = tuple(fields.text(name, 100) for name in _FIELDS[:3])
    if found != (SCHEMA, manifest.uuid, manifest.digest):
        raise SlipsOfAnotherElection("schema, uuid or manifest")
    items = as_list(fields.raw("credentials"), "slips.credentials")
    return sorted(
        group.nonidentity(as_text(item, f"slips.credentials[{i}]", 700))
        for i, item in enumerate(items)
    )


def give_slip(
    office: Office, event: str, actor: Actor, member: str, now: int
) -> RollEntry:
    """Note that a present member drew a slip; which one, nobody writes down.

    Raises:
        WrongRole, UnknownMember, EventStepRefused, NotPresent, AlreadyServed,
        NoSlipsLeft.
    """
    require(actor, Role.SECRETARY, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        if act.state not in _GIVING:
            raise EventStepRefused(f"from {act.state.value} by slip")
        row = members.get_member(act.connection, act.row.id, member)
        if row.attendance != "present":
            raise NotPresent(member)
        if row.served:
            raise AlreadyServed(member)
        given = members.count_roll(act.connection, act.row.id).slips
        if given >= act.row.slips:
            raise NoSlipsLeft(f"{given} of {act.row.slips} given out")
        members.update_member(act.connection, act.row.id, member, served="slip")
        act.log("give_slip", member)
        return entry_of(members.get_member(act.connection, act.row.id, member))


@dataclass(frozen=True)
class SlipsAfterClose:
    """What became of the slips.

    Attributes:
        undrawn: slips less those given out.
        few: tokens were used too, and fewer than three slips were given out (D2).
        opened: undrawn slips that were opened and recorded; -1 before that.
    """

    printed: int
    given: int
    undrawn: int
    few: bool
    opened: int


def slips_after_close(office: Office, event: str) -> SlipsAfterClose:
    """Return what became of the slips; all 0 where there are none.

    Raises:
        UnknownEvent.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        counts = members.count_roll(connection, row.id)
        recorded = events.get_paper(connection, row.id, UNDRAWN)
    opened = -1
    if recorded is not None:
        fields = decode(recorded)
        opened = len(fields["credentials"]) if isinstance(fields, dict) else -1
    return SlipsAfterClose(
        row.slips, counts.slips, row.slips - counts.slips, few_slips(counts), opened
    )


def check_undrawn_opened(act: Act) -> None:
    """Check that the slips that nobody drew were opened and recorded (D2).

    A vote on paper asks for none: its slips opened no booth that counted.

    Raises:
        UndrawnSlipsUnopened: naming how many.
    """
    if act.row.medium == PAPER or not act.row.slips:
        return
    undrawn = act.row.slips - members.count_roll(act.connection, act.row.id).slips
    recorded = events.get_paper(act.connection, act.row.id, UNDRAWN)
    if undrawn and recorded is None:
        raise UndrawnSlipsUnopened(f"{undrawn} undrawn slips")


def record_undrawn(
    office: Office, event: str, actor: Actor, undrawn: bytes, missing: int, now: int
) -> int:
    """Record the undrawn slips, opened before the inspector: none of them voted.

    Args:
        undrawn: the file that the tool's `slips-open` wrote.
        missing: slips that cannot be found; they stand in the log and in the minutes.

    Returns:
        How many were opened.

    Raises:
        WrongRole, EventStepRefused, NoSlipsUsed, EncodingError, UndrawnOfAnotherRecord,
        UnknownCredential, DuplicateCredential.
        UndrawnSlipVoted: stop, and do not accept the result.
        WrongUndrawnCount: opened and missing are not all that nobody drew.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        if act.state not in _OPENING:
            raise EventStepRefused(f"from {act.state.value} by undrawn slips")
        if not act.row.slips:
            raise NoSlipsUsed(act.row.id)
        manifest = load_manifest(act.connection, act.row)
        group = group_named(manifest.group)
        listed = box.get_credentials(act.connection, act.row.uuid)
        voted = [
            Element(half)
            for half in listed
            if box.credential_voted(act.connection, act.row.uuid, half)
        ]
        about = (manifest.uuid, act.row.end_hash)
        opened = check_undrawn(
            group, about, [Element(half) for half in listed], voted, undrawn
        )
        given = members.count_roll(act.connection, act.row.id).slips
        expected = act.row.slips - given
        if missing < 0 or opened + missing != expected:
            raise WrongUndrawnCount(f"{opened} and {missing} missing, not {expected}")
        events.put_paper(act.connection, act.row.id, UNDRAWN, undrawn)
        act.log("record_undrawn", f"{opened} opened, {missing} missing")
        return opened


def undrawn_list(office: Office, event: str) -> bytes:
    """Return the list of undrawn slips, for the inspector's verifier.

    Raises:
        NoSlipsUsed: there is none, or it is not recorded yet.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        found = events.get_paper(connection, row.id, UNDRAWN)
    if found is None:
        raise NoSlipsUsed(row.id)
    return found
