"""Accounts of staff: passwords by argon2, locks after wrong ones, roles and place.

Refuses short passwords, and to say whether the name or the password was wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ballot_service.errors import (
    AccountLocked,
    DuplicateLogin,
    UnknownUser,
    WeakPassword,
    WrongPassword,
)
from ballot_service.protocol.credential import random_base58
from ballot_service.store import accounts, passkeys
from ballot_service.store.database import Connection
from ballot_service.store.rows import UserRow
from ballot_service.workflows.office import Actor, Office, Role, require

MIN_PASSWORD = 10
MAX_PASSWORD = 1000
MAX_FAILURES = 5
LOCKED_SECONDS = 300
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")


@dataclass(frozen=True)
class StaffUser:
    """An account as a page may show it."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    place: int
    disabled: bool


def _shown(row: UserRow) -> StaffUser:
    roles = tuple(Role(role) for role in row.roles.split())
    return StaffUser(row.id, row.login, row.name, roles, row.place, row.disabled)


def _hashed(password: str) -> str:
    """Return argon2's form of a password.

    Raises:
        WeakPassword: shorter than the rule, or longer than any password.
    """
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise WeakPassword(f"{MIN_PASSWORD} to {MAX_PASSWORD} characters")
    return _HASHER.hash(password)


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password[:MAX_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False


def create_user(
    office: Office,
    login: str,
    name: str,
    roles: Iterable[Role],
    password: str,
    place: int = 0,
) -> str:
    """Make an account and return its id. The operator's act, at set-up.

    Args:
        place: number in the counting committee (trustee i), 0 where not in it.

    Raises:
        DuplicateLogin, WeakPassword.
    """
    hashed = _hashed(password)
    row = UserRow(
        id=random_base58(12, office.random),
        login=login.strip().casefold(),
        name=name,
        roles=" ".join(sorted({role.value for role in roles})),
        place=place,
        password=hashed,
    )
    with office.database.writing() as connection:
        if any(user.login == row.login for user in accounts.all_users(connection)):
            raise DuplicateLogin(row.login)
        accounts.add_user(connection, row)
    return row.id


def list_users(office: Office) -> tuple[StaffUser, ...]:
    """Return every account, by login."""
    with office.database.reading() as connection:
        return tuple(_shown(row) for row in accounts.all_users(connection))


def check_password(office: Office, login: str, password: str, now: int) -> StaffUser:
    """Check a password; after five wrong ones in a row the account is locked a while.

    A right password of older parameters is hashed anew.

    Raises:
        WrongPassword: no such account, or another password.
        AccountLocked: disabled, or locked for five minutes.
    """
    with office.database.reading() as connection:
        row = _find(connection, login)
    if row is None:
        # As slow as for an account that exists.
        _matches(_NOBODY, password)
        raise WrongPassword(login[:40])
    if row.disabled or row.locked_until > now:
        raise AccountLocked(row.login)
    right = _matches(row.password, password)
    with office.database.writing() as connection:
        current = accounts.find_user(connection, row.id)
        if current.disabled or current.locked_until > now:
            raise AccountLocked(row.login)
        if right:
            accounts.update_user(connection, row.id, failures=0, locked_until=0)
            if _HASHER.check_needs_rehash(row.password):
                accounts.update_user(connection, row.id, password=_hashed(password))
        else:
            failures = current.failures + 1
            lock = now + LOCKED_SECONDS if failures >= MAX_FAILURES else 0
            failures = 0 if lock else failures
            accounts.update_user(
                connection, row.id, failures=failures, locked_until=lock
            )
    if not right:
        raise WrongPassword(login[:40])
    return _shown(row)


def _find(connection: Connection, login: str) -> UserRow | None:
    try:
        return accounts.find_user(connection, login.strip().casefold())
    except UnknownUser:
        return None


def change_password(office: Office, login: str, old: str, new: str, now: int) -> None:
    """Change one's own password; every session of the account ends.

    Raises:
        WrongPassword, AccountLocked, WeakPassword.
    """
    user = check_password(office, login, old, now)
    _set(office, user.id, new)


def set_password(office: Office, actor: Actor, login: str, password: str) -> None:
    """Give an account a new password; its sessions end and its passkeys are removed.

    Somebody else may have added one, and the password would not keep him out.

    Raises:
        WrongRole, UnknownUser, WeakPassword.
    """
    require(actor, Role.TECHNICIAN)
    with office.database.reading() as connection:
        user = accounts.find_user(connection, login)
    _set(office, user.id, password, passkeys_too=True)


def _set(
    office: Office, user: str, password: str, *, passkeys_too: bool = False
) -> None:
    hashed = _hashed(password)
    with office.database.writing() as connection:
        if passkeys_too:
            passkeys.drop_passkeys_of(connection, user)
        accounts.update_user(
            connection, user, password=hashed, failures=0, locked_until=0
        )
        accounts.drop_sessions_of_user(connection, user)


def rename_user(office: Office, actor: Actor, login: str, name: str) -> None:
    """Give an account the name that sheets and log show.

    Raises:
        WrongRole, UnknownUser.
    """
    require(actor, Role.TECHNICIAN)
    with office.database.writing() as connection:
        user = accounts.find_user(connection, login)
        accounts.update_user(connection, user.id, name=name)


def disable_user(office: Office, actor: Actor, login: str) -> None:
    """Disable an account; every session of it ends.

    Raises:
        WrongRole, UnknownUser.
    """
    require(actor, Role.TECHNICIAN)
    with office.database.writing() as connection:
        user = accounts.find_user(connection, login)
        accounts.update_user(connection, user.id, disabled=True)
        accounts.drop_sessions_of_user(connection, user.id)
