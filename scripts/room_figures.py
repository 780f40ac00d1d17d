"""Figures of a room: how long each kind of request took, and what the server spent.

Refuses a mean: it hides the member who waited longest.
"""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
_UTIME = 11
"""Place of utime among the fields of /proc/PID/stat that follow the name."""


def share(sorted_times: Sequence[float], percent: int) -> float:
    """Return the time within which `percent` of the requests were answered."""
    at = -(-len(sorted_times) * percent // 100)
    return sorted_times[max(at, 1) - 1]


@dataclass
class Row:
    """One kind of request: seconds of each, and where they fell."""

    times: list[float] = field(default_factory=list)
    pressed_again: int = 0
    first: float = 0.0
    last: float = 0.0

    @contextmanager
    def timed(self, since: float | None = None) -> Iterator[None]:
        """Take the time of what happens inside, if it ends well.

        Args:
            since: when it should have begun; a delay of ours is the member's too.
        """
        start = time.monotonic() if since is None else since
        self.first = self.first or start
        yield
        self.last = time.monotonic()
        self.times.append(self.last - start)


@dataclass
class Figures:
    """All rows of one run, in the order in which they were first asked for."""

    rows: dict[str, Row] = field(default_factory=dict)

    def row(self, name: str) -> Row:
        """Return the row of one kind of request."""
        return self.rows.setdefault(name, Row())

    def table(self) -> list[str]:
        """Return the lines of a Markdown table."""
        lines = [
            "| Request | number | a second | p50 | p95 | p99 | longest | again |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for name, row in self.rows.items():
            if not row.times:
                continue
            times = sorted(row.times)
            shown = [f"{share(times, p):.3f} s" for p in (50, 95, 99)]
            rate = len(times) / max(row.last - row.first, 0.001)
            cells = [name, str(len(times)), f"{rate:.1f}", *shown]
            cells += [f"{times[-1]:.3f} s", str(row.pressed_again)]
            lines.append(f"| {' | '.join(cells)} |")
        return lines

    def to_json(self) -> dict[str, dict[str, float]]:
        """Return the same for a program."""
        return {
            name: {
                "number": len(row.times),
                "pressed_again": row.pressed_again,
                **{f"p{p}": share(sorted(row.times), p) for p in (50, 95, 99)},
                "longest": max(row.times),
            }
            for name, row in self.rows.items()
            if row.times
        }


def _processes(top: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{top}/task").iterdir():
        found = (task / "children").read_text(encoding="ascii").split()
        children += [int(child) for child in found]
    return [top, *(pid for child in children for pid in _processes(child))]


def processor_seconds(top: int) -> float:
    """Return the processor time of a process and of its children that still run."""
    total = 0
    for pid in _processes(top):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        fields = stat.rpartition(")")[2].split()
        total += sum(int(field) for field in fields[_UTIME : _UTIME + 2])
    return total / TICKS


@dataclass
class Spent:
    """Processor seconds of server and client in each phase.

    Args:
        server: number of the server's first process.
    """

    server: int
    phases: list[tuple[str, float, float, float]] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Note what both spend inside."""
        clock, theirs = time.monotonic(), processor_seconds(self.server)
        ours = time.process_time()
        yield
        self.phases.append(
            (
                name,
                time.monotonic() - clock,
                processor_seconds(self.server) - theirs,
                time.process_time() - ours,
            )
        )

    def table(self) -> list[str]:
        """Return the lines of a Markdown table."""
        lines = [
            "| Phase | on the clock | processor, server | processor, tablets |",
            "|---|---|---|---|",
        ]
        for name, clock, theirs, ours in self.phases:
            lines.append(f"| {name} | {clock:.0f} s | {theirs:.1f} s | {ours:.1f} s |")
        return lines
