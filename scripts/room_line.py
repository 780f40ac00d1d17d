"""One keep-alive connection of a tablet, as a browser keeps it: HTTP/1.1 over asyncio.

Refuses redirects, compression and any address but loopback; it never waits for ever.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"
PATIENCE = 20.0
"""Seconds a booth waits for an answer (booth/endpoints.js)."""
LINE_BYTES = 65_536


class Lost(Exception):
    """No answer: nobody listens, the connection broke, or it took too long."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Counts:
    """What all lines of a room did, together.

    Attributes:
        opened: connections made.
        resent: requests sent again at once, because a kept connection had been closed
            by the server meanwhile: browsers do so, and nobody notices.
        lost: requests without an answer, which a member would notice.
    """

    opened: int = 0
    resent: int = 0
    lost: int = 0


@dataclass
class Line:
    """One connection at a time to one port; requests follow one another.

    Args:
        context: TLS as a tablet trusts it, None for plain HTTP.
    """

    port: int
    context: ssl.SSLContext | None
    counts: Counts
    _reader: asyncio.StreamReader | None = field(default=None, repr=False)
    _writer: asyncio.StreamWriter | None = field(default=None, repr=False)

    async def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request and return its answer, whatever its status.

        Raises:
            Lost: no answer within a booth's patience.
        """
        lines = [f"{method} {path} HTTP/1.1", f"Host: {LOOPBACK}:{self.port}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        data = "\r\n".join([*lines, "", ""]).encode() + body
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._exchange(data)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self.counts.lost += 1
            await self.close()
            raise Lost(type(error).__name__) from error

    async def _exchange(self, data: bytes) -> Answer:
        kept = self._writer is not None and not self._writer.is_closing()
        if kept and self._reader is not None and not self._reader.at_eof():
            try:
                return await self._send(data)
            except (ConnectionError, EOFError, ssl.SSLError):
                self.counts.resent += 1
        await self.close()
        self._reader, self._writer = await asyncio.open_connection(
            LOOPBACK, self.port, ssl=self.context, limit=LINE_BYTES
        )
        self.counts.opened += 1
        return await self._send(data)

    async def _send(self, data: bytes) -> Answer:
        if self._reader is None or self._writer is None:
            raise EOFError
        self._writer.write(data)
        await self._writer.drain()
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *rest = head.rstrip("\r\n").split("\r\n")
        headers = {}
        for line in rest:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        answer = Answer(int(first.split(" ", 2)[1]), headers, body)
        if headers.get("connection", "").lower() == "close":
            await self.close()
        return answer

    async def close(self) -> None:
        """Close the connection; the next request makes another."""
        writer, self._reader, self._writer = self._writer, None, None
        if writer is not None:
            writer.close()
            try:
                async with asyncio.timeout(1):
                    await writer.wait_closed()
            except (OSError, TimeoutError):
                return
