"""`ballot-service`: what the operator of the machine does, command by command.

Refuses logic, and to show a stack: a refusal is a named error and exit code 1.
"""

import argparse
import sys
from collections.abc import Sequence

from ballot_service.cli.grammar import parser
from ballot_service.cli.refusals import UNREADABLE, refusal_of
from ballot_service.errors import BallotServiceError
from ballot_service.verify.arguments import joined


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 refused, 2 a wrong command line."""
    given = sys.argv[1:] if arguments is None else arguments
    args: argparse.Namespace = parser().parse_args(joined(given))
    try:
        status: int | None = args.run(args)
    except BallotServiceError as error:
        said = refusal_of(error)
        print(f"ballot-service: {error.name}: {error.detail}", file=sys.stderr)
        print(f"     {said.vi}\n     {said.en}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"ballot-service: {error}", file=sys.stderr)
        print(f"     {UNREADABLE.vi}\n     {UNREADABLE.en}", file=sys.stderr)
        return 1
    return status or 0
