"""Combining, signing and the guided count: what comes out, and what is refused."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ballot_service.protocol.codes import event_code
from ballot_service.record.signatures import SignedKernel, read_signed
from ballot_service.verify.verifier import Expected, verify_complete, verify_signed
from tests.tally.desk import Desk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("counting") / "desk")
    desk.hold_ceremony()
    record = desk.record()
    for index in (1, 2, 3):
        assert desk.decrypt(record, index).code == 0
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Iterator[Desk]:
    target = tmp_path / "desk"
    shutil.copytree(made.folder, target)
    home, made.folder = made.folder, target
    yield made
    made.folder = home


def statement(desk: Desk, out: str = "result") -> Path:
    return desk.folder / out / "statement.json"


def test_two_machines_count_and_sign(desk: Desk) -> None:
    record = desk.folder / "record"
    answer = desk.combine(record, 1, 3)
    assert answer.code == 0, answer.err
    assert read_signed(statement(desk).read_bytes()).signatures == ()
    assert desk.sign(1).code == 0
    assert "Còn thiếu chữ ký" in desk.sign(3).out
    complete, verified = verify_signed(
        desk.folder / "result", Expected(present=5, issued=4)
    )
    assert complete.result == ((3, 1), (1, 1))
    assert sorted(complete.partials) == [1, 3]
    assert answer.value["code"] == event_code(verified.digest)


def test_the_guided_count_gives_the_same_kernel(desk: Desk) -> None:
    record = desk.folder / "record"
    answer = desk.count(record, 3, 1)
    assert answer.code == 0, answer.err
    _, verified = verify_signed(desk.folder / "result", Expected())
    assert answer.value["statement"] == verified.digest
    assert answer.value["opened"] == [1, 3]
    again = desk.count(record, 1, 3)
    assert (again.code, again.error) == (1, "RefusesToOverwrite")


def test_three_of_three_may_open_too(desk: Desk) -> None:
    assert desk.count(desk.folder / "record", 1, 2, 3).code == 0
    complete, _ = verify_signed(desk.folder / "result", Expected())
    assert sorted(complete.partials) == [1, 2, 3]


def test_a_failed_count_leaves_no_half_result(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ballot_service.tally import guided_count  # noqa: PLC0415

    def crash(*_arguments: object) -> object:
        raise OSError(28, "disk full")

    monkeypatch.setattr(guided_count, "verify_result", crash)
    before = {path.name for path in desk.folder.iterdir()}
    answer = desk.count(desk.folder / "record", 1, 3)
    assert (answer.code, answer.error) == (1, "MissingFile")
    assert {path.name for path in desk.folder.iterdir()} == before


# --- bad partial decryptions ------------------------------------------------------


def spoil(desk: Desk, index: int) -> Path:
    path = desk.partial(desk.folder / "record", index)
    value = json.loads(path.read_bytes())
    factors = value["decryption"]["decryption_factors"]
    factors[0][0], factors[1][0] = factors[1][0], factors[0][0]
    path.write_text(json.dumps(value, separators=(",", ":")))
    return path


def test_one_bad_trustee_is_named_and_the_others_go_on(desk: Desk) -> None:
    """A19: with t good decryptions the count goes on, without the bad one."""
    spoil(desk, 2)
    answer = desk.combine(desk.folder / "record", 1, 2, 3)
    assert answer.code == 0, answer.err
    bad = desk.partial(desk.folder / "record", 2).name
    assert answer.value["left_out"] == [
        {"file": bad, "trustee": 2, "error": "BadProof"}
    ]
    assert answer.value["opened"] == [1, 3]
    assert "CẢNH BÁO" in answer.err


def test_too_few_good_ones_are_refused_and_the_bad_one_named(desk: Desk) -> None:
    bad = spoil(desk, 2)
    answer = desk.combine(desk.folder / "record", 1, 2)
    assert (answer.code, answer.error) == (1, "TooFewShares")
    assert f"{bad.name}: BadProof" in answer.err


def test_a_partial_decryption_under_anothers_name(desk: Desk) -> None:
    record = desk.folder / "record"
    path = desk.partial(record, 2)
    value = json.loads(path.read_bytes()) | {"owner": 3}
    path.write_text(json.dumps(value, separators=(",", ":")))
    answer = desk.combine(record, 1, 2)
    assert (answer.code, answer.error) == (1, "TooFewShares")


def test_one_trustee_twice_does_not_make_two(desk: Desk) -> None:
    answer = desk.combine(desk.folder / "record", 1, 1)
    assert (answer.code, answer.error) == (1, "WrongOwner")


def test_a_partial_decryption_of_another_record(desk: Desk) -> None:
    path = desk.partial(desk.folder / "record", 2)
    value = json.loads(path.read_bytes()) | {"end_ballots": "00" * 32}
    path.write_text(json.dumps(value, separators=(",", ":")))
    answer = desk.combine(desk.folder / "record", 1, 2)
    assert (answer.code, answer.error) == (1, "TooFewShares")
    assert "WrongElection" in answer.err


def test_a_bare_decryption_is_known_by_its_proofs(desk: Desk) -> None:
    path = desk.partial(desk.folder / "record", 2)
    bare = json.loads(path.read_bytes())["decryption"]
    path.write_text(json.dumps(bare, separators=(",", ":")) + "\n")
    answer = desk.combine(desk.folder / "record", 1, 2)
    assert answer.code == 0, answer.err
    assert answer.value["opened"] == [1, 2]


@pytest.mark.parametrize("fault", ["swapped", "missing", "foreign"])
def test_signing_keys_that_nobody_bound_are_refused(desk: Desk, fault: str) -> None:
    keys = json.loads(desk.keys.read_bytes())
    match fault:
        case "swapped":
            keys[0], keys[1] = keys[1], keys[0]
        case "missing":
            keys.pop()
        case _:
            keys[0]["x"] = keys[1]["x"]
    desk.keys.write_text(json.dumps(keys, separators=(",", ":")))
    answer = desk.combine(desk.folder / "record", 1, 3)
    assert (answer.code, answer.error) == (1, "UnboundSigningKey")


# --- signing ----------------------------------------------------------------------


def test_a_statement_that_says_something_else_is_not_signed(desk: Desk) -> None:
    desk.combine(desk.folder / "record", 1, 3)
    path = statement(desk)
    signed = read_signed(path.read_bytes())
    kernel = signed.kernel.replace(b'"agree":3', b'"agree":4', 1)
    assert kernel != signed.kernel
    path.write_bytes(SignedKernel(kernel, ()).encoded())
    answer = desk.sign(1)
    assert (answer.code, answer.error) == (1, "WrongStatement")
    assert read_signed(path.read_bytes()).signatures == ()


@pytest.mark.parametrize("changes", [{"present": 4}, {"issued": 5}], ids=str)
def test_figures_that_the_signer_did_not_type_are_not_signed(
    desk: Desk, changes: dict[str, object]
) -> None:
    desk.combine(desk.folder / "record", 1, 3)
    answer = desk.sign(1, changes=changes)
    assert (answer.code, answer.error) == (1, "WrongStatement")
    assert "not the figures that were typed" in answer.err


def test_a_trustee_who_did_not_open_does_not_sign(desk: Desk, made: Desk) -> None:
    desk.combine(desk.folder / "record", 1, 3)
    answer = desk.sign(2)
    assert (answer.code, answer.error) == (1, "WrongOwner")


def test_nobody_signs_twice(desk: Desk) -> None:
    desk.combine(desk.folder / "record", 1, 3)
    assert desk.sign(1).code == 0
    answer = desk.sign(1)
    assert (answer.code, answer.error) == (1, "BadStatementSignature")


def test_a_foreign_signature_is_not_built_upon(desk: Desk) -> None:
    desk.combine(desk.folder / "record", 1, 3)
    desk.sign(1)
    path = statement(desk)
    signed = read_signed(path.read_bytes())
    (first,) = signed.signatures
    forged = dataclasses.replace(first, signature="A" * len(first.signature))
    path.write_bytes(SignedKernel(signed.kernel, (forged,)).encoded())
    answer = desk.sign(3)
    assert answer.code == 1
    assert answer.error in {"BadStatementSignature", "BadStatement"}


def test_a_tampered_result_is_not_signed(desk: Desk) -> None:
    desk.combine(desk.folder / "record", 1, 3)
    archive = desk.folder / "result" / "record.bel"
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b'{"result":[[3,', b'{"result":[[4,'))
    assert archive.read_bytes() != data
    assert desk.sign(1).code == 1
    assert read_signed(statement(desk).read_bytes()).signatures == ()


def test_aggregate_writes_what_others_open(desk: Desk) -> None:
    from tests.tally.desk import run  # noqa: PLC0415

    record = desk.folder / "record"
    out = desk.folder / "aggregate"
    answer = run("aggregate", record, "--out", out, "--workers", 1, "--json")
    assert answer.code == 0, answer.err
    assert {path.name for path in out.iterdir()} == {
        "encrypted_tally.json",
        f"{desk.making.uuid}.bel",
    }
    desk.combine(record, 1, 3)
    complete = verify_complete(desk.folder / "result", Expected())
    head = (desk.folder / "result" / "record.bel").read_bytes()
    assert complete.ballots == 4
    assert head.startswith((out / f"{desk.making.uuid}.bel").read_bytes())
