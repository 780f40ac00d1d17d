"""One member of a room and the tablet, request by request as the booth sends them.

Refuses to measure cryptography of its own: requests and ballots are made beforehand.
"""

import asyncio
import base64
import contextlib
import json
import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin

from room_figures import Figures, Row
from room_line import Answer, Line, Lost

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
META = re.compile(r'name="csrf-token" content="([^"]+)"')
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IMPORTED = re.compile(r"""(?:from|import|new URL\()\s*['"](\.[^'"]+)['"]""")
POLL = (2.0, 4.0)
"""Seconds between two questions of a tablet (booth/meeting.js)."""
PAUSE = 2.0
"""Seconds until a member presses again."""
PRESSES = 10
OVER = ("closed", "counting", "void")
NAMELESS = {"Accept": "*/*", "Cache-Control": "no-cache"}
OK = 200
SEE_OTHER = 303
BROKEN = 500


class Stumbled(RuntimeError):
    """A member could not go on: an answer that the booth does not expect."""


@dataclass
class Pace:
    """When things happen, in seconds.

    Attributes:
        compare: how long a member compares the code, at least and at most.
        window: of registration; 30 on a tablet.
        opened: set once every tablet has Setup; casting begins then.
    """

    compare: tuple[float, float]
    window: float
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    began: float = 0.0


