"""A30: somebody between the count and the planning system, with all files in hand.

Refuses to be stopped by a signature alone where the attacker has genuine signatures:
old results, other polls and a second count are signed by the right people.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.errors import (
    AnotherStatementImported,
    BadStatementSignature,
    BallotServiceError,
    LedgerDamaged,
    NothingPinned,
    NotTheAwaitedElection,
    OlderRun,
    PinsFromThePackage,
    StatementOfVoidRun,
    TooFewSignatures,
    UnknownManifestSchema,
    UnknownStatementSchema,
    UnpinnedSigningKey,
    WrongRollDigest,
    WrongStatement,
)
from ballot_service.record.package import Package, write_package
from ballot_service.record.signatures import encode_base64url, sign_kernel
from ballot_service.verify.importer import main
from ballot_service.verify.importing import Awaited, Import, import_statement
from ballot_service.verify.ledger import open_ledger
from tests.protocol.parts import dumped, put
from tests.stated import FACTS, Stated, altered, signed, stated

TRUE = stated("import")
OTHER_POLL = stated("another poll", uuid="9" * 14)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.json"


def take(
    ledger: Path,
    statement: bytes = TRUE.statement,
    manifest: bytes = TRUE.manifest,
    awaited: Awaited = TRUE.awaited,
) -> Import:
    """Import as a planning system does, with its own ledger on disk."""
    with open_ledger(ledger) as opened:
        return import_statement(statement, manifest, awaited, opened)


def check_refused(
    ledger: Path, error: type[BallotServiceError], **what: object
) -> None:
    """Expect a refusal that leaves the ledger as it was."""
    before = ledger.read_bytes() if ledger.exists() else None
    with pytest.raises(error):
        take(ledger, **what)  # type: ignore[arg-type]
    assert (ledger.read_bytes() if ledger.exists() else None) == before


def test_the_true_statement_is_taken_once_and_again_changes_nothing(
    ledger: Path,
) -> None:
    assert take(ledger).new
    before = ledger.read_bytes()
    again = take(ledger)
    assert not again.new
    assert again.statement.verdict.outcomes[0].status == "taken"
    assert ledger.read_bytes() == before


def test_every_digit_of_the_kernel_flipped_is_refused(ledger: Path) -> None:
    """One figure changed in the file, signatures as they were."""
    places = [i for i, c in enumerate(TRUE.kernel) if chr(c).isdigit()]
    for place in places[:: max(1, len(places) // 60)]:
        forged = bytearray(TRUE.kernel)
        forged[place] = ord("7") if forged[place] != ord("7") else ord("3")
        envelope = put(TRUE.statement, ["payload"], encode_base64url(bytes(forged)))
        with pytest.raises(BallotServiceError):
            take(ledger, envelope)
    assert not ledger.exists()


def test_the_digit_that_turns_a_result_is_named_as_a_bad_signature(
    ledger: Path,
) -> None:
    forged = TRUE.kernel.replace(b'"agree":2,', b'"agree":3,').replace(
        b'"agree":3,"disagree":1', b'"agree":2,"disagree":1'
    )
    assert forged != TRUE.kernel
    envelope = put(TRUE.statement, ["payload"], encode_base64url(forged))
    check_refused(ledger, BadStatementSignature, statement=envelope)


def test_a_digit_changed_and_signed_again_by_all_is_refused(ledger: Path) -> None:
    """A bribed committee: the signatures hold, the verdict does not follow."""

    def promote(kernel: dict[str, object]) -> None:
        kernel["verdict"]["outcomes"][1]["status"] = "taken"  # type: ignore[index]

    forged = signed(TRUE.making, altered(TRUE.kernel, promote))
    check_refused(ledger, WrongStatement, statement=forged)


def test_swapped_polls_are_refused(ledger: Path) -> None:
    """Another poll's statement, genuine in all, in the place of the awaited one."""
    check_refused(
        ledger,
        NotTheAwaitedElection,
        statement=OTHER_POLL.statement,
        manifest=OTHER_POLL.manifest,
    )
    check_refused(ledger, BallotServiceError, statement=OTHER_POLL.statement)
    check_refused(ledger, BallotServiceError, manifest=OTHER_POLL.manifest)


def test_swapped_polls_of_one_committee_with_one_set_of_keys_are_refused(
    ledger: Path,
) -> None:
    """Were keys used twice, the code of the manifest alone would tell them apart."""
    other = TRUE.again(uuid="8" * 14, title="Phiếu khác")
    check_refused(
        ledger,
        NotTheAwaitedElection,
        statement=other.statement,
        manifest=other.manifest,
    )


def test_an_old_signed_result_is_refused_after_the_newer_run(ledger: Path) -> None:
    newer = TRUE.again(uuid="7" * 14, run=2)
    assert take(ledger, newer.statement, newer.manifest, newer.awaited).new
    check_refused(ledger, OlderRun)


def test_an_old_signed_result_is_refused_while_the_newer_run_is_awaited(
    ledger: Path,
) -> None:
    newer = TRUE.again(uuid="7" * 14, run=2)
    check_refused(ledger, OlderRun, awaited=newer.awaited)


def test_the_right_code_with_another_run_awaited_is_refused(ledger: Path) -> None:
    """Code and run are typed from one sheet: where they differ, one was changed."""
    for run in (2, 9):
        awaited = replace(TRUE.awaited, run=run)
        check_refused(ledger, NotTheAwaitedElection, awaited=awaited)


