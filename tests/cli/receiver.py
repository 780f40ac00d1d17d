"""A planning system's end of the webhook, on loopback, that answers as it is told.

Refuses to outlive its test.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ballot_service.record.delivery import (
    ID_HEADER,
    SIGNATURE_HEADER,
    UUID_HEADER,
    Delivery,
)


@dataclass
class Receiver:
    """What came in, and the statuses to answer with (the last one from then on)."""

    url: str
    statuses: list[int]
    got: list[Delivery] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def receiving(*statuses: int) -> Iterator[Receiver]:
    """Run a receiver until the block ends."""
    held = Receiver("", list(statuses) or [204])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            head = self.headers
            uuid, statement = head[UUID_HEADER], head[ID_HEADER]
            held.got.append(Delivery(uuid, statement, body, head[SIGNATURE_HEADER]))
            held.paths.append(self.path)
            status = held.statuses[0]
            if len(held.statuses) > 1:
                held.statuses.pop(0)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{held.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