@dataclass
class Member:
    """One member. What was asked for and given is kept for the checks afterwards.

    Attributes:
        request: the blinded message, made beforehand.
        delay: seconds from the beginning of the vote until this member presses.
    """

    code: str
    uuid: str
    request: bytes
    dice: random.Random
    named: Line
    nameless: Line
    figures: Figures
    pace: Pace
    delay: float
    answer: bytes = b""
    token: bytes = b""
    ballot: bytes = b""
    padding: str = ""
    receipt: bytes = b""
    setup: bytes = b""
    state: str = ""
    reached: str = ""
    _cookie: str = ""
    _csrf: str = ""

    async def attend(self, files: list[str], arrival: float) -> None:
        """Sit through the meeting, from the card with the code to the close."""
        await asyncio.sleep(arrival)
        await self._sign_in(files)
        await self._take_token()
        await self._until({"registration"})
        await asyncio.sleep(self.dice.uniform(0, self.pace.window))
        await self._register()
        await self._until({"open"})
        row = self.figures.row("Setup")
        self.setup = (await self._sure(row, self._api, "setup")).body
        self.reached = "setup"
        await self._cast()
        await self._until(set(OVER))
        await self.named.close()
        await self.nameless.close()

    # --- with a name --------------------------------------------------------------

    async def _page(self, method: str, path: str, body: bytes = b"") -> Answer:
        headers = {"Cookie": self._cookie} if self._cookie else {}
        if method == "POST":
            form = "application/x-www-form-urlencoded"
            kind = "application/json" if body.startswith(b"{") else form
            headers |= {"Content-Type": kind, "X-CSRFToken": self._csrf}
        answer = await self.named.ask(method, path, body, headers)
        if "set-cookie" in answer.headers:
            self._cookie = answer.headers["set-cookie"].split(";", 1)[0]
        return answer

    async def _sign_in(self, files: list[str]) -> None:
        form = await self._sure(
            self.figures.row("sign-in page"), self._page, "GET", "/sign-in"
        )
        found = CSRF.search(form.body.decode())
        if found is None:
            raise Stumbled("no form")
        self._csrf = found[1]
        body = urlencode({"code": self.code, "csrf_token": self._csrf}).encode()
        row = self.figures.row("sign-in by code")
        with row.timed():
            answer = await self._page("POST", "/sign-in", body)
            if answer.status != SEE_OTHER:
                raise Stumbled(f"sign-in: {answer.status}")
            booth = await self._page("GET", f"/booth/{self.uuid}")
        found = META.search(booth.body.decode())
        if found is None:
            raise Stumbled("no booth")
        self._csrf = found[1]
        with self.figures.row(f"the booth's {len(files)} files, one tablet").timed():
            for path in files:
                if (await self.named.ask("GET", path)).status != OK:
                    raise Stumbled(path)
        await self._sure(self.figures.row("manifest"), self._api, "manifest")
        self.reached = "greeted"

    async def _take_token(self) -> None:
        await asyncio.sleep(self.dice.uniform(*self.pace.compare))
        await self._until({"issuing"})
        blinded = base64.b64encode(self.request).decode()
        body = json.dumps({"request": blinded}).encode()
        path = f"/booth/{self.uuid}"
        row = self.figures.row("token, blind-signed")
        answer = await self._sure(row, self._page, "POST", f"{path}/token", body)
        self.answer = base64.b64decode(json.loads(answer.body)["signature"])
        row = self.figures.row("session ended")
        await self._sure(row, self._page, "POST", f"{path}/leave", b"{}")
        await self.named.close()
        self.reached = "token"

    # --- without a name -----------------------------------------------------------

    async def _api(self, what: str) -> Answer:
        return await self.nameless.ask("GET", f"/api/{self.uuid}/{what}", b"", NAMELESS)

    async def _register(self) -> None:
        row = self.figures.row("registration")
        await self._sure(row, self._post, "registrations", self.token)
        self.reached = "registered"

    async def _post(self, what: str, body: bytes) -> Answer:
        path = f"/api/{self.uuid}/{what}"
        headers = {"Content-Type": "application/json", **NAMELESS}
        return await self.nameless.ask("POST", path, body, headers)

    async def send(self, line: Line) -> Answer:
        """Send the ballot, with the padding that makes all of one size."""
        path = f"/api/{self.uuid}/ballots"
        headers = {"Content-Type": "application/json", "X-Padding": self.padding}
        return await line.ask("POST", path, self.ballot, headers | NAMELESS)

    async def _cast(self) -> None:
        while not self.pace.opened.is_set():
            await self._ask_status()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.dice.uniform(*POLL)):
                    await self.pace.opened.wait()
        loop = asyncio.get_running_loop()
        due = self.pace.began + self.delay
        while (left := due - loop.time()) > POLL[1]:
            await asyncio.sleep(min(self.dice.uniform(*POLL), left))
            await self._ask_status()
        await asyncio.sleep(max(0.0, due - loop.time()))
        row = self.figures.row("**receipt of a ballot**")
        sent = await self._sure(row, self.send, self.nameless, since=due)
        self.receipt = sent.body
        self.reached = "receipt"

    async def _ask_status(self) -> None:
        row = self.figures.row("status, each tablet every 2 to 4 s")
        answer = await self._sure(row, self._api, "status")
        self.state = json.loads(answer.body)["state"]

    async def _until(self, states: set[str]) -> None:
        while True:
            await self._ask_status()
            if self.state in states:
                return
            await asyncio.sleep(self.dice.uniform(*POLL))

    async def _sure(
        self,
        row: Row,
        ask: Callable[..., Awaitable[Answer]],
        *words: object,
        since: float | None = None,
    ) -> Answer:
        """Ask until there is an answer, as a member presses again; the time runs on."""
        with row.timed(since):
            for _ in range(PRESSES):
                try:
                    answer = await ask(*words)
                except Lost:
                    row.pressed_again += 1
                    await asyncio.sleep(PAUSE)
                    continue
                if answer.status == OK:
                    return answer
                if answer.status < BROKEN:
                    raise Stumbled(
                        f"{words[:2]}: {answer.status} {answer.body[:200]!r}"
                    )
                row.pressed_again += 1
                await asyncio.sleep(PAUSE)
            raise Stumbled(f"{words[0]}: no answer after {PRESSES} presses")


async def files_of(line: Line, page: str) -> list[str]:
    """Return the files that a tablet loads with a page: links, and what they import."""
    first = (await line.ask("GET", page)).body.decode()
    found: dict[str, None] = dict.fromkeys(LINKED.findall(first))
    waiting = [path for path in found if path.endswith(".js")]
    while waiting:
        path = waiting.pop()
        text = (await line.ask("GET", path)).body.decode()
        for name in IMPORTED.findall(text):
            one = urljoin(path, name)
            if one not in found:
                found[one] = None
                waiting.append(one)
    return list(found)
