"""What a browser hands in for a passkey, checked; each no has its name.

Refuses a device that did not verify its person, and to judge anything by itself: the
library `webauthn` decides, and this file only finds the name of what it refused.
"""

import hashlib
import json
from typing import Any

from webauthn import (
    base64url_to_bytes,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import (
    VerifiedAuthentication,
)
from webauthn.helpers import (
    parse_attestation_object,
    parse_authenticator_data,
    parse_client_data_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.registration.verify_registration_response import VerifiedRegistration

from ballot_service.errors import (
    BadPasskeyAnswer,
    PasskeyOfAnother,
    PersonNotVerified,
    WrongPasskeyPlace,
)
from ballot_service.store.passkeys import PasskeyRow
from ballot_service.workflows.relying_party import RelyingParty

MAX_ANSWER = 32 * 1024
"""Characters; an attestation with its certificates is a few thousand."""

Answer = dict[str, Any]
_FAULTS = (
    # The library's own, and what its readers let through on a malformed answer.
    *(WebAuthnException, ValueError, TypeError, KeyError, AttributeError),
    *(OverflowError, RecursionError),
)


def read_answer(unverified_text: str) -> Answer:
    """Read an answer as `PublicKeyCredential.toJSON` writes it (WebAuthn 5.1).

    Raises:
        BadPasskeyAnswer: too long, no JSON object, or without its parts.
    """
    if len(unverified_text) > MAX_ANSWER:
        raise BadPasskeyAnswer("too long")
    try:
        answer = json.loads(unverified_text)
    except (ValueError, RecursionError) as error:
        raise BadPasskeyAnswer("not JSON") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("response"), dict):
        raise BadPasskeyAnswer("not an answer")
    if not isinstance(answer.get("id"), str):
        raise BadPasskeyAnswer("no credential id")
    return answer


def verify_new_passkey(
    party: RelyingParty, challenge: bytes, answer: Answer
) -> VerifiedRegistration:
    """Verify that a new credential answers our challenge (WebAuthn section 7.1).

    Raises:
        WrongPasskeyPlace, PersonNotVerified. BadPasskeyAnswer: anything else.
    """
    try:
        return verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.name,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except _FAULTS as error:
        raise _named(party, answer, "attestationObject") from error


def verify_assertion(
    party: RelyingParty, challenge: bytes, answer: Answer, row: PasskeyRow
) -> VerifiedAuthentication:
    """Verify that a passkey of ours signed our challenge (WebAuthn section 7.2).

    The counter is left to the one who stores it: it means something only once the
    signature holds.

    Raises:
        WrongPasskeyPlace, PersonNotVerified. BadPasskeyAnswer: anything else.
        PasskeyOfAnother: the device names another account than the passkey's.
    """
    try:
        verified = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.name,
            expected_origin=party.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except _FAULTS as error:
        raise _named(party, answer, "authenticatorData") from error
    _check_handle(answer, row)
    return verified


def _check_handle(answer: Answer, row: PasskeyRow) -> None:
    """Check the user handle, where the device gives one.

    Raises:
        PasskeyOfAnother: it is not that of the passkey's account.
    """
    handle = answer["response"].get("userHandle")
    if handle and base64url_to_bytes(handle) != row.user.encode():
        raise PasskeyOfAnother(row.id)


def _named(party: RelyingParty, answer: Answer, part: str) -> BadPasskeyAnswer:
    """Return the error that says best why the library refused."""
    try:
        raw = base64url_to_bytes(answer["response"]["clientDataJSON"])
        client = parse_client_data_json(raw)
        made = base64url_to_bytes(answer["response"][part])
        if part == "attestationObject":
            data = parse_attestation_object(made).auth_data
        else:
            data = parse_authenticator_data(made)
    except _FAULTS:
        return BadPasskeyAnswer("not an answer")
    if client.origin != party.origin:
        return WrongPasskeyPlace(str(client.origin)[:60])
    if data.rp_id_hash != hashlib.sha256(party.name.encode()).digest():
        return WrongPasskeyPlace("relying party")
    if not data.flags.uv:
        return PersonNotVerified("UV = 0")
    return BadPasskeyAnswer("challenge or signature")
