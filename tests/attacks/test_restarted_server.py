"""The server is ended while the vote is open, and started anew on the same folder.

Refuses to pass where an acknowledged ballot is gone, one counts twice, or the same
bytes get another receipt; where a member who had signed in has to begin again.
"""

import base64
import http.client
import json
import re
import signal
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ballot_service.store import box
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_closed
from ballot_service.workflows import issuing, registration, rollcall
from tests.server_process import HOST, ServerProcess
from tests.simulator import CHAIR, NOW, SECRETARY, ElectionSimulator, Tablet

MEMBERS = 24
LANES = 4
BEFORE = 5
"""Receipts after which the server is ended."""
PATIENCE = 60
META = re.compile(r'name="csrf-token" content="([^"]+)"')
FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')


def ask(
    port: int, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, bytes, str]:
    """Send one request over a connection of its own; return status, body, cookie."""
    line = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body or None, named)
        answer = line.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").split(";", 1)[0]
        return answer.status, answer.read(), cookie
    finally:
        line.close()


@dataclass
class Casting:
    """Ballots on their way from several tablets at once, and the receipts so far."""

    server: ServerProcess
    uuid: str
    ballots: dict[str, bytes]
    receipts: dict[str, bytes] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)

    def send(self, member: str) -> bytes:
        """Send one ballot and return its receipt."""
        path, body = f"/api/{self.uuid}/ballots", self.ballots[member]
        status, said, _ = ask(self.server.port, "POST", path, body)
        assert status == 200, said
        return said

    def lane(self, members: list[str]) -> None:
        """Send one after the other, until nobody answers."""
        for member in members:
            try:
                self.receipts[member] = self.send(member)
            except (OSError, http.client.HTTPException):
                return
            if len(self.receipts) >= BEFORE:
                self.enough.set()

    def until_ended(self, how: signal.Signals) -> None:
        """Send from all lanes, and end the server in the middle of it."""
        names = list(self.ballots)
        lanes = [
            threading.Thread(target=self.lane, args=(names[at::LANES],))
            for at in range(LANES)
        ]
        for lane in lanes:
            lane.start()
        assert self.enough.wait(PATIENCE)
        self.server.stop(how)
        for lane in lanes:
            lane.join(PATIENCE)


def check_kept(sim: ElectionSimulator, receipts: dict[str, bytes]) -> None:
    """Check that what has its receipt is in the box, before anybody sends again."""
    office = sim.open_office()
    with office.database.reading() as connection:
        kept = set(box.trackers(connection, sim.uuid))
    office.database.close()
    assert {json.loads(receipt)["tracker"] for receipt in receipts.values()} <= kept


@pytest.mark.parametrize(
    "how", [signal.SIGTERM, signal.SIGKILL], ids=["ended", "killed"]
)
def test_every_receipt_outlives_the_server(tmp_path: Path, how: signal.Signals) -> None:
    sim = ElectionSimulator(tmp_path, members=MEMBERS, questions=4)
    sim.until_open()
    ballots = {member: sim.ballot(member) for member in sim.names}
    sim.office.database.close()
    with ServerProcess(tmp_path, sim.url) as server:
        casting = Casting(server, sim.uuid, ballots)
        casting.until_ended(how)
        before = dict(casting.receipts)
        # It fell where it should: some have their receipt, some do not know.
        assert 0 < len(before) < MEMBERS
        check_kept(sim, before)
        server.start()
        after = {member: casting.send(member) for member in sim.names}
        again = {member: casting.send(member) for member in sim.names}
    assert again == after
    assert {member: after[member] for member in before} == before
    sim.office = sim.open_office()
    sheet = sim.close()
    assert sheet.ballots == MEMBERS
    record = verify_closed(sim.export(), Expected(sheet.setup_hash, MEMBERS))
    found = [record.archive.entries[i].digest for i in record.board.ballots]
    assert sorted(found) == sorted(
        json.loads(receipt)["tracker"] for receipt in after.values()
    )


@dataclass
class SignedIn:
    """A member's browser: the cookie, and the token against forgery of its page."""

    port: int
    cookie: str
    csrf: str

    def post(self, path: str, body: dict[str, str]) -> tuple[int, bytes]:
        """Send what the booth sends with a name."""
        status, said, _ = ask(
            self.port,
            "POST",
            path,
            json.dumps(body).encode(),
            Cookie=self.cookie,
            X_CSRFToken=self.csrf,
            Content_Type="application/json",
        )
        return status, said


def sign_in(port: int, code: str, uuid: str) -> SignedIn:
    """Type the code of the card."""
    _, page, cookie = ask(port, "GET", "/sign-in")
    found = FIELD.search(page.decode())
    assert found is not None
    form = f"code={code}&csrf_token={found[1]}".encode()
    kind = "application/x-www-form-urlencoded"
    status, _, signed = ask(
        port, "POST", "/sign-in", form, Cookie=cookie, Content_Type=kind
    )
    assert status == 303
    _, page, cookie = ask(port, "GET", f"/booth/{uuid}", Cookie=signed)
    found = META.search(page.decode())
    assert found is not None
    return SignedIn(port, cookie or signed, found[1])


def post_token(member: SignedIn, uuid: str, blinded: bytes) -> bytes:
    """Ask for the blind signature; return it."""
    request = {"request": base64.b64encode(blinded).decode()}
    status, said = member.post(f"/booth/{uuid}/token", request)
    assert status == 200, said
    return base64.b64decode(json.loads(said)["signature"])


def test_who_signed_in_goes_on_and_is_told_when_it_is_over(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path, members=5)
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll()
    code = rollcall.make_code(sim.office, sim.event, SECRETARY, "TV001", NOW)
    issuing.begin_issuing(sim.office, sim.event, CHAIR, NOW)
    tablet = Tablet("TV001", sim.client("tablet"))
    blinded = tablet.make_request(sim.manifest)
    with ServerProcess(tmp_path, sim.url) as server:
        member = sign_in(server.port, code, sim.uuid)
        first = post_token(member, sim.uuid, blinded)
        server.stop(signal.SIGKILL)
        server.start()
        # Neither the cookie nor the token is asked for again; the answer is the same.
        assert post_token(member, sim.uuid, blinded) == first
        tablet.take_answer(sim.manifest, first)
        registration.begin_registration(sim.office, sim.event, CHAIR, NOW)
        server.stop(signal.SIGTERM)
        server.start()
        status, said = member.post(f"/booth/{sim.uuid}/leave", {})
        assert status == 401
        assert "error" in json.loads(said)
        path = f"/api/{sim.uuid}/registrations"
        for _ in range(2):
            status, said, _ = ask(server.port, "POST", path, tablet.token)
            assert (status, json.loads(said)) == (200, {"registered": True})
