"""The examination before a meeting: a fit machine passes, and each check can fail."""

import hashlib
import ipaddress
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.crypto.randomness import Random
from ballot_service.errors import BallotServiceError
from ballot_service.keyfiles import tls
from ballot_service.keyfiles.service_keys import make_service_keys
from ballot_service.store.database import Database
from ballot_service.store.passkeys import PasskeyRow, add_passkey
from ballot_service.workflows.booth_files import booth_digest
from ballot_service.workflows.doctor import CHECKS, Finding, examine
from ballot_service.workflows.doctor_texts import ADVICE_OF, GENERAL, advice_for
from ballot_service.workflows.machine import Machine
from tests.making import seeded

NOW = 1_774_310_400
LAN = ipaddress.ip_address("192.168.10.2")
ULA = ipaddress.ip_address("fd00::5054:ff:fe12:3456")
UUID = "AAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which everything is as it should be."""
    folder = tmp_path_factory.mktemp("fit") / "data"
    folder.mkdir(mode=0o700)
    random: Random = seeded("doctor")
    keys = make_service_keys(folder / "keys", random)
    keys.make_election_keys(UUID, random, 1024)
    tls.make_authority(folder / "keys", NOW)
    tls.issue_server(folder / "keys", [str(LAN), "localhost"], NOW)
    (folder / "keys" / "tls" / tls.AUTHORITY_KEY).unlink()
    database = Database(f"sqlite:///{folder / 'ballot.sqlite3'}")
    database.upgrade()
    database.close()
    booth = folder / "booth"
    (booth / "vendor").mkdir(parents=True)
    lines = []
    for name in ("booth.js", "vendor/noble.js"):
        (booth / name).write_text(name)
        lines.append(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n")
    (booth / "vendor" / "SHA256SUMS").write_text("".join(lines))
    return folder


@pytest.fixture
def fit(built: Path, tmp_path: Path) -> Machine:
    """Return a machine that is fit for a meeting, to be broken in one way."""
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    return Machine(
        folder=folder,
        database_url=f"sqlite:///{folder / 'ballot.sqlite3'}",
        keys=folder / "keys",
        records=folder / "records",
        booth=folder / "booth",
        now=NOW,
        newest=NOW,
        zone_minutes=420,
        free_bytes=10 * 1024**3,
        addresses=(LAN,),
        port=8443,
        port_fault="",
        swaps=(),
        core_bytes=0,
        minimum_bits=1024,
    )


def failed(machine: Machine) -> dict[str, Finding]:
    return {found.check.name: found for found in examine(machine) if found.error}


def test_fit_machine_passes_every_check(fit: Machine) -> None:
    assert failed(fit) == {}
    assert len(CHECKS) == 15
    assert len({check.name for check in CHECKS}) == 15


@pytest.mark.parametrize("others", [(LAN, ULA), (ULA,)])
def test_an_address_that_came_by_itself_is_no_fault_of_the_certificate(
    fit: Machine, others: tuple[ipaddress.IPv6Address, ...]
) -> None:
    assert "certificate" not in failed(replace(fit, addresses=others))


def _public(text: str) -> tuple[ipaddress.IPv4Address, ...]:
    return (ipaddress.IPv4Address(text),)


FACTS: list[tuple[str, str, dict[str, object]]] = [
    ("clock", "ClockWrong", {"now": 1_700_000_000, "newest": 0}),
    ("clock", "ClockWrong", {"newest": NOW + 301}),
    ("zone", "ZoneWrong", {"zone_minutes": 0}),
    ("space", "SpaceLow", {"free_bytes": 2 * 1024**3 - 1}),
    ("port", "PortTaken", {"port_fault": "Address already in use"}),
    ("addresses", "NoLanAddress", {"addresses": ()}),
    ("addresses", "NoLanAddress", {"addresses": (ULA,)}),
    ("addresses", "OpenAddress", {"addresses": (LAN, *_public("203.0.113.9"))}),
    ("one_address", "SeveralAddresses", {"addresses": (LAN, *_public("10.0.0.1"))}),
    ("certificate", "CertificateLacksName", {"addresses": _public("10.0.0.1")}),
    ("certificate", "CertificateOutOfDate", {"now": NOW + 114 * 86_400}),
    ("certificate", "CertificateOutOfDate", {"now": NOW + 120 * 86_400}),
    ("keys", "BlindSignatureError", {"minimum_bits": 3072}),
    ("swap", "SwapOn", {"swaps": ("/dev/sda2",)}),
    ("core_dumps", "CoreDumpsOn", {"core_bytes": -1}),
]


@pytest.mark.parametrize(("check", "name", "facts"), FACTS)
def test_fact_that_is_wrong_is_found(
    fit: Machine, check: str, name: str, facts: dict[str, object]
) -> None:
    found = failed(replace(fit, **facts))  # type: ignore[arg-type]
    error = found[check].error
    assert error is not None
    assert error.name == name
    assert advice_for(error) is not GENERAL


def _overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def _damage_database(machine: Machine) -> None:
    path = machine.folder / "ballot.sqlite3"
    # The pages after the first two: tables and their indexes.
    _overwrite(path, 8192, b"\xff" * (path.stat().st_size - 8192))


def _old_schema(machine: Machine) -> None:
    database = Database(machine.database_url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    database.close()


def _unlink(*parts: str) -> Callable[[Machine], None]:
    return lambda machine: machine.folder.joinpath(*parts).unlink()


def _write(text: str, *parts: str) -> Callable[[Machine], None]:
    def write(machine: Machine) -> None:
        machine.folder.joinpath(*parts).write_text(text)
        machine.folder.joinpath(*parts).chmod(0o600)

    return write


def _open_to_others(*parts: str) -> Callable[[Machine], None]:
    def widen(machine: Machine) -> None:
        path = machine.folder.joinpath(*parts)
        path.chmod(path.stat().st_mode | 0o044)

    return widen


FILES: list[tuple[str, str, Callable[[Machine], None]]] = [
    ("folders", "LooseFolder", _open_to_others()),
    ("folders", "LooseFolder", _open_to_others("keys")),
    ("folders", "MissingServiceKey", lambda m: shutil.rmtree(m.keys)),
    ("keys", "MissingServiceKey", _unlink("keys", "session_secret")),
    ("keys", "MissingServiceKey", _unlink("keys", UUID, "receipt_key")),
    ("keys", "LooseKeyFile", _open_to_others("keys", "code_secret")),
    ("keys", "CorruptedKeyFile", _write("x", "keys", UUID, "issuing_key.der")),
    ("certificate", "MissingCertificate", _unlink("keys", "tls", "server.pem")),
    ("certificate", "CorruptedKeyFile", _write("x", "keys", "tls", "server.pem")),
    ("certificate", "LooseKeyFile", _open_to_others("keys", "tls", "server_key.pem")),
    ("authority", "AuthorityKeyHere", _write("x", "keys", "tls", "ca_key.pem")),
    ("booth", "BoothDiffers", _write("another", "booth", "booth.js")),
    ("booth", "BoothDiffers", _write("new", "booth", "extra.js")),
    ("booth", "BoothDiffers", _unlink("booth", "vendor", "noble.js")),
    ("booth", "BoothNotBuilt", _unlink("booth", "vendor", "SHA256SUMS")),
    ("booth", "BoothNotBuilt", _write("", "booth", "vendor", "SHA256SUMS")),
    ("database", "DatabaseMissing", _unlink("ballot.sqlite3")),
    ("database", "LooseFolder", _open_to_others("ballot.sqlite3")),
    ("database", "DatabaseDamaged", _damage_database),
    ("database", "DatabaseDamaged", _write("no database at all", "ballot.sqlite3")),
    ("database", "SchemaOld", _old_schema),
]


@pytest.mark.parametrize(("check", "name", "damage"), FILES)
def test_file_that_is_wrong_is_found(
    fit: Machine, check: str, name: str, damage: Callable[[Machine], None]
) -> None:
    damage(fit)
    found = failed(fit)
    error = found[check].error
    assert error is not None
    assert error.name == name
    assert advice_for(error) is not GENERAL


def test_setting_that_did_not_take_hold_is_found(
    fit: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ballot_service.store.database.SQLITE_SETTINGS", ())
    error = failed(fit)["database"].error
    assert error is not None
    assert error.name == "DatabaseSettings"
    assert advice_for(error) is not GENERAL


def _with_passkey(machine: Machine, party: str) -> None:
    database = Database(machine.database_url)
    with database.writing() as connection:
        row = PasskeyRow(f"c-{party}", f"i-{party}", "u", "n", party, b"k", 0, NOW)
        add_passkey(connection, row)
    database.close()


def _certified(machine: Machine, *names: str) -> None:
    key = machine.folder.parent / "ca_key.pem"
    shutil.rmtree(machine.keys / "tls")
    tls.make_authority(machine.keys, NOW)
    (machine.keys / "tls" / tls.AUTHORITY_KEY).rename(key)
    tls.issue_server(machine.keys, [*names, str(LAN)], NOW, key)


def test_name_that_passkeys_are_bound_to_must_stand_first(fit: Machine) -> None:
    _with_passkey(fit, "localhost")
    assert "passkeys" not in failed(fit), "of a rehearsal on this machine"
    _with_passkey(fit, "bophieu.lan")
    lost = failed(fit)["passkeys"]
    assert lost.advice
    assert (lost.error and lost.error.detail) == "bophieu.lan"
    _certified(fit, "other.lan", "bophieu.lan")
    assert failed(fit)["passkeys"].advice
    assert failed(replace(fit, name="bophieu.lan")) == {}
    _certified(fit, "bophieu.lan")
    assert failed(fit) == {}


@pytest.mark.parametrize(
    ("name", "error"),
    [("other.lan", "CertificateLacksName"), ("192.168.10.2", "PasskeyNameUnfit")],
)
def test_name_that_serve_would_refuse_is_found(
    fit: Machine, name: str, error: str
) -> None:
    found = failed(replace(fit, name=name))["passkeys"]
    assert found.error is not None
    assert found.error.name == error
    assert not found.advice
    assert advice_for(found.error) is not GENERAL


def test_advice_stops_no_meeting_and_a_failure_does(fit: Machine) -> None:
    found = failed(replace(fit, swaps=("/swapfile",), zone_minutes=0))
    assert found["swap"].advice
    assert not found["zone"].advice


def test_one_check_that_fails_does_not_stop_the_next(fit: Machine) -> None:
    shutil.rmtree(fit.folder)
    names = set(failed(fit))
    assert {"folders", "keys", "certificate", "booth", "database"} <= names
    assert len(examine(fit)) == len(CHECKS)


def test_advice_is_in_both_languages() -> None:
    for advice in ADVICE_OF.values():
        assert advice.vi
        assert advice.vi != advice.en
    assert advice_for(BallotServiceError("?")) is GENERAL


def test_one_hash_stands_for_the_whole_booth(fit: Machine) -> None:
    before = booth_digest(fit.booth)
    (fit.booth / "booth.js").rename(fit.booth / "moved.js")
    assert booth_digest(fit.booth) == before, "it is of the build, not of the folder"
    assert "booth" in failed(fit)