def test_the_result_of_a_void_run_is_refused(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        opened.declare_void(TRUE.frozen.uuid)
    check_refused(ledger, StatementOfVoidRun)


def test_a_second_statement_of_one_election_is_refused(ledger: Path) -> None:
    take(ledger)
    recount = TRUE.again(replace(FACTS, result=((4, 0), (0, 2))))
    check_refused(ledger, AnotherStatementImported, statement=recount.statement)


@pytest.mark.parametrize("version", ["0", "2", "10"])
def test_another_schema_is_refused_though_signed(ledger: Path, version: str) -> None:
    schema = f"ballot-service/statement/{version}"
    other = altered(TRUE.kernel, lambda kernel: kernel.update(schema=schema))
    check_refused(ledger, UnknownStatementSchema, statement=signed(TRUE.making, other))
    manifest = put(TRUE.manifest, ["schema"], f"ballot-service/manifest/{version}")
    check_refused(ledger, UnknownManifestSchema, manifest=manifest)


def test_a_key_that_is_not_pinned_is_refused(ledger: Path) -> None:
    """The attacker holds a committee of his own, and even the service's key."""
    forger = stated("forger")
    kernel = altered(
        TRUE.kernel,
        lambda value: value["trustees"].update(
            keys=json.loads(forger.kernel)["trustees"]["keys"]
        ),
    )
    half = signed(forger.making, kernel, countersigned=False)
    receipt = TRUE.making.receipt.private_bytes_raw()
    statement = sign_kernel(kernel, receipt, half)
    check_refused(ledger, UnpinnedSigningKey, statement=statement)


def test_one_key_that_is_not_pinned_among_the_right_ones_is_refused(
    ledger: Path,
) -> None:
    first, _, third = TRUE.pins
    pins = (first, stated("forger").pins[1], third)
    check_refused(ledger, UnpinnedSigningKey, awaited=replace(TRUE.awaited, pins=pins))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_pins_for_some_trustees_are_none(ledger: Path, count: int) -> None:
    awaited = replace(TRUE.awaited, pins=TRUE.pins[:count])
    check_refused(ledger, NothingPinned, awaited=awaited)


@pytest.mark.parametrize("owners", [(), (1,), (3,)])
def test_too_few_signatures_are_refused(ledger: Path, owners: tuple[int, ...]) -> None:
    """The service's own signature is no trustee's."""
    statement = signed(TRUE.making, TRUE.kernel, owners)
    check_refused(ledger, TooFewSignatures, statement=statement)


def test_a_signature_removed_from_the_file_is_missed(ledger: Path) -> None:
    value = json.loads(TRUE.statement)
    for place in range(len(value["signatures"])):
        rest = value["signatures"][:place] + value["signatures"][place + 1 :]
        with pytest.raises(BallotServiceError):
            take(ledger, dumped({**value, "signatures": rest}))
    assert not ledger.exists()


def test_a_strangers_signature_beside_the_right_ones_is_refused(ledger: Path) -> None:
    """Somebody lends a true statement his name: it is not the committee's any more."""
    forger = stated("forger")
    for private in (
        forger.making.receipt.private_bytes_raw(),
        forger.making.states[0].signing_seed,
    ):
        statement = sign_kernel(TRUE.kernel, private, TRUE.statement)
        check_refused(ledger, BadStatementSignature, statement=statement)


def test_the_roll_of_others_is_refused(ledger: Path) -> None:
    """A statement about another N: the planning system knows its own roll."""
    check_refused(ledger, WrongRollDigest, awaited=replace(TRUE.awaited, roll="0" * 64))


def test_a_damaged_ledger_forgets_nothing_by_being_damaged(ledger: Path) -> None:
    """Who may truncate the file would otherwise have an old result taken again."""
    take(ledger)
    whole = ledger.read_bytes()
    for body in (whole[:-3], b"", b"[]", whole.replace(b"imports/1", b"imports/0")):
        ledger.write_bytes(body)
        check_refused(ledger, LedgerDamaged)


# --- the program of a planning system that has the base install alone -------------


def package(tmp_path: Path, what: Stated = TRUE) -> Path:
    return write_package(
        tmp_path, what.frozen.uuid, Package(what.statement, what.manifest), what.pins
    )


def test_the_program_takes_a_package_and_says_what_it_took(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = package(tmp_path)
    pins = tmp_path / "from-the-sheet.txt"
    pins.write_text("# biên bản mở\n" + "\n".join(TRUE.pins) + "\n")
    words = [str(folder), "--ledger", str(ledger), "--keys", str(pins)]
    words += ["--manifest", TRUE.awaited.manifest, "--run", "1"]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "lần đầu" in out
    assert "T1/UC00: 3/5 [taken" in out
    assert main([*words, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["imported"], value["new"]) == (True, False)
    assert value["numbers"]["members"] == 5


def test_the_program_takes_no_pins_out_of_the_package(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = package(tmp_path)
    pins = folder / "thumbprints-for-comparison.txt"
    assert pins.read_text().split() == list(TRUE.pins)
    words = [str(folder), "--ledger", str(ledger), "--keys", str(pins)]
    assert main([*words, "--manifest", TRUE.awaited.manifest]) == 1
    assert PinsFromThePackage.__name__ in capsys.readouterr().out
    assert not ledger.exists()


def test_the_program_refuses_by_name(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = package(tmp_path)
    words = [str(folder), "--ledger", str(ledger)]
    for pin in TRUE.pins:
        words += ["--key", pin]
    assert main([*words, "--manifest", "00000-" * 4 + "00000", "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["error"] == "NotTheAwaitedElection"
    assert main(["--ledger", str(ledger), "--void", TRUE.frozen.uuid]) == 0
    capsys.readouterr()
    assert main([*words, "--manifest", TRUE.awaited.manifest]) == 1
    assert "StatementOfVoidRun" in capsys.readouterr().out
