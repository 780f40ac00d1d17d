"""Using a passkey: a browser is asked, its answer taken once, and a session opened.

Refuses a credential that no account has, a disabled account, and a counter that does
not go up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from webauthn import base64url_to_bytes, generate_authentication_options
from webauthn.helpers.options_to_json_dict import options_to_json_dict
from webauthn.helpers.structs import (
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialHint,
    UserVerificationRequirement,
)

from ballot_service.errors import (
    AccountLocked,
    PasskeyError,
    SignCountWentBack,
    TooManyAttempts,
    UnknownPasskey,
    UnknownUser,
)
from ballot_service.store import accounts, passkeys
from ballot_service.store.passkeys import PasskeyRow
from ballot_service.workflows.office import Office
from ballot_service.workflows.passkey_answers import read_answer, verify_assertion
from ballot_service.workflows.passkey_challenges import (
    SECONDS,
    SIGN_IN,
    new_challenge,
    take_challenge,
)
from ballot_service.workflows.relying_party import RelyingParty
from ballot_service.workflows.sessions import open_staff_session

MAX_FAILURES = 60
"""Refused answers a minute, of all machines together; none of them can be a guess."""
_WINDOW = 60
_KIND = "passkey"
ON_THIS_MACHINE = (
    PublicKeyCredentialHint.CLIENT_DEVICE,
    PublicKeyCredentialHint.SECURITY_KEY,
)
"""Not a telephone by QR: that way needs the internet, which is not here (D9)."""


@dataclass(frozen=True)
class Asked:
    """What a browser is asked, and the handle that its session keeps meanwhile."""

    handle: str
    options: dict[str, object]


@dataclass(frozen=True)
class Handed:
    """What came back: the handle that the session kept, and the browser's answer."""

    handle: str
    unverified_answer: str


def any_passkey(office: Office, party: RelyingParty) -> bool:
    """Say whether anybody has a passkey bound to this name."""
    with office.database.reading() as connection:
        return party.name in passkeys.count_by_party(connection)


def descriptors(rows: Sequence[PasskeyRow]) -> list[PublicKeyCredentialDescriptor]:
    """Return how a browser is told of passkeys."""
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.credential))
        for row in rows
    ]


def ask(
    office: Office,
    party: RelyingParty,
    purpose: str,
    user: str,
    rows: Sequence[PasskeyRow],
    now: int,
) -> Asked:
    """Ask a browser for one of these passkeys, or for any where there are none.

    Raises:
        TooManyAttempts: too many sign-ins wait.
    """
    handle, challenge = new_challenge(office, purpose, user, now)
    options = generate_authentication_options(
        rp_id=party.name,
        challenge=challenge,
        timeout=SECONDS * 1000,
        allow_credentials=descriptors(rows),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    hints = [hint.value for hint in ON_THIS_MACHINE]
    return Asked(handle, {**options_to_json_dict(options), "hints": hints})


def used(
    office: Office,
    party: RelyingParty,
    purpose: str,
    user: str,
    handed: Handed,
    now: int,
) -> PasskeyRow:
    """Return the passkey that signed this answer; its counter is moved up.

    Raises:
        ChallengeGone, UnknownPasskey, BadPasskeyAnswer and its kinds.
        PasskeyOfAnother: the device names another account than the passkey's.
        SignCountWentBack: the counter is not above the one kept.
    """
    challenge = take_challenge(office, handed.handle, purpose, user, now)
    answer = read_answer(handed.unverified_answer)
    with office.database.reading() as connection:
        row = passkeys.find_passkey(connection, answer["id"])
    if row is None:
        raise UnknownPasskey(answer["id"][:40])
    verified = verify_assertion(party, challenge, answer, row)
    with office.database.writing() as connection:
        count = verified.new_sign_count
        if not passkeys.raise_count(connection, row.credential, count):
            raise SignCountWentBack(f"{count} after {row.sign_count}")
    return row


def begin_sign_in(office: Office, party: RelyingParty, now: int) -> Asked:
    """Ask whoever stands before the sign-in page for a passkey of any account.

    Raises:
        TooManyAttempts: too many wait, or too many were refused within a minute.
    """
    _check_failures(office, now)
    return ask(office, party, SIGN_IN, "", (), now)


def _check_failures(office: Office, now: int) -> None:
    with office.database.reading() as connection:
        if accounts.failures(connection, _KIND, now // _WINDOW) >= MAX_FAILURES:
            raise TooManyAttempts(_KIND)


def sign_in_by_passkey(
    office: Office, party: RelyingParty, handed: Handed, now: int
) -> str:
    """Open a session of staff by a passkey alone, and return its token.

    Wrong passwords, which anybody may type, do not lock a passkey out.

    Raises:
        ChallengeGone, UnknownPasskey, BadPasskeyAnswer and its kinds,
        PasskeyOfAnother, SignCountWentBack.
        AccountLocked: the account is disabled.
        TooManyAttempts: too many were refused within a minute.
    """
    _check_failures(office, now)
    try:
        row = used(office, party, SIGN_IN, "", handed, now)
    except PasskeyError:
        with office.database.writing() as connection:
            accounts.count_failure(connection, _KIND, now // _WINDOW)
        raise
    with office.database.reading() as connection:
        try:
            user = accounts.find_user(connection, row.user)
        except UnknownUser as error:
            raise UnknownPasskey(row.id) from error
    if user.disabled:
        raise AccountLocked(user.login)
    return open_staff_session(office, user.id, now)
