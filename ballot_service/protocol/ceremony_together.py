"""The whole ceremony on one machine: every trustee in turn, in memory (D5).

Refuses to skip a check because the machine is one: each trustee checks all messages.
"""

from collections.abc import Callable

from ballot_service.crypto.randomness import Random
from ballot_service.protocol.ceremony import (
    Step,
    accept,
    certify,
    commit,
    finish,
    share,
)
from ballot_service.protocol.ceremony_checks import Messages
from ballot_service.protocol.ceremony_keys import Committee
from ballot_service.protocol.ceremony_outcome import Outcome
from ballot_service.protocol.ceremony_state import TrusteeState


def hold_ceremony(
    committee: Committee, manifest: str, random: Random
) -> tuple[tuple[TrusteeState, ...], Outcome]:
    """Hold the ceremony of all trustees at once.

    Args:
        manifest: the manifest hash, kept with each share.

    Returns:
        The finished states, to be sealed one by one, and the public outcome.

    Raises:
        CeremonyError: never, unless this program or its randomness is broken.
    """
    indexes = range(1, committee.size + 1)
    states: dict[int, TrusteeState] = {}

    def everyone(step: Callable[[int], Step]) -> Messages:
        messages: dict[int, bytes] = {}
        for index in indexes:
            states[index], messages[index] = step(index)
        return messages

    certs = everyone(lambda i: certify(committee, i, manifest, random))
    commitments = everyone(lambda i: commit(states[i], certs, random))
    shown = everyone(lambda i: share(states[i], certs, commitments, random))
    accepted = everyone(lambda i: accept(states[i], certs, commitments, shown, random))
    for index in indexes:
        states[index], outcome = finish(
            states[index], certs, commitments, shown, accepted
        )
    return tuple(states[index] for index in indexes), outcome
