"""`ballot-service doctor`: its exit code, its JSON and its advice in two languages."""

import ipaddress
import json
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.cli import doctor, machine, main
from ballot_service.cli.place import Place


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", "--data", str(tmp_path / "data")]) == 0
    capsys.readouterr()
    return tmp_path / "data"


def test_report_names_what_fails_and_what_to_do(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--data", str(place)]) == 1
    said = capsys.readouterr()
    assert "LỖI  Chứng thư TLS / Certificate" in said.out
    assert "MissingCertificate: server.pem" in said.out
    assert "Chạy: ballot-service tls." in said.out
    assert "ĐẠT  Cơ sở dữ liệu / Database" in said.out
    assert "READY" not in said.out
    assert "NotFit" in said.err
    assert "certificate" in said.err


def test_machine_that_is_fit_is_ready(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lan = ["--name", "bophieu.lan", "--address", "192.168.10.2"]
    assert main(["tls", "--data", str(place), *lan]) == 0
    found = machine.machine_of(Place(place), "127.0.0.1:0")
    fit = replace(
        found,
        addresses=(ipaddress.IPv4Address("192.168.10.2"),),
        zone_minutes=420,
        free_bytes=10**11,
        swaps=("/dev/sda2",),
    )
    monkeypatch.setattr(doctor, "machine_of", lambda *_: fit)
    capsys.readouterr()
    assert main(["doctor", "--data", str(place)]) == 0
    assert "SẴN SÀNG. / READY." in capsys.readouterr().out
    assert main(["doctor", "--json", "--data", str(place)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ready"] is True
    verdicts = {check["check"]: check["verdict"] for check in report["checks"]}
    assert {name for name, v in verdicts.items() if v == "advice"} == {
        "authority",
        "swap",
    }
    assert "failed" not in verdicts.values()
    assert len(report["booth"]) == 64


def test_json_names_error_and_advice(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "keys" / "session_secret").unlink()
    assert main(["doctor", "--json", "--data", str(place)]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ready"] is False
    keys = next(check for check in report["checks"] if check["check"] == "keys")
    assert (keys["verdict"], keys["error"]) == ("failed", "MissingServiceKey")
    assert "ballot-service init" in keys["vi"]
    assert "ballot-service init" in keys["en"]


def test_port_in_use_is_seen() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        assert machine.port_fault("127.0.0.1", busy.getsockname()[1])
    assert machine.port_fault("127.0.0.1", 0) == ""


def test_own_addresses_are_neither_loopback_nor_link_local() -> None:
    for address in machine.addresses():
        assert not address.is_loopback
        assert not address.is_link_local


def test_certificate_that_lacks_an_address_gets_its_whole_command(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed can be run: no name is lost, the key is asked for."""
    lan = ["--name", "bophieu.lan", "--address", "192.168.10.2"]
    assert main(["tls", "--data", str(place), *lan]) == 0
    (place / "keys" / "tls" / "ca_key.pem").rename(place.parent / "ca_key.pem")
    found = machine.machine_of(Place(place), "127.0.0.1:0")
    more = (ipaddress.ip_address("fd00::2"), ipaddress.ip_address("192.168.20.7"))
    monkeypatch.setattr(doctor, "machine_of", lambda *_: replace(found, addresses=more))
    capsys.readouterr()
    assert main(["doctor", "--data", str(place)]) == 1
    command = (
        f"ballot-service tls --data {place} --name bophieu.lan"
        " --address 192.168.10.2 --address 192.168.20.7 --ca-key USB/ca_key.pem"
    )
    assert command in capsys.readouterr().out
    words = command.replace("USB/", f"{place.parent}/").split()[1:]
    assert main(words) == 0
    assert "192.168.20.7" in capsys.readouterr().out


def test_address_of_the_open_network_is_told_once(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No certificate may bear it: to issue one again would change nothing."""
    lan = ["--name", "bophieu.lan", "--address", "192.168.10.2"]
    assert main(["tls", "--data", str(place), *lan]) == 0
    found = machine.machine_of(Place(place), "127.0.0.1:0")
    more = (ipaddress.ip_address("203.0.113.7"),)
    monkeypatch.setattr(doctor, "machine_of", lambda *_: replace(found, addresses=more))
    capsys.readouterr()
    assert main(["doctor", "--data", str(place)]) == 1
    said = capsys.readouterr().out
    assert "OpenAddress: 203.0.113.7" in said
    assert "CertificateLacksName" not in said
    assert "ballot-service tls --data" not in said
