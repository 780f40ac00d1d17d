"""`python -m ballot_service.workflows.check_worker FD`: checks ballots, one by one.

Refuses keys, a database, a network, and to outlive the server whose line it reads.
"""

import json
import signal
import sys
from multiprocessing.connection import Connection

from ballot_service.errors import BallotRefused
from ballot_service.protocol.ballot import tracker
from ballot_service.protocol.election import read_election
from ballot_service.workflows.checking import CheckedBallot, OpenElection, check_cast

READY = b"ready"
ELECTION, BALLOT = b"e", b"b"
"""What a message begins with."""


def election_message(opened: OpenElection) -> bytes:
    """Return an open election as a process reads it."""
    credentials = sorted(opened.credentials)
    told = [opened.election.encoded.decode(), credentials, opened.setup_hash]
    return ELECTION + json.dumps(told).encode()


def read_opened(told: bytes) -> OpenElection:
    """Return what ballots are checked against, from the server's own message."""
    election, credentials, setup_hash = json.loads(told)
    return OpenElection(
        read_election(election.encode()), frozenset(credentials), setup_hash
    )


def _subject(opened: OpenElection, unverified: bytes) -> list[str]:
    return [opened.setup_hash, tracker(unverified)]


def answer(opened: OpenElection, unverified: bytes) -> bytes:
    """Return what was found, as JSON that `read_answer` reads."""
    about = {"about": _subject(opened, unverified)}
    try:
        checked = check_cast(opened, unverified)
    except BallotRefused as refusal:
        return json.dumps(about | {"refused": refusal.detail}).encode()
    alphas = sorted(alpha.hex() for alpha in checked.alphas)
    held = {"credential": checked.credential, "alphas": alphas}
    return json.dumps(about | held).encode()


def read_answer(said: bytes, opened: OpenElection, unverified: bytes) -> CheckedBallot:
    """Return what a process said of this ballot.

    JSON, and no pickle: who has broken into a process that reads strangers' bytes could
    lie about a ballot, which the verifier finds, but not come further.

    Raises:
        BallotRefused: with the process' reason.
        ValueError, KeyError, TypeError: no answer, or one about another ballot, which
            would let in what does not hold.
    """
    found = json.loads(said)
    if found["about"] != _subject(opened, unverified):
        raise ValueError("about another ballot")
    if "refused" in found:
        raise BallotRefused(str(found["refused"]))
    alphas = frozenset(bytes.fromhex(alpha) for alpha in found["alphas"])
    return CheckedBallot(str(found["credential"]), alphas)


def serve(line: Connection) -> None:
    """Answer for each ballot, until the server has gone."""
    opened: OpenElection | None = None
    line.send_bytes(READY)
    while True:
        try:
            asked = line.recv_bytes()
        except EOFError:
            return
        if asked[:1] == ELECTION:
            opened = read_opened(asked[1:])
        elif opened is None:
            return
        else:
            line.send_bytes(answer(opened, asked[1:]))


def main() -> None:
    """Serve the line whose number was given."""
    # A Ctrl-C reaches the whole terminal: the server says when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(Connection(int(sys.argv[1])))


if __name__ == "__main__":
    main()
