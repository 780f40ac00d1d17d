"""A ballot opened to a checker: seed and choices give its bytes again (opening.md).

Refuses the credential's private half and the signature's nonce: no field is for them.
"""

import re
from dataclasses import dataclass

from ballot_service.crypto.group import Element
from ballot_service.crypto.proofs import Proof
from ballot_service.crypto.randomness import SEED_BYTES, seeded_draw
from ballot_service.errors import BadOpening, WrongElection, WrongOpening
from ballot_service.protocol.ballot import Ballot, content_hash, tracker
from ballot_service.protocol.check_ballot import check_ballot, check_no_identity
from ballot_service.protocol.election import Election
from ballot_service.protocol.make_ballot import Choice, make_answers

_OPENING = "ballot-service/opening/1"
_TRACKER = "ballot-service/tracker/1"
_FIELDS = 9
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_CHOICES: dict[str, Choice] = {"0": (0, 0), "1": (1, 0), "2": (0, 1)}
_MAX = 8192


def spoiled_message(uuid: str, setup: str, ballot_tracker: str) -> bytes:
    """Return what the service signs when a ballot is spoiled (opening.md §2)."""
    return f"ballot-service/spoiled/1|{uuid}|{setup}|{ballot_tracker}".encode()


def tracker_text(uuid: str, setup: str, ballot_tracker: str) -> str:
    """Return the text of the first QR: what the booth is bound to (opening.md §1)."""
    return f"{_TRACKER}|{uuid}|{setup}|{ballot_tracker}"


@dataclass(frozen=True)
class OpenedBallot:
    """The second QR (opening.md §3).

    Attributes:
        choices: one digit a question: 0 unmarked, 1 agree, 2 disagree.
        spoiled: the service's signature, Base64, that the ballot is never counted.
    """

    uuid: str
    setup: str
    seed: bytes
    choices: str
    credential: Element
    signature: Proof
    spoiled: str

    def encoded(self) -> str:
        """Write the QR's text."""
        parts = (
            _OPENING,
            self.uuid,
            self.setup,
            self.seed.hex(),
            self.choices,
            self.credential,
            str(self.signature.challenge),
            str(self.signature.response),
            self.spoiled,
        )
        return "|".join(parts)


def read_opened(election: Election, unverified: str) -> OpenedBallot:
    """Read the second QR's text, for an election.

    Raises:
        BadOpening: another form. WrongElection. NotAnElement, NumberOutOfRange.
    """
    parts = unverified.split("|")
    if len(unverified) > _MAX or len(parts) != _FIELDS or parts[0] != _OPENING:
        raise BadOpening("not nine fields")
    _, uuid, setup, seed, choices, credential, challenge, response, spoiled = parts
    if not _HEX.fullmatch(setup) or not _HEX.fullmatch(seed):
        raise BadOpening("setup or seed")
    if uuid != election.uuid:
        raise WrongElection("uuid")
    if len(choices) != len(election.questions) or set(choices) - set(_CHOICES):
        raise BadOpening("choices")
    group = election.group
    proof = Proof(group.scalar(challenge), group.scalar(response))
    element = group.nonidentity(credential)
    return OpenedBallot(
        uuid, setup, bytes.fromhex(seed), choices, element, proof, spoiled
    )


def rebuild_ballot(election: Election, opened: OpenedBallot) -> Ballot:
    """Make the ballot again from what was opened; nothing in it is drawn.

    Raises:
        BadOpening: the seed has another length. RandomnessExhausted.
    """
    if len(opened.seed) != SEED_BYTES:
        raise BadOpening("seed")
    fingerprint, credential = election.fingerprint, opened.credential
    draw = seeded_draw(
        election.group, opened.seed, election.uuid, fingerprint, credential
    )
    choices = [_CHOICES[digit] for digit in opened.choices]
    answers = make_answers(election, credential, choices, draw)
    signed = content_hash(election.uuid, fingerprint, credential, answers)
    return Ballot(
        election.uuid, fingerprint, credential, answers, signed, opened.signature
    )


def check_opened(
    election: Election, setup: str, ballot_tracker: str, unverified: str
) -> OpenedBallot:
    """Check that an opening gives exactly the ballot whose tracker was shown first.

    Args:
        setup: hash of Setup, from the signed opening sheet.
        ballot_tracker: of the first QR, scanned before the opening was known.

    Raises:
        WrongOpening: the booth encrypted something else than it shows now.
        BadOpening, WrongElection; what `check_ballot` raises, the signature among it.
    """
    opened = read_opened(election, unverified)
    if opened.setup != setup:
        raise WrongElection("Setup")
    ballot = rebuild_ballot(election, opened)
    check_no_identity(election, ballot)
    check_ballot(election, ballot)
    if tracker(ballot.encoded()) != ballot_tracker:
        raise WrongOpening("another ballot than the one that was shown first")
    return opened
