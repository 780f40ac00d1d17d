"""Hundreds of records with one fault each: none is accepted, each has a named error.

Refuses a fault that only framing or a stale hash would catch: hashes are made to fit.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ballot_service import errors
from ballot_service.crypto.group import group_named
from ballot_service.errors import BallotServiceError
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.verifier import Expected, verify_signed
from tests.attacks import mutation_engine as engine
from tests.making import (
    AGREE,
    DISAGREE,
    UNMARKED,
    Making,
    make_closed,
    make_complete,
    make_plan,
)

SEED = 20261124
GROUP = group_named("Ed25519")

STEP_OF = {
    "election": {StepId.ELECTION, StepId.MANIFEST},
    "trustees": {StepId.TRUSTEES},
    "credentials": {StepId.SETUP, StepId.BALLOTS, StepId.STATEMENT},
    "setup": {StepId.SETUP},
    "ballots": {StepId.BALLOTS},
    "tally": {StepId.TALLY},
    "sized": {StepId.TALLY},
    "decryptions": {StepId.DECRYPTIONS},
    "owned": {StepId.DECRYPTIONS},
    "result": {StepId.RESULT},
    "manifest": {StepId.MANIFEST},
    "statement": {StepId.STATEMENT, StepId.VERDICT, StepId.SIGNATURES},
    "kernel": {StepId.STATEMENT, StepId.VERDICT, StepId.SIGNATURES},
}
"""Which steps may be the one that names the fault."""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> engine.Parts:
    """A small complete record of ours, taken apart."""
    root = tmp_path_factory.mktemp("mutations")
    making = Making(plan=make_plan(questions=1), seed=str(SEED))
    choices = [[AGREE], [DISAGREE], [UNMARKED]]
    made = make_closed(making, root / "closed", choices)
    return engine.take_apart(make_complete(made, root / "complete"))


def _objects(parts: engine.Parts) -> Iterator[tuple[str, bytes]]:
    """Yield (place, bytes) of every object that a fault can hit."""
    for name in ("election", "trustees", "credentials", "setup", "tally", "sized"):
        yield name, getattr(parts, name)
    for name in ("result", "manifest", "statement"):
        yield name, getattr(parts, name)
    yield "kernel", engine.kernel_of(parts.statement)
    for i, ballot in enumerate(parts.ballots):
        yield f"ballots {i}", ballot
    for i, (decryption, owned) in enumerate(parts.decryptions):
        yield f"decryptions {i}", decryption
        yield f"owned {i}", owned


def _with(parts: engine.Parts, place: str, body: bytes) -> engine.Parts:
    name, _, number = place.partition(" ")
    if name == "kernel":
        return replace(parts, statement=engine.with_kernel(parts.statement, body))
    if not number:
        changes: dict[str, Any] = {name: body}
        return replace(parts, spoiled=name, **changes)
    at = int(number)
    if name == "ballots":
        ballots = (*parts.ballots[:at], body, *parts.ballots[at + 1 :])
        # Sorted again, so that their order is not what catches the fault.
        return replace(parts, ballots=tuple(sorted(ballots, key=engine._sha)))
    pair = list(parts.decryptions[at])
    pair[0 if name == "decryptions" else 1] = body
    fixed = (*parts.decryptions[:at], (pair[0], pair[1]), *parts.decryptions[at + 1 :])
    return replace(parts, decryptions=fixed, spoiled=place)


def _refusal(folder: Path, what: str) -> tuple[BallotServiceError, StepId]:
    narrator = Narrator()
    try:
        verify_signed(folder, Expected(), narrator=narrator)
    except BallotServiceError as error:
        assert narrator.failure is not None, what
        return error, narrator.failure.id
    pytest.fail(f"accepted: {what}")


def test_the_record_taken_apart_and_put_together_is_accepted(
    parts: engine.Parts, tmp_path: Path
) -> None:
    folder = engine.write(parts, tmp_path / "same")
    record, statement = verify_signed(folder, Expected())
    assert record.result == ((1, 1),)
    assert statement.numbers.issued == 3


def _faults(
    parts: engine.Parts, rng: random.Random
) -> Iterator[tuple[str, engine.Fault, engine.Parts]]:
    """Yield faults for ever: every kind on every object in turn, at random nodes."""
    trees = {place: engine.parse(raw) for place, raw in _objects(parts)}
    raws = dict(_objects(parts))
    while True:
        for place, tree in trees.items():
            for fault in engine.FAULTS:
                fitting = [p for p, v in engine.nodes(tree) if fault.applies(v)]
                if not fitting:
                    continue
                path = rng.choice(fitting)
                node = dict(engine.nodes(tree))[path]
                spoiled = engine.put(tree, path, fault.spoil(node, rng, GROUP))
                body = engine.dump(spoiled).encode()
                if body != raws[place]:
                    yield place, fault, _with(parts, place, body)


def _run(parts: engine.Parts, root: Path, count: int, seed: int) -> Counter[str]:
    print(f"\nseed {seed}, {count} faults")
    rng = random.Random(seed)
    names: Counter[str] = Counter()
    faults = _faults(parts, rng)
    for number in range(count):
        place, fault, spoiled = next(faults)
        folder = engine.write(spoiled, root / str(number))
        what = f"fault {number}: {place} {fault.name}"
        error, step = _refusal(folder, what)
        where = f"{what}: {error.name} ({error.detail})"
        assert getattr(errors, error.name) is type(error), where
        assert step in STEP_OF[place.split()[0]], f"{where} in step {step}"
        if fault.errors and place not in {"statement", "kernel"}:
            assert error.name in fault.errors, where
        names[error.name] += 1
    return names


def test_three_hundred_single_faults_are_each_refused_with_a_named_error(
    parts: engine.Parts, tmp_path: Path
) -> None:
    names = _run(parts, tmp_path, 330, SEED)
    assert len(names) >= 15, names


@pytest.mark.soak
def test_two_thousand_single_faults_are_each_refused_with_a_named_error(
    parts: engine.Parts, tmp_path: Path
) -> None:
    names = _run(parts, tmp_path, 2000, SEED + 1)
    assert len(names) >= 20, names


EVENT_FAULTS = {
    "parent too long": ('"parent":"', '"parent":"0', "TooLarge"),
    "parent of another event": (None, None, "BrokenChain"),
    "height changed": ('"height":', '"height":1', "WrongHeight"),
    "type changed": ('"type":"Ballot"', '"type":"Shuffle"', "WrongOrder"),
    "payload changed": (None, None, "BrokenChain"),
    "space added": (":", ": ", "NotCanonical"),
}


@pytest.mark.parametrize("name", sorted(EVENT_FAULTS))
def test_a_spoiled_event_is_refused(
    parts: engine.Parts, tmp_path: Path, name: str
) -> None:
    old, new, expected = EVENT_FAULTS[name]

    def edit(height: int, body: bytes) -> bytes:
        if height != 2:
            return body
        text = body.decode()
        if old is not None and new is not None:
            return text.replace(old, new, 1).encode()
        field = "parent" if name.startswith("parent") else "payload"
        at = text.index(f'"{field}":"') + len(field) + 4
        other = "0" if text[at] != "0" else "1"
        return (text[:at] + other + text[at + 1 :]).encode()

    folder = engine.write(parts, tmp_path / "spoiled", edit=edit)
    error, step = _refusal(folder, name)
    assert error.name == expected
    assert step in {StepId.FRAMING, StepId.ORDER}
