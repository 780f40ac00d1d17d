"""Opening: Setup is proposed, printed, signed, and only then fixed (architecture D3).

Refuses to open on trust: planning.opening names everything that is missing at once.
"""

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BoxNotConfirmed,
    BoxNotEmpty,
    EventStepRefused,
    NotPrepared,
    SetupChanged,
)
from ballot_service.planning.ballot_event import Action, State
from ballot_service.planning.opening import OpeningFacts, check_may_open
from ballot_service.protocol.check_trustees import check_trustees
from ballot_service.protocol.credential import read_credentials
from ballot_service.record.build import make_setup
from ballot_service.record.manifest import Manifest
from ballot_service.store import box, events, members, sorting
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.frozen import (
    SETUP_PAPERS,
    check_roll,
    load_manifest,
    load_setup,
    load_trustees,
)
from ballot_service.workflows.keys import POSSESSION
from ballot_service.workflows.office import Act, Actor, Office, Role, acting, require
from ballot_service.workflows.sheets import (
    EMPTY_BOX,
    OPENING,
    OpeningSheet,
    both_signed,
    drop_proposal,
    empty_box_seen,
    issued,
    make_opening_sheet,
    put_hand,
    sign_sheet,
)


def prepare_opening(office: Office, event: str, actor: Actor, now: int) -> OpeningSheet:
    """End registration and propose Setup: what will be printed and signed.

    Raises:
        WrongRole, EventStepRefused, MayNotOpen (no trustees yet).
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        if act.state is not State.REGISTRATION:
            raise EventStepRefused(f"from {act.state.value} by opening sheet")
        manifest = load_manifest(act.connection, act.row)
        check_roll(act.connection, act.row, manifest)
        group = group_named(manifest.group)
        trustees = load_trustees(act.connection, act.row, group)
        election = manifest.election(check_trustees(group, trustees))
        credentials = box.get_credentials(act.connection, act.row.uuid)
        setup = make_setup(election, trustees, credentials)
        drop_proposal(act)
        bodies = (setup.election, setup.trustees, setup.credentials)
        for kind, body in zip(SETUP_PAPERS, bodies, strict=True):
            events.put_paper(act.connection, act.row.id, kind, body)
        act.change(setup_hash=setup.event.digest, registration_closed=True)
        act.log("prepare_opening", setup.event.digest)
        row = events.find_event(act.connection, act.row.id)
        return make_opening_sheet(act.connection, row)


def discard_opening(office: Office, event: str, actor: Actor, now: int) -> None:
    """Withdraw the proposed Setup; registration goes on, and the sheet is void.

    Raises:
        WrongRole, EventStepRefused.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        if act.state is not State.REGISTRATION or act.row.slips:
            raise EventStepRefused(f"from {act.state.value} by withdrawing the sheet")
        drop_proposal(act)
        act.log("discard_opening", act.row.setup_hash)


def opening_sheet(office: Office, event: str) -> OpeningSheet:
    """Return the opening sheet as it stands.

    Raises:
        NotPrepared.
    """
    with office.database.reading() as connection:
        return make_opening_sheet(connection, events.find_event(connection, event))


def confirm_empty_box(
    office: Office, event: str, actor: Actor, seen: str, now: int
) -> None:
    """Confirm that the box is empty before it opens: zero ballots, of this Setup.

    Args:
        seen: the Setup hash of the page or sheet that the person looked at.

    Raises:
        WrongRole, EventStepRefused, NotPrepared.
        SetupChanged: the sheet was made anew meanwhile.
        BoxNotEmpty: there are ballots; nothing opens over them.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        _check_prepared(act)
        if seen != act.row.setup_hash:
            raise SetupChanged("another Setup than the one that was seen")
        ballots = box.count_ballots(act.connection, act.row.uuid)
        if ballots:
            raise BoxNotEmpty(f"{ballots}")
        what = empty_box_seen(act.row.setup_hash)
        put_hand(act, EMPTY_BOX, what)
        act.log("confirm_empty_box", what)


def _check_prepared(act: Act) -> None:
    if act.state is not State.REGISTRATION:
        raise EventStepRefused(f"from {act.state.value} by the opening sheet")
    if not act.row.setup_hash:
        raise NotPrepared(act.state.value)


def sign_opening(
    office: Office, event: str, actor: Actor, setup_code: str, now: int
) -> None:
    """Say that the printed sheet is signed by one's own hand.

    Args:
        setup_code: typed or scanned from the paper, 5x5.

    Raises:
        WrongRole, EventStepRefused, NotPrepared.
        BoxNotConfirmed: the paper would not say who saw the box empty.
        BadCode: the paper names another Setup.
    """
    require(actor, Role.CHAIR, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        _check_prepared(act)
        if not empty_box_confirmed(act.connection, act.row):
            raise BoxNotConfirmed(act.row.setup_hash)
        sign_sheet(act, OPENING, setup_code, act.row.setup_hash, "Setup")


def empty_box_confirmed(connection: Connection, row: EventRow) -> bool:
    """Say whether the committee saw the box of this Setup empty, and it still is."""
    seen = empty_box_seen(row.setup_hash)
    hands = events.get_hands(connection, row.id, EMPTY_BOX)
    return any(hand.seen == seen for hand in hands) and (
        box.count_ballots(connection, row.uuid) == 0
    )


def opening_facts(
    connection: Connection, row: EventRow, manifest: Manifest
) -> OpeningFacts:
    """Collect what planning.opening decides on."""
    counts = members.count_roll(connection, row.id)
    stored = box.get_credentials(connection, row.uuid)
    listed: tuple[str, ...] = ()
    if row.setup_hash:
        setup = load_setup(connection, row)
        group = group_named(manifest.group)
        listed = tuple(read_credentials(group, setup.credentials).weights)
    return OpeningFacts(
        manifest_frozen=bool(row.manifest_hash),
        trustees=manifest.size,
        possession_proofs=events.count_papers(connection, row.id, POSSESSION),
        members=manifest.members,
        present=counts.present,
        issued=issued(counts),
        registered=len(stored) - row.slips,
        slips=row.slips,
        credentials=len(listed),
        credentials_match=listed == stored,
        box_confirmed_empty=bool(row.setup_hash)
        and empty_box_confirmed(connection, row),
        opening_sheet_signed=bool(row.setup_hash)
        and both_signed(connection, row, OPENING, row.setup_hash),
    )


def check_opening(office: Office, event: str) -> None:
    """Check what opening would need now, for a page that shows what is missing.

    Raises:
        MayNotOpen: all that is missing, by name.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        manifest = load_manifest(connection, row)
        check_may_open(manifest.plan.profile, opening_facts(connection, row, manifest))


def open_ballot(office: Office, event: str, actor: Actor, now: int) -> OpeningSheet:
    """Open the vote: Setup is fixed, and credentials are rewritten in their order.

    Raises:
        WrongRole, EventStepRefused.
        MayNotOpen: all that is missing, by name.
        RecordDiffers: the roll or the manifest is not the frozen one.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        manifest = load_manifest(act.connection, act.row)
        check_roll(act.connection, act.row, manifest)
        facts = opening_facts(act.connection, act.row, manifest)
        check_may_open(manifest.plan.profile, facts)
        act.step(Action.OPEN, opened=True, registration_closed=True)
        sorting.sort_credentials(act.connection)
        act.log("open_ballot", act.row.setup_hash)
        row = events.find_event(act.connection, act.row.id)
        sheet = make_opening_sheet(act.connection, row)
    sorting.forget_order(office.database)
    return sheet
