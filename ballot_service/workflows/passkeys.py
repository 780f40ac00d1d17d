"""Passkeys of staff: listed, added with the password, removed with either.

Refuses to add one without the password, to keep one twice, and to touch another's.
"""

import unicodedata
from collections.abc import Sequence

from webauthn import generate_registration_options
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.options_to_json_dict import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ballot_service.errors import (
    BadPasskeyName,
    NotOwnPasskey,
    PasskeyKnown,
    PasskeyOfAnother,
    TooManyPasskeys,
)
from ballot_service.protocol.credential import random_base58
from ballot_service.store import passkeys
from ballot_service.store.database import Connection
from ballot_service.store.passkeys import PasskeyRow
from ballot_service.workflows.office import Office
from ballot_service.workflows.passkey_answers import read_answer, verify_new_passkey
from ballot_service.workflows.passkey_challenges import (
    SECONDS,
    new_challenge,
    take_challenge,
)
from ballot_service.workflows.passkey_use import (
    ON_THIS_MACHINE,
    Asked,
    Handed,
    ask,
    descriptors,
    used,
)
from ballot_service.workflows.relying_party import RelyingParty
from ballot_service.workflows.sessions import SignedStaff
from ballot_service.workflows.staff import check_password

MAX_PASSKEYS = 10
MAX_NAME = 40
_ADD = "add"


def list_passkeys(office: Office, user: str) -> tuple[PasskeyRow, ...]:
    """Return an account's passkeys, oldest first."""
    with office.database.reading() as connection:
        return passkeys.passkeys_of(connection, user)


# --- adding -----------------------------------------------------------------------


def _name(typed: str, rows: Sequence[PasskeyRow]) -> str:
    """Return a passkey's name in its one form.

    Raises:
        BadPasskeyName: none, too long, not printable, or taken.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise BadPasskeyName(f"1 to {MAX_NAME} characters")
    if name.casefold() in [row.name.casefold() for row in rows]:
        raise BadPasskeyName("taken")
    return name


def _fit(connection: Connection, user: str, typed: str) -> str:
    rows = passkeys.passkeys_of(connection, user)
    if len(rows) >= MAX_PASSKEYS:
        raise TooManyPasskeys(f"{MAX_PASSKEYS}")
    return _name(typed, rows)


def begin_adding(
    office: Office,
    party: RelyingParty,
    person: SignedStaff,
    typed_name: str,
    password: str,
    now: int,
) -> Asked:
    """Ask the browser of a signed-in person for a new passkey.

    The password is asked again: a passkey that a stranger adds at an unwatched screen
    would open the account long after its session is over.

    Raises:
        BadPasskeyName, TooManyPasskeys, WrongPassword, AccountLocked.
    """
    with office.database.reading() as connection:
        rows = passkeys.passkeys_of(connection, person.user)
        _fit(connection, person.user, typed_name)
    check_password(office, person.login, password, now)
    handle, challenge = new_challenge(office, _ADD, person.user, now)
    options = generate_registration_options(
        rp_id=party.name,
        rp_name="Bỏ phiếu kín",
        user_id=person.user.encode(),
        user_name=person.login,
        user_display_name=person.name,
        challenge=challenge,
        timeout=SECONDS * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=descriptors([r for r in rows if r.party == party.name]),
        hints=list(ON_THIS_MACHINE),
    )
    return Asked(handle, options_to_json_dict(options))


def add_passkey(
    office: Office,
    party: RelyingParty,
    user: str,
    handed: Handed,
    typed_name: str,
    now: int,
) -> None:
    """Keep a new passkey of the account that asked for it.

    Raises:
        ChallengeGone, BadPasskeyAnswer, WrongPasskeyPlace, PersonNotVerified.
        PasskeyKnown: somebody has it already.
        BadPasskeyName, TooManyPasskeys.
    """
    challenge = take_challenge(office, handed.handle, _ADD, user, now)
    answer = read_answer(handed.unverified_answer)
    found = verify_new_passkey(party, challenge, answer)
    credential = bytes_to_base64url(found.credential_id)
    with office.database.writing() as connection:
        if passkeys.find_passkey(connection, credential) is not None:
            raise PasskeyKnown(credential[:40])
        row = PasskeyRow(
            credential=credential,
            id=random_base58(12, office.random),
            user=user,
            name=_fit(connection, user, typed_name),
            party=party.name,
            public_key=found.credential_public_key,
            sign_count=found.sign_count,
            made=now,
        )
        passkeys.add_passkey(connection, row)


# --- removing ---------------------------------------------------------------------


def own_passkey(office: Office, user: str, key: str) -> PasskeyRow:
    """Return one passkey of an account.

    Raises:
        NotOwnPasskey: it has none of this id.
    """
    for row in list_passkeys(office, user):
        if row.id == key:
            return row
    raise NotOwnPasskey(key[:MAX_NAME])


def begin_removing(
    office: Office, party: RelyingParty, user: str, key: str, now: int
) -> Asked:
    """Ask for any passkey of the account, before one of them is removed.

    Raises:
        NotOwnPasskey.
    """
    own_passkey(office, user, key)
    rows = [row for row in list_passkeys(office, user) if row.party == party.name]
    return ask(office, party, f"remove {key}", user, rows, now)


def remove_by_passkey(
    office: Office,
    party: RelyingParty,
    user: str,
    key: str,
    handed: Handed,
    now: int,
) -> None:
    """Remove a passkey of an account that has just used one of its own.

    Raises:
        ChallengeGone, UnknownPasskey, BadPasskeyAnswer and its kinds,
        SignCountWentBack. NotOwnPasskey: it is gone already.
        PasskeyOfAnother: another account's passkey was used.
    """
    row = used(office, party, f"remove {key}", user, handed, now)
    if row.user != user:
        raise PasskeyOfAnother(row.id)
    _drop(office, user, key)


def remove_by_password(
    office: Office, person: SignedStaff, key: str, password: str, now: int
) -> None:
    """Remove a passkey of somebody who has typed the password anew.

    Raises:
        NotOwnPasskey, WrongPassword, AccountLocked.
    """
    own_passkey(office, person.user, key)
    check_password(office, person.login, password, now)
    _drop(office, person.user, key)


def _drop(office: Office, user: str, key: str) -> None:
    with office.database.writing() as connection:
        if not passkeys.drop_passkey(connection, user, key):
            raise NotOwnPasskey(key[:MAX_NAME])
