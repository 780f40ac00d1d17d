"""`python -m ballot_service.web`: the server, one process with threads.

Refuses an access log, a control socket, and to leave this machine without TLS.
"""

import argparse
import os
import resource
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from gunicorn.app.base import BaseApplication

from ballot_service.errors import BallotServiceError
from ballot_service.keyfiles.service_keys import open_service_keys
from ballot_service.web.app import create_app
from ballot_service.web.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HEADER_BYTES = 32_000
"""A ballot's padding travels in a header (attack A14)."""
KEEP_ALIVE = 20
"""Seconds that a silent connection is kept. Tablets ask every 2 to 4 s: a shorter time
would make a new TLS connection of nearly every question, at three times the cost."""
CONNECTIONS = 4096
"""Connections at once: 500 tablets, each with the six that a browser opens."""
_OTHER_FILES = 256


def room_for(connections: int) -> int:
    """Ask the system for as many open files; return how many connections that gives.

    Above it new connections wait, and kept ones are closed after their answer.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OTHER_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(wanted - _OTHER_FILES, wanted // 2)


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn without its command line and its files."""

    def __init__(self, settings: Settings, options: dict[str, object]) -> None:
        self._settings = settings
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Set what we set, and leave the rest."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Build the application, in the process that will serve it."""
        return create_app(self._settings)


def _parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="python -m ballot_service.web")
    result.add_argument("--database", required=True, metavar="URL")
    result.add_argument("--keys", type=Path, required=True, metavar="DIR")
    result.add_argument("--records", type=Path, required=True, metavar="DIR")
    result.add_argument("--attachments", type=Path, metavar="DIR")
    result.add_argument("--bind", default="127.0.0.1:8443", metavar="HOST:PORT")
    result.add_argument("--threads", type=int, default=16)
    result.add_argument("--cert", type=Path)
    result.add_argument("--key", type=Path)
    result.add_argument("--plain-http", action="store_true")
    result.add_argument("--origin", default="", metavar="URL")
    return result


def _at_least_1_2(
    _config: object, make: Callable[[], ssl.SSLContext]
) -> ssl.SSLContext:
    """Return gunicorn's TLS context, which speaks 1.2 and 1.3 only."""
    context = make()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _options(args: argparse.Namespace) -> dict[str, object]:
    options: dict[str, object] = {
        "bind": args.bind,
        # One writer, one process: SQLite's locks and our caches stay in one place.
        "workers": 1,
        "worker_class": "gthread",
        "threads": args.threads,
        "timeout": 120,
        "keepalive": KEEP_ALIVE,
        "worker_connections": room_for(CONNECTIONS),
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "control_socket_disable": True,
        "limit_request_field_size": HEADER_BYTES,
    }
    if args.cert is not None:
        options |= {
            "certfile": str(args.cert),
            "keyfile": str(args.key),
            "ssl_context": _at_least_1_2,
        }
    return options


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; return 1 where it refuses to start."""
    parser = _parser()
    args = parser.parse_args(arguments)
    if (args.cert is None) != (args.key is None):
        parser.error("--cert and --key go together")
    host = args.bind.rsplit(":", 1)[0]
    if args.cert is None and not (args.plain_http and host in LOOPBACK):
        parser.error(
            "without --cert: only --plain-http on loopback; "
            "`ballot-service tls` makes a certificate"
        )
    try:
        open_service_keys(args.keys)
    except BallotServiceError as error:
        sys.stderr.write(f"not started: {error.name}: {error.detail}\n")
        return 1
    settings = Settings(
        args.database,
        args.keys,
        args.records,
        secure_cookies=not args.plain_http,
        attachments=args.attachments,
        origin=args.origin,
        checkers=os.cpu_count() or 1,
    )
    _Server(settings, _options(args)).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
