"""Runs a part of the package in a world without network, web framework and database.

Started as a program of its own by test_offline.py, never imported by the package.

    python guard.py import MODULE...      import each, with all that lies below it
    python guard.py run MODULE ARG...     run it as `python -m MODULE ARG...`

The standard library itself binds two networked names without using them:
`email.utils` says `import socket` (gmpy2 and tqdm reach it through
importlib.metadata, joserfc through X.509), and `xml.sax.saxutils` says
`import urllib.request` (segno reaches it). Those two names are therefore given an
inert stand-in, whose every use ends the process; what is behind them (`_socket`,
`http.client`) and all else is refused outright.
"""

import importlib
import os
import pkgutil
import runpy
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NoReturn

REFUSED = frozenset(
    {
        *("_socket", "_ssl", "ssl", "http", "socketserver", "asyncio", "smtplib"),
        *("ftplib", "xmlrpc", "requests", "httpx", "urllib3", "aiohttp"),
        *("flask", "werkzeug", "jinja2", "gunicorn"),
        *("sqlalchemy", "alembic", "sqlite3", "_sqlite3", "psycopg"),
    }
)
INERT = ("socket", "urllib.request")
CAUGHT = 97
"""Exit status when something touched what it must not."""


def caught(what: str) -> NoReturn:
    """End the process at once: no handler above can swallow this."""
    os.write(2, f"GUARD: {what}\n".encode())
    os._exit(CAUGHT)


class RefuseByName:
    """First in line of all finders: says no to the refused names and what is below."""

    @staticmethod
    def find_spec(name: str, *_where: object) -> ModuleSpec | None:
        """Refuse, or leave it to the next finder."""
        if name in REFUSED or name.partition(".")[0] in REFUSED:
            raise ImportError(f"refused by the guard: {name}", name=name)
        return None


class Inert(ModuleType):
    """A module that can be bound to a name and used for nothing."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        caught(f"{self.__name__}.{name} was used")


def install() -> None:
    """Close the world. Fails if something networked is here already."""
    early = sorted((REFUSED | set(INERT)) & set(sys.modules))
    if early:
        caught(f"imported before the guard: {early}")
    sys.meta_path.insert(0, RefuseByName)
    for name in INERT:
        sys.modules[name] = Inert(name)


def import_all(name: str) -> None:
    """Import a module, and if it is a package, everything in it."""
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
        importlib.import_module(found.name)


def main(arguments: Sequence[str]) -> None:
    """Import or run, behind the guard."""
    sys.path[0] = ""  # not the folder of this file
    install()
    verb, *names = arguments
    if verb == "import":
        for name in names:
            import_all(name)
    elif verb == "run":
        sys.argv = names
        runpy.run_module(names[0], run_name="__main__", alter_sys=True)
    else:
        caught(f"unknown verb {verb}")


if __name__ == "__main__":
    main(sys.argv[1:])
