"""A statement as the result page shows it: ranked per title, and in ballot order.

Refuses to compute a figure, to rank, or to decide: all of it stands in the statement.
"""

import json
from dataclasses import dataclass
from typing import Any

from ballot_service.record.signatures import (
    SignedKernel,
    decode_public,
    read_signed,
    thumbprint,
)

CELLS_UP_TO = 60
"""Above this many members a bar is drawn without cells."""


@dataclass(frozen=True)
class Bar:
    """The bar of one rate: ten units a member, the mark at half of all."""

    width: int
    filled: int
    half: int
    cells: str


@dataclass(frozen=True)
class TitleResult:
    """One title: its rows from the highest down, and what the collective is told."""

    id: str
    name: str
    authority: str
    authority_name: str
    places: int
    places_certain: int
    rows: tuple[dict[str, Any], ...]
    last_taken: int
    flags: tuple[tuple[dict[str, Any], tuple[str, ...]], ...]
    decisions: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ResultView:
    """Everything that the result page prints.

    Attributes:
        opened: trustees who opened the tally, or on paper signed the count.
        invalid: on paper, invalid ballots by reason; {} where none can be.
    """

    kind: str
    step: int
    members: int
    min_yes: int
    numbers: dict[str, int]
    titles: tuple[TitleResult, ...]
    outcomes: tuple[dict[str, Any], ...]
    flags: tuple[dict[str, Any], ...]
    rate_base: str
    opened: tuple[int, ...]
    size: int
    threshold: int
    medium: str
    invalid: dict[str, int]


def bar(agree: int, base: int) -> Bar:
    """Return the geometry of a bar; what it means stands beside it in words."""
    cells = ""
    if 1 < base <= CELLS_UP_TO:
        cells = "".join(f"M{10 * i} 4v10" for i in range(1, base))
    return Bar(10 * base, 10 * agree, 5 * base, cells)


def _title(title: dict[str, Any], verdict: dict[str, Any]) -> TitleResult:
    outcomes = verdict["outcomes"]
    own = {row["nominee"]: row for row in outcomes if row["title"] == title["id"]}
    rows = tuple(own[line["nominee"]] for line in title["ranking"])
    taken = [i for i, row in enumerate(rows) if row["status"] == "taken"]
    full = len(taken) == title["places"] and taken and taken[-1] == len(taken) - 1
    decisions = tuple(d for d in verdict["decisions"] if d["title"] == title["id"])
    # A decision that is asked for says what its flag says.
    said = {"W03"} if any(d["kind"] == "structure" for d in decisions) else set()
    return TitleResult(
        id=title["id"],
        name=title["name"],
        authority=title["authority"],
        authority_name=title["authority_name"],
        places=title["places"],
        places_certain=title["places_certain"],
        rows=rows,
        last_taken=taken[-1] if full else -1,
        flags=tuple(
            (flag, tuple(own[nominee]["nominee_name"] for nominee in flag["nominees"]))
            for flag in verdict["flags"]
            if flag["title"] == title["id"] and flag["code"] not in said
        ),
        decisions=decisions,
    )


def _signers(signed: SignedKernel, trustees: dict[str, Any]) -> tuple[int, ...]:
    """Return who opened the tally; on paper the kernel names nobody, so who signed."""
    if "opened" in trustees:
        return tuple(trustees["opened"])
    kids = {item.kid for item in signed.signatures}
    keys = [decode_public(key["x"]) for key in trustees["keys"]]
    return tuple(i for i, key in enumerate(keys, start=1) if thumbprint(key) in kids)


def result_view(statement: bytes) -> ResultView:
    """Lay out a statement that the workflow has verified and countersigned."""
    signed = read_signed(statement)
    kernel: dict[str, Any] = json.loads(signed.kernel)
    verdict = kernel["verdict"]
    return ResultView(
        kind=kernel["kind"],
        step=kernel["step"],
        members=verdict["members"],
        min_yes=verdict["min_yes"],
        numbers=kernel["numbers"],
        titles=tuple(_title(title, verdict) for title in verdict["titles"]),
        outcomes=tuple(verdict["outcomes"]),
        flags=tuple(flag for flag in verdict["flags"] if flag["title"] == ""),
        rate_base=verdict["rate_base"],
        opened=_signers(signed, kernel["trustees"]),
        size=kernel["trustees"]["size"],
        threshold=kernel["trustees"]["threshold"],
        medium=kernel["medium"],
        invalid=kernel.get("paper", {}).get("invalid", {}),
    )
