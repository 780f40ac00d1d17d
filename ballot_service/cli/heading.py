"""The options that say whose paper it is that a command makes.

Refuses to guess the secrecy mark: it has to be said.
"""

import argparse

from ballot_service.documents.facts import FAMILIES, GRADES, Office


def add_heading(command: argparse.ArgumentParser, body: str) -> None:
    """Add what the heading needs; `body` says whose body it is."""
    for name, said in (
        ("body", body),
        ("place", "địa danh / place of the date line"),
        ("symbol", "ký hiệu cơ quan / symbol of the body"),
    ):
        command.add_argument(f"--{name}", required=True, metavar="TEXT", help=said)
    command.add_argument("--superior", default="", metavar="TEXT")
    command.add_argument("--family", choices=FAMILIES, default=FAMILIES[0])
    command.add_argument("--secrecy", choices=tuple(GRADES), required=True)


def office_of(args: argparse.Namespace) -> Office:
    """Return the body that issues the paper.

    Raises:
        FactMissing, BadText: an option that a heading cannot show.
    """
    return Office(args.family, args.superior, args.body, args.place, args.symbol)
