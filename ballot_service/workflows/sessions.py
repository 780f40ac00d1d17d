"""Sessions: a random token whose hash is kept; staff by password, members by code.

Refuses a code of somebody who is not present, and a code that was used.
"""

import base64
import hashlib
from dataclasses import dataclass

from ballot_service.crypto.randomness import random_bytes
from ballot_service.errors import (
    AlreadyIssuedElsewhere,
    BadCode,
    CodeUsed,
    NoSession,
    NotPresent,
    TooManyAttempts,
    UnknownCode,
    WrongRole,
)
from ballot_service.store import accounts, events, members
from ballot_service.store.database import Connection
from ballot_service.store.rows import MemberRow, SessionRow
from ballot_service.workflows.codes import code_hash
from ballot_service.workflows.office import Actor, Office, Role, require
from ballot_service.workflows.staff import check_password

TOKEN_BYTES = 32
STAFF_SECONDS = 12 * 3600
MEMBER_SECONDS = 2 * 3600
MAX_FAILURES = 300
"""Wrong codes a minute, of all tablets together: 300 leave 10^-9 of a right guess."""
_WINDOW = 60
_CODE = "sign_in_code"


@dataclass(frozen=True)
class SignedStaff:
    """Who a session of staff belongs to."""

    user: str
    login: str
    name: str
    roles: tuple[Role, ...]
    place: int

    def actor(self, role: Role) -> Actor:
        """Return this person acting in one of the roles.

        Raises:
            WrongRole: not one of them.
        """
        if role not in self.roles:
            raise WrongRole(role.value)
        place = self.place if role is Role.COMMITTEE else 0
        return Actor(self.user, self.name, role, place)


@dataclass(frozen=True)
class SignedMember:
    """Who a member's session belongs to, and for which event."""

    event: str
    uuid: str
    member: str
    name: str
    position: str


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _new_token(office: Office) -> str:
    drawn = random_bytes(office.random, TOKEN_BYTES)
    return base64.urlsafe_b64encode(drawn).decode().rstrip("=")


def sign_in_staff(office: Office, login: str, password: str, now: int) -> str:
    """Open a session of staff and return its token, for the cookie.

    Raises:
        WrongPassword, AccountLocked.
    """
    user = check_password(office, login, password, now)
    return open_staff_session(office, user.id, now)


def open_staff_session(office: Office, user: str, now: int) -> str:
    """Open a session of an account that has just proved who it is; return its token."""
    token = _new_token(office)
    with office.database.writing() as connection:
        accounts.drop_expired(connection, now)
        accounts.add_session(
            connection, SessionRow(_digest(token), user, "", "", now + STAFF_SECONDS)
        )
    return token


def sign_in_member(office: Office, code: str, now: int) -> tuple[str, SignedMember]:
    """Open a member's session by the code that was handed out at roll call.

    Raises:
        UnknownCode: E01. NotPresent: E02.
        AlreadyIssuedElsewhere: E25, used, and a token was taken with it.
        CodeUsed: used; the secretary makes another.
        TooManyAttempts: too many wrong codes within a minute.
    """
    token = _new_token(office)
    window = now // _WINDOW
    with office.database.writing() as connection:
        if accounts.failures(connection, _CODE, window) >= MAX_FAILURES:
            raise TooManyAttempts(_CODE)
        row = _member_of(office, connection, code)
        if row is not None:
            _check_code(row)
            members.update_member(connection, row.event, row.id, code_used=True)
            expires = now + MEMBER_SECONDS
            session = SessionRow(_digest(token), "", row.event, row.id, expires)
            accounts.drop_sessions_of_member(connection, row.event, row.id)
            accounts.add_session(connection, session)
            return token, _signed_member(connection, row)
        accounts.count_failure(connection, _CODE, window)
    raise UnknownCode("no such code")


def _member_of(office: Office, connection: Connection, code: str) -> MemberRow | None:
    try:
        hashed = code_hash(office.keys.code_secret, code)
    except BadCode:
        return None
    return members.member_of_code(connection, hashed)


def _check_code(row: MemberRow) -> None:
    if row.attendance != "present":
        raise NotPresent(row.id)
    if row.served:
        raise AlreadyIssuedElsewhere(row.id)
    if row.code_used:
        raise CodeUsed(row.id)


def _signed_member(connection: Connection, row: MemberRow) -> SignedMember:
    event = events.find_event(connection, row.event)
    return SignedMember(event.id, event.uuid, row.id, row.name, row.position)


def who(office: Office, token: str, now: int) -> SignedStaff | SignedMember:
    """Return whose session a token opens.

    Raises:
        NoSession: unknown, revoked or over.
    """
    with office.database.reading() as connection:
        session = accounts.find_session(connection, _digest(token))
        if session is None or session.expires <= now:
            raise NoSession("unknown, revoked or over")
        if session.member:
            row = members.get_member(connection, session.event, session.member)
            return _signed_member(connection, row)
        user = accounts.find_user(connection, session.user)
    if user.disabled:
        raise NoSession("a disabled account")
    roles = tuple(Role(role) for role in user.roles.split())
    return SignedStaff(user.id, user.login, user.name, roles, user.place)


def sign_out(office: Office, token: str) -> None:
    """End a session; of a member, after the booth has verified its token."""
    with office.database.writing() as connection:
        accounts.drop_session(connection, _digest(token))


def revoke_sessions(office: Office, actor: Actor, login: str) -> None:
    """End every session of an account.

    Raises:
        WrongRole, UnknownUser.
    """
    require(actor, Role.TECHNICIAN)
    with office.database.writing() as connection:
        user = accounts.find_user(connection, login)
        accounts.drop_sessions_of_user(connection, user.id)
