"""The service's own signature fails as it takes a statement: nothing half goes out.

A glitch, a swapped key or an altered program: the record was verified before, and what
is new since is checked before it is moved into place.
"""

from pathlib import Path

import pytest

from ballot_service.errors import BallotServiceError
from ballot_service.record.signatures import read_signed, sign_kernel
from ballot_service.workflows import counting, overview
from ballot_service.workflows.records import SIGNED
from tests.protocol.parts import put
from tests.simulator import ElectionSimulator


def of_a_strange_key(kernel: bytes, _keys: object, statement: bytes) -> bytes:
    return sign_kernel(kernel, bytes(range(32)), statement)


def of_nobody(_kernel: bytes, _keys: object, statement: bytes) -> bytes:
    return statement


def glitched(kernel: bytes, keys: object, statement: bytes) -> bytes:
    """One letter of one signature is another one."""
    whole = TRUE(kernel, keys, statement)  # type: ignore[arg-type]
    text = read_signed(whole).signatures[0].signature
    other = ("B" if text[0] == "A" else "A") + text[1:]
    return put(whole, ["signatures", 0, "signature"], other)


TRUE = counting.countersigned


def test_no_statement_leaves_under_a_signature_that_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = ElectionSimulator(tmp_path)
    sim.until_closed()
    taken: list[tuple[object, ...]] = []
    monkeypatch.setattr(counting, "take_statement", lambda *all_: taken.append(all_))
    sim.count()
    monkeypatch.undo()
    (given,) = taken
    before = overview.summary(sim.office, sim.event).state
    for fault in (of_a_strange_key, of_nobody, glitched):
        monkeypatch.setattr(counting, "countersigned", fault)
        with pytest.raises(BallotServiceError):
            counting.take_statement(*given)  # type: ignore[arg-type]
        assert overview.summary(sim.office, sim.event).state is before
        assert not (sim.office.records / sim.uuid / SIGNED).exists()
    monkeypatch.undo()
    assert counting.take_statement(*given).name == SIGNED  # type: ignore[arg-type]
    sim.office.database.close()
