"""Challenges of passkeys: one use, three minutes, one session, one purpose.

Refuses to give a challenge back a second time, whether its answer was right or not.
"""

import hashlib

from ballot_service.crypto.randomness import random_bytes
from ballot_service.errors import ChallengeGone, TooManyAttempts
from ballot_service.store import passkeys
from ballot_service.store.passkeys import ChallengeRow
from ballot_service.workflows.office import Office

SECONDS = 180
"""Long enough to look for a security key in a bag."""

MAX_WAITING = 300
"""Sign-ins that may wait at once; they cost a row each, and anybody may ask for one."""

SIGN_IN = "sign_in"
_BYTES = 32


def _digest(handle: str) -> str:
    return hashlib.sha256(f"ballot-service/passkey/1|{handle}".encode()).hexdigest()


def new_challenge(
    office: Office, purpose: str, user: str, now: int
) -> tuple[str, bytes]:
    """Let a new challenge wait.

    Args:
        purpose: what its answer will be for; an answer for another one is refused.
        user: id of the account that asks, "" before a sign-in.

    Returns:
        The handle, for the session's cookie alone, and the challenge of 32 bytes.

    Raises:
        TooManyAttempts: too many sign-ins wait.
    """
    handle = random_bytes(office.random, _BYTES).hex()
    challenge = random_bytes(office.random, _BYTES)
    row = ChallengeRow(_digest(handle), challenge, purpose, user, now + SECONDS)
    with office.database.writing() as connection:
        passkeys.drop_old_challenges(connection, now)
        waiting = passkeys.count_challenges(connection, SIGN_IN)
        if purpose == SIGN_IN and waiting >= MAX_WAITING:
            raise TooManyAttempts(SIGN_IN)
        passkeys.add_challenge(connection, row)
    return handle, challenge


def take_challenge(
    office: Office, handle: str, purpose: str, user: str, now: int
) -> bytes:
    """Return a challenge, which is used up by this.

    Raises:
        ChallengeGone: unknown, used, over, or of another account or purpose.
    """
    with office.database.writing() as connection:
        found = passkeys.take_challenge(connection, _digest(handle))
    if found is None:
        raise ChallengeGone("unknown or used")
    if found.expires <= now:
        raise ChallengeGone("over")
    if (found.purpose, found.user) != (purpose, user):
        raise ChallengeGone("for another purpose")
    return found.challenge
