"""Slips, the second way: public halves from the committee's off-line tool (D2).

Refuses another number than N minus the registered, and to store which ones they are.
"""

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    AlreadyServed,
    DuplicateCredential,
    EventStepRefused,
    NoSlipsLeft,
    NotPresent,
    SlipsAlreadyImported,
    WrongSlipCount,
)
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.encoding import as_list, as_text, decode
from ballot_service.store import box, members
from ballot_service.workflows.frozen import load_manifest
from ballot_service.workflows.office import Actor, Office, Role, acting, require
from ballot_service.workflows.rollcall import RollEntry, entry_of
from ballot_service.workflows.sheets import drop_proposal

_GIVING = (State.REGISTRATION, State.OPEN, State.PAUSED)


def import_slips(
    office: Office, event: str, actor: Actor, public: bytes, now: int
) -> int:
    """Take over the public halves of all slips, among those that are registered.

    Registration ends with it: N minus the registered is their number.

    Args:
        public: a JSON array of public halves.

    Raises:
        WrongRole, EventStepRefused, EncodingError.
        SlipsAlreadyImported, WrongSlipCount, DuplicateCredential.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        if act.state is not State.REGISTRATION:
            raise EventStepRefused(f"from {act.state.value} by slips")
        if act.row.slips:
            raise SlipsAlreadyImported(f"{act.row.slips}")
        manifest = load_manifest(act.connection, act.row)
        group = group_named(manifest.group)
        items = as_list(decode(public), "slips")
        halves = sorted(
            group.nonidentity(as_text(item, f"slips[{i}]", 700))
            for i, item in enumerate(items)
        )
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
