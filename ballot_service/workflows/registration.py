"""Registration: an anonymous public half, admitted by a token (D2, record.md §11).

Refuses to know who sends it, and one credential more than tokens that live.
"""

import base64
import binascii

from ballot_service.crypto.blind_rsa import token_message, verify, with_prefix
from ballot_service.crypto.blind_rsa_keys import IssuingKey
from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BadSignature,
    BadToken,
    BlindSignatureError,
    MoreRegisteredThanIssued,
    NotAnElement,
    NotRegistering,
)
from ballot_service.planning.ballot_event import Action, State
from ballot_service.protocol.atoms import read_hex
from ballot_service.protocol.encoding import Fields, decode
from ballot_service.record.manifest import Manifest
from ballot_service.store import accounts, box, events, members
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.frozen import load_manifest
from ballot_service.workflows.office import Actor, Office, Role, acting, require

MAX_TOKEN = 10_000


def begin_registration(office: Office, event: str, actor: Actor, now: int) -> State:
    """Begin registration; nobody is signed in as a member from here on.

    Raises:
        WrongRole, EventStepRefused.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        state = act.step(Action.REGISTER, registration_closed=False)
        accounts.drop_members_sessions(act.connection, act.row.id)
        act.log("begin_registration")
        return state


def manifest_key(office: Office, manifest: Manifest) -> IssuingKey:
    """Return the issuing key that everybody holds, the manifest's (record.md §11)."""
    text = base64.b64encode(manifest.issuing_key).decode()
    return IssuingKey.decode(text, office.minimum_bits)


def living_tokens(connection: Connection, row: EventRow) -> int:
    """Return how many credentials may be registered by tokens at most.

    Tokens given out, less those that were not registered when registration was last
    closed and that nobody replaced: they are dead (D2).
    """
    tokens = members.count_roll(connection, row.id).tokens
    return tokens - max(0, row.replaceable - row.replaced)


def register_token(office: Office, event: str, unverified: bytes) -> None:
    """Register the public half that a token admits; the same again changes nothing.

    Raises:
        NotRegistering: not the phase for it.
        BadToken: no token, or not signed by this election's issuing key.
        MoreRegisteredThanIssued: one too many; nothing was registered.
        EncodingError.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        if row.state == State.REGISTRATION.value:
            manifest = load_manifest(connection, row)
        else:
            raise NotRegistering(row.state)
    fields = Fields(
        decode(unverified, MAX_TOKEN), "token", ("credential", "prefix", "signature")
    )
    try:
        credential = group_named(manifest.group).nonidentity(
            fields.text("credential", 700)
        )
        signature = base64.b64decode(fields.text("signature", 4096), validate=True)
        prefix = bytes.fromhex(read_hex(fields, "prefix"))
        message = with_prefix(prefix, token_message(manifest.uuid, credential))
        verify(manifest_key(office, manifest), message, signature)
    except (BadSignature, BlindSignatureError, NotAnElement, binascii.Error) as error:
        raise BadToken(str(error)) from error
    with office.database.writing() as connection:
        row = events.find_event(connection, event, lock=True)
        if box.has_credential(connection, row.uuid, credential):
            return
        if row.state != State.REGISTRATION.value or row.registration_closed:
            raise NotRegistering(row.state)
        registered = box.count_credentials(connection, row.uuid) - row.slips
        if registered >= living_tokens(connection, row):
            raise MoreRegisteredThanIssued(f"{registered} are registered")
        box.add_credential(connection, row.uuid, credential)
