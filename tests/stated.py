"""Signed statements without a record, made in a second, for who acts on statements.

Refuses to cheat by itself: a dishonest committee is played by the test, with `signed`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ballot_service.protocol.codes import event_code
from ballot_service.record.manifest import Manifest, canonical
from ballot_service.record.signatures import sign_kernel, thumbprint
from ballot_service.record.statement import Facts, build_kernel
from ballot_service.verify.importing import Awaited
from tests.making import Making

FACTS = Facts(
    setup="aa" * 32,
    end_ballots="bb" * 32,
    final="cc" * 32,
    opened=(1, 3),
    result=((3, 1), (0, 2)),
    returned=4,
)


@dataclass(frozen=True)
class Stated:
    """One statement with the manifest, the pins and the secrets behind it."""

    making: Making
    frozen: Manifest
    kernel: bytes
    statement: bytes

    @property
    def manifest(self) -> bytes:
        """The manifest's bytes."""
        return self.frozen.encoded

    @property
    def pins(self) -> tuple[str, ...]:
        """The thumbprints of the signed opening sheet."""
        return tuple(thumbprint(key.public) for key in self.making.signing_keys)

    @property
    def awaited(self) -> Awaited:
        """What stands on the signed sheets of this very election."""
        return Awaited(
            pins=self.pins,
            manifest=event_code(self.frozen.digest),
            run=self.frozen.run,
            roll=self.frozen.roll_digest,
        )

    def again(self, facts: Facts = FACTS, **changes: Any) -> "Stated":  # noqa: ANN401 - fields of the dataclass
        """Return what the same committee signs of a manifest with other fields."""
        frozen = replace(self.frozen, **changes)
        kernel = build_kernel(frozen, facts, 5, 4, self.making.signing_keys)
        statement = signed(self.making, kernel, facts.opened)
        return Stated(self.making, frozen, kernel, statement)


def stated(seed: str = "stated", facts: Facts = FACTS, **making: Any) -> Stated:  # noqa: ANN401 - fields of the dataclass
    """Make the statement of four ballots of five members, signed and countersigned."""
    made = Making(seed=seed, **making)
    kernel = build_kernel(made.manifest, facts, 5, 4, made.signing_keys)
    return Stated(made, made.manifest, kernel, signed(made, kernel, facts.opened))


def signed(
    making: Making,
    kernel: bytes,
    owners: Sequence[int] = (1, 3),
    *,
    countersigned: bool = True,
) -> bytes:
    """Sign any kernel as these trustees (from 1), and as the service."""
    privates = [making.states[owner - 1].signing_seed for owner in owners]
    if countersigned:
        privates.append(making.receipt.private_bytes_raw())
    statement: bytes | None = None
    for private in privates:
        statement = sign_kernel(kernel, private, statement)
    if statement is None:
        raise ValueError("nobody signs")
    return statement


def altered(kernel: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return the kernel with a change, canonical again."""
    value = json.loads(kernel)
    change(value)
    return canonical(value)
