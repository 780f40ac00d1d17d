"""A PostgreSQL for tests: the one of $TEST_POSTGRES_URL, or a throw-away cluster.

Refuses to pass over its absence in silence: tests are skipped and listed at the end.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy

BINARIES = Path("/usr/lib/postgresql")
SETTINGS = (
    # As docs/decisions/store-order.md asks of an operator.
    "wal_recycle=off",
    "min_wal_size=32MB",
    "fsync=off",
    "listen_addresses=127.0.0.1",
)


@dataclass(frozen=True)
class Server:
    """A running server; `data` is its folder, None where it is somebody else's."""

    url: str
    data: Path | None

    def new_database(self, name: str) -> str:
        """Create an empty database and return its URL."""
        engine = sqlalchemy.create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text(f'DROP DATABASE IF EXISTS "{name}"'))
            connection.execute(sqlalchemy.text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        made = sqlalchemy.make_url(self.url).set(database=name)
        return made.render_as_string(hide_password=False)


def _binaries() -> Path:
    found = sorted(BINARIES.glob("*/bin/initdb"))
    if not found:
        pytest.skip(
            "no PostgreSQL (set TEST_POSTGRES_URL, or install Debian's postgresql)"
        )
    return found[-1].parent


def _as_postgres() -> tuple[str, ...]:
    """Return what goes before a command: the server refuses to run as root."""
    if os.geteuid() != 0:
        return ()
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("root may not run PostgreSQL, and there is no user postgres")
    return ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start_server(folder: Path, settings: tuple[str, ...] = SETTINGS) -> Server:
    """Start a cluster in an empty folder; `stop_server` ends it."""
    binaries, before = _binaries(), _as_postgres()
    data, port = folder / "data", _free_port()
    if before:
        shutil.chown(folder, "postgres", "postgres")
    make = (str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres")
    subprocess.run([*before, *make, "--no-sync"], check=True, capture_output=True)
    options = " ".join(f"-c {item}" for item in (*settings, f"port={port}"))
    options += f" -k {folder}"
    start = (str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(data / "log"))
    subprocess.run(
        [*before, *start, "-o", options, "start"], check=True, capture_output=True
    )
    return Server(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", data)


def stop_server(server: Server) -> None:
    """Stop a cluster that `start_server` started."""
    stop = (str(_binaries() / "pg_ctl"), "-D", str(server.data), "-m", "fast", "stop")
    subprocess.run([*_as_postgres(), *stop], check=True, capture_output=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give a PostgreSQL server."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        yield Server(url, None)
        return
    folder = Path(tempfile.mkdtemp(prefix="ballot-postgres-"))
    server = start_server(folder)
    yield server
    stop_server(server)
    shutil.rmtree(folder, ignore_errors=True)
