"""The committee's keys: trustees, signing keys and proofs of possession, taken over.

Refuses a group other than the manifest's, unbound signing keys, and any secret.
"""

from ballot_service.crypto.group import group_named
from ballot_service.crypto.randomness import random_bytes
from ballot_service.errors import (
    EventStepRefused,
    WrongOwner,
    WrongTrusteeGroup,
)
from ballot_service.planning.ballot_event import Action, State
from ballot_service.protocol.ceremony_messages import read_signing_keys
from ballot_service.protocol.ceremony_possession import (
    FRESH_BYTES,
    check_possession,
    read_possession,
    write_request,
)
from ballot_service.protocol.check_trustees import (
    check_no_identity_keys,
    check_trustees,
)
from ballot_service.protocol.trustees import read_trustees
from ballot_service.record.statement import check_bindings
from ballot_service.store import events
from ballot_service.workflows.frozen import (
    load_manifest,
    load_trustees,
    pedersen_of,
)
from ballot_service.workflows.office import Actor, Office, Role, acting, require

POSSESSION = "possession"
_BEFORE_OPENING = (
    State.KEYS_MADE,
    State.READY,
    State.POSTPONED_WITH_KEYS,
    State.ISSUING,
    State.REGISTRATION,
)


def accept_keys(
    office: Office,
    event: str,
    actor: Actor,
    trustees: bytes,
    signing_keys: bytes,
    now: int,
) -> None:
    """Take over the ceremony's public outcome, once.

    Args:
        trustees: trustees.json, exactly one Pedersen group.
        signing_keys: signing_keys.json, an array of {"x","binding"}.

    Raises:
        WrongRole, NotFrozen, EventStepRefused.
        WrongTrusteeGroup: not the manifest's t and n.
        BadTrustees, BadProof, BadSignature, IdentityElement, UnboundSigningKey,
        EncodingError: what does not hold.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        manifest = load_manifest(act.connection, act.row)
        group = group_named(manifest.group)
        read = read_trustees(group, trustees)
        pedersen = pedersen_of(read)
        if (pedersen.size, pedersen.threshold) != (manifest.size, manifest.threshold):
            raise WrongTrusteeGroup(f"{pedersen.threshold} of {pedersen.size}")
        check_no_identity_keys(group, read)
        check_trustees(group, read)
        keys = read_signing_keys(group, signing_keys)
        check_bindings(manifest, pedersen, keys)
        act.step(Action.MAKE_KEYS)
        events.put_paper(act.connection, act.row.id, "trustees", trustees)
        events.put_paper(act.connection, act.row.id, "signing_keys", signing_keys)
        act.log("accept_keys")


def possession_request(office: Office, event: str, actor: Actor, now: int) -> bytes:
    """Draw a fresh value and return the request for proofs that answer it.

    Proofs that were accepted before, under no value or another, are asked for again.

    Raises:
        WrongRole, NotFrozen, EventStepRefused.
    """
    require(actor, Role.COMMITTEE)
    fresh = random_bytes(office.random, FRESH_BYTES).hex()
    with acting(office, event, actor, now) as act:
        manifest = load_manifest(act.connection, act.row)
        _check_before_opening(act.state)
        events.drop_papers(act.connection, act.row.id, POSSESSION)
        act.change(possession_fresh=fresh)
        act.log("possession_request")
    return write_request(manifest.uuid, fresh)


def accept_possession(
    office: Office, event: str, actor: Actor, index: int, proof: bytes, now: int
) -> None:
    """Take over trustee `index`'s proof that it can open.

    Raises:
        WrongRole, NotFrozen, EventStepRefused, MayNotOpen (no trustees yet).
        WrongOwner: another trustee's proof. WrongElection, BadProof, EncodingError.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        _check_before_opening(act.state)
        manifest = load_manifest(act.connection, act.row)
        group = group_named(manifest.group)
        trustees = load_trustees(act.connection, act.row, group)
        possession = read_possession(group, proof)
        if possession.index != index:
            raise WrongOwner(f"a proof of trustee {possession.index}")
        fresh = act.row.possession_fresh
        check_possession(group, manifest.uuid, trustees, possession, fresh)
        events.put_paper(act.connection, act.row.id, POSSESSION, proof, index)
        act.log("accept_possession", f"trustee {index}")


def _check_before_opening(state: State) -> None:
    if state not in _BEFORE_OPENING:
        raise EventStepRefused(f"from {state.value} by possession")
