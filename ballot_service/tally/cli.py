"""The tally's command line: its grammar, its exit codes, its one place for errors.

Refuses to show a stack to a person: every refusal is a named error and what to do.
Exit codes: 0 done, 1 refused, 2 the command line itself is wrong.
"""

import argparse
import getpass
import secrets
import sys
from collections.abc import Sequence

from ballot_service.crypto.randomness import Random
from ballot_service.errors import BallotServiceError, MissingFile
from ballot_service.keyfiles.sealed import MODERATE, Stretching
from ballot_service.protocol.encoding import encode
from ballot_service.tally.advice import advice_for
from ballot_service.tally.grammar import parser
from ballot_service.tally.session import Session
from ballot_service.tally.terminal import Ask, Terminal
from ballot_service.verify.arguments import joined


def _refused(terminal: Terminal, error: BallotServiceError) -> int:
    """Say what was refused and what to do; return the exit code."""
    advice = advice_for(error, terminal.lang)
    if terminal.json:
        value = {
            "ok": False,
            "error": error.name,
            "detail": error.detail,
            "advice": advice,
            "trustee": getattr(error, "trustee", 0),
        }
        print(encode(value).decode())
    print(terminal.text("refused", name=error.name, advice=advice), file=sys.stderr)
    if error.detail:
        print(terminal.text("detail", detail=error.detail), file=sys.stderr)
    return 1


def main(
    arguments: Sequence[str] | None = None,
    *,
    ask: Ask = getpass.getpass,
    typed: Ask = input,
    random: Random = secrets.token_bytes,
    stretching: Stretching = MODERATE,
) -> int:
    """Run one command and return its exit code.

    Args:
        ask: asks for a hidden line. typed: asks for a line that is seen.
        random: source of every secret.
        stretching: cost of new passphrases; tests alone pass a cheap one.
    """
    given = sys.argv[1:] if arguments is None else arguments
    args: argparse.Namespace = parser().parse_args(joined(given))
    files = getattr(args, "passphrase_file", None) or []
    terminal = Terminal(args.lang, args.json, list(files), ask, typed)
    try:
        args.run(Session(args, terminal, random, stretching))
    except BallotServiceError as error:
        return _refused(terminal, error)
    except OSError as error:
        return _refused(terminal, MissingFile(f"{error.filename}: {error.strerror}"))
    except KeyboardInterrupt:
        print(terminal.text("stopped"), file=sys.stderr)
        return 1
    return 0
