"""The signed statement of a paper count comes back, is verified, and countersigned.

Refuses other figures than the two tellers agreed on, and a key of another ceremony.
"""

from pathlib import Path

from ballot_service.crypto.group import group_named
from ballot_service.errors import EventStepRefused, NotOnPaper, WrongStatement
from ballot_service.planning.ballot_event import Action, State
from ballot_service.record.folder import MANIFEST, STATEMENT, write_new
from ballot_service.record.manifest import Manifest
from ballot_service.record.paper import PAPER, read_count, read_paper
from ballot_service.record.signatures import read_signed
from ballot_service.record.statement import check_bindings
from ballot_service.store import events
from ballot_service.verify.statements import VerifiedStatement, verify_statement
from ballot_service.workflows.counting import countersigned
from ballot_service.workflows.frozen import (
    load_manifest,
    load_trustees,
    manifest_bytes,
    pedersen_of,
    thumbprints,
)
from ballot_service.workflows.office import Act, Actor, Office, Role, acting, require
from ballot_service.workflows.paper_sheets import agreed
from ballot_service.workflows.records import (
    SIGNED,
    folder_of,
    move_into_place,
    new_folder,
)


def take_paper_statement(
    office: Office, event: str, actor: Actor, unverified: bytes, now: int
) -> Path:
    """Take the committee's signed statement of the agreed counts, and countersign it.

    Returns:
        The folder with manifest and statement; there is no record.

    Raises:
        WrongRole, NotOnPaper, EventStepRefused, CountsNotAgreed.
        WrongStatement: other figures than were agreed, or no statement of paper.
        UnpinnedSigningKey, TooFewSignatures, … of `verify_statement`.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        if act.row.medium != PAPER:
            raise NotOnPaper(act.state.value)
        if act.state is not State.PAPER_AGREED:
            raise EventStepRefused(f"from {act.state.value} by a statement on paper")
        manifest = load_manifest(act.connection, act.row)
        statement = _verified(act, manifest, unverified)
        signed = countersigned(
            statement.kernel, office.receipt_key(act.row.uuid), unverified
        )
        with new_folder(office, act.row) as made:
            write_new(made / MANIFEST, manifest.encoded)
            write_new(made / STATEMENT, signed)
            target = folder_of(office, act.row, SIGNED)
            move_into_place(made, target)
        act.step(Action.COUNT, statement_hash=statement.digest)
        events.put_paper(act.connection, act.row.id, "statement", signed)
        act.log("take_statement", statement.digest)
    return target


def _verified(act: Act, manifest: Manifest, unverified: bytes) -> VerifiedStatement:
    statement = verify_statement(
        unverified,
        manifest_bytes(act.connection, act.row),
        thumbprints(act.connection, act.row),
        countersigned=False,
    )
    if statement.medium != PAPER:
        raise WrongStatement("statement.medium: not paper")
    claims = read_paper(manifest, read_signed(unverified).kernel)
    if claims.count != read_count(manifest, agreed(act.connection, act.row)):
        raise WrongStatement("not the figures that the two tellers agreed on")
    group = group_named(manifest.group)
    trustees = pedersen_of(load_trustees(act.connection, act.row, group))
    check_bindings(manifest, trustees, claims.keys)
    return statement
