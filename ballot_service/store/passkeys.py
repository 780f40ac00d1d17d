"""Passkeys by account, and challenges that are taken once.

Refuses to judge an answer; a counter only goes up, by the statement that moves it.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from ballot_service.store.passkey_tables import passkey_challenges, passkeys


@dataclass(frozen=True)
class PasskeyRow:
    """A passkey of one account.

    Attributes:
        credential: the authenticator's credential id, base64url without padding.
        id: what pages call it.
        name: what its owner calls it.
        party: the host name that it is bound to.
        public_key: COSE_Key (RFC 9052 section 7), as the authenticator gave it.
        sign_count: the counter last seen; 0 where the device counts nothing.
        made: seconds since 1970.
    """

    credential: str
    id: str
    user: str
    name: str
    party: str
    public_key: bytes
    sign_count: int
    made: int


@dataclass(frozen=True)
class ChallengeRow:
    """A challenge that waits for its answer until `expires`."""

    digest: str
    challenge: bytes
    purpose: str
    user: str
    expires: int


_COLUMNS = [passkeys.c[name] for name in PasskeyRow.__dataclass_fields__]
_CHALLENGE = [passkey_challenges.c[name] for name in ChallengeRow.__dataclass_fields__]


def add_passkey(connection: Connection, row: PasskeyRow) -> None:
    """Insert a passkey."""
    connection.execute(insert(passkeys).values(dict(vars(row))))


def find_passkey(connection: Connection, credential: str) -> PasskeyRow | None:
    """Return the passkey of this credential id, whosever it is, or None."""
    query = select(*_COLUMNS).where(passkeys.c.credential == credential)
    found = connection.execute(query).one_or_none()
    return None if found is None else PasskeyRow(*found)


def passkeys_of(connection: Connection, user: str) -> tuple[PasskeyRow, ...]:
    """Return an account's passkeys, oldest first."""
    query = (
        select(*_COLUMNS)
        .where(passkeys.c.user == user)
        .order_by(passkeys.c.made, passkeys.c.name)
    )
    return tuple(PasskeyRow(*row) for row in connection.execute(query))


def raise_count(connection: Connection, credential: str, count: int) -> bool:
    """Move a counter up to `count`; False where that is not above the one kept.

    A device that counts nothing says 0 always, and 0 may follow 0.
    """
    above = passkeys.c.sign_count < count
    if count == 0:
        above = or_(above, passkeys.c.sign_count == 0)
    query = update(passkeys).where(passkeys.c.credential == credential, above)
    return connection.execute(query.values(sign_count=count)).rowcount == 1


def drop_passkey(connection: Connection, user: str, key: str) -> bool:
    """Forget one passkey of an account; False where it has none of this id."""
    query = delete(passkeys).where(passkeys.c.user == user, passkeys.c.id == key)
    return connection.execute(query).rowcount == 1


def drop_passkeys_of(connection: Connection, user: str) -> None:
    """Forget every passkey of an account."""
    connection.execute(delete(passkeys).where(passkeys.c.user == user))


def count_by_party(connection: Connection) -> dict[str, int]:
    """Return how many passkeys are bound to each name."""
    query = select(passkeys.c.party, func.count()).group_by(passkeys.c.party)
    return {row[0]: row[1] for row in connection.execute(query)}


# --- challenges -------------------------------------------------------------------


def add_challenge(connection: Connection, row: ChallengeRow) -> None:
    """Let a challenge wait."""
    connection.execute(insert(passkey_challenges).values(dict(vars(row))))


def take_challenge(connection: Connection, digest: str) -> ChallengeRow | None:
    """Return a challenge and forget it, in one statement; None where there is none."""
    query = delete(passkey_challenges).where(passkey_challenges.c.digest == digest)
    found = connection.execute(query.returning(*_CHALLENGE)).one_or_none()
    return None if found is None else ChallengeRow(*found)


def drop_old_challenges(connection: Connection, now: int) -> None:
    """Forget the challenges that are over."""
    old = passkey_challenges.c.expires <= now
    connection.execute(delete(passkey_challenges).where(old))


def count_challenges(connection: Connection, purpose: str) -> int:
    """Return how many challenges of a purpose wait."""
    query = select(func.count()).where(passkey_challenges.c.purpose == purpose)
    return connection.execute(query).scalar_one()
