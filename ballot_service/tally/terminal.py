"""The person at the counting laptop: sentences, passphrases, progress, JSON.

Refuses to show a passphrase, and to ask where nobody can answer.
"""

import getpass
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from tqdm import tqdm

from ballot_service.errors import (
    MissingFile,
    NoTerminal,
    WeakPassphrase,
    WrongPassphrase,
)
from ballot_service.keyfiles.private_files import read_private
from ballot_service.keyfiles.sealed import check_passphrase
from ballot_service.protocol.encoding import encode
from ballot_service.tally.texts import TEXTS

# No thread that watches the bars: the tool has one thread and keeps it so.
tqdm.monitor_interval = 0
# A plain lock: tqdm's own choice would load multiprocessing, and with it sockets.
tqdm.set_lock(threading.RLock())

Ask = Callable[[str], str]
"""Asks for one hidden line; in production `getpass.getpass`."""

T = TypeVar("T")
_TRIES = 3
_MOST_DIGITS = 6


@dataclass
class Terminal:
    """Where a command speaks and asks.

    Attributes:
        lang: "vi" or "en".
        json: sentences go to standard error, and one JSON object to standard output.
        files: passphrase files, used in their order in place of questions.
    """

    lang: str
    json: bool = False
    files: list[Path] = field(default_factory=list)
    ask: Ask = getpass.getpass
    typed: Ask = input

    def text(self, key: str, **values: object) -> str:
        """Return a sentence in the person's language."""
        vietnamese, english = TEXTS[key]
        return (vietnamese if self.lang == "vi" else english).format(**values)

    def say(self, key: str, **values: object) -> None:
        """Say a sentence."""
        self.line(self.text(key, **values))

    def line(self, text: str) -> None:
        """Print one line."""
        print(text, file=sys.stderr if self.json else sys.stdout)

    def finish(self, values: dict[str, object]) -> None:
        """Print the command's outcome for a machine, where one is listening."""
        if self.json:
            print(encode({"ok": True, **values}).decode())

    def _hidden(self, prompt: str) -> str:
        # Without a terminal, getpass would read a line that is shown.
        if self.ask is getpass.getpass and not sys.stdin.isatty():
            raise NoTerminal(prompt)
        try:
            return self.ask(prompt + " ")
        except EOFError as error:
            raise NoTerminal(prompt) from error

    def number(self, key: str) -> int:
        """Ask for a whole number, seen while it is typed, again while it is none.

        Raises:
            NoTerminal: nobody is there to type.
        """
        if self.typed is input and not sys.stdin.isatty():
            raise NoTerminal(self.text(key))
        for _ in range(_TRIES):
            try:
                typed = self.typed(self.text(key) + " ").strip()
            except EOFError as error:
                raise NoTerminal(self.text(key)) from error
            if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS:
                return int(typed)
            self.say("not_a_number")
        raise NoTerminal(self.text("not_a_number"))

    def _from_file(self) -> str | None:
        if not self.files:
            return None
        path = self.files.pop(0)
        try:
            return read_private(path).decode().rstrip("\r\n")
        except FileNotFoundError as error:
            raise MissingFile(path.name) from error
        except UnicodeDecodeError as error:
            raise WeakPassphrase(f"{path.name}: not a text") from error

    def new_passphrase(self, who: str) -> str:
        """Ask for a new passphrase twice, again while it is weak or differs.

        Raises:
            WeakPassphrase: from a file, or three times in a row.
        """
        given = self._from_file()
        if given is not None:
            check_passphrase(given)
            return given
        self.say("passphrase_rule", who=who)
        for attempt in range(1, _TRIES + 1):
            passphrase = self._hidden(self.text("ask_new_passphrase", who=who))
            try:
                check_passphrase(passphrase)
            except WeakPassphrase:
                if attempt == _TRIES:
                    raise
                self.say("weak_again")
                continue
            if self._hidden(self.text("ask_again", who=who)) == passphrase:
                return passphrase
            self.say("not_the_same")
        raise WeakPassphrase("not typed twice alike")

    def with_passphrase(self, who: str, use: Callable[[str], T]) -> T:
        """Ask for a passphrase and use it, up to three times.

        Raises:
            WrongPassphrase: a file's, or three wrong ones; what `use` raises.
        """
        given = self._from_file()
        if given is not None:
            return use(given)
        for attempt in range(1, _TRIES + 1):
            try:
                return use(self._hidden(self.text("ask_passphrase", who=who)))
            except WrongPassphrase:
                if attempt == _TRIES:
                    raise
                self.say("wrong_again")
        raise WrongPassphrase

    @contextmanager
    def progress(self, key: str) -> Iterator[Callable[[int, int], None]]:
        """Show a bar on a terminal while the block runs; give its `(done, total)`."""
        hidden = self.json or not sys.stderr.isatty()
        bar = tqdm(desc=self.text(key), disable=hidden, leave=False, unit="")

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - cast("int", bar.n))
            if done == total:
                bar.refresh()

        try:
            yield show
        finally:
            bar.close()
