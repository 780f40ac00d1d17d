"""The LAN's certificates by command, and a server that speaks with them alone."""

import http.client
import os
import re
import socket
import ssl
import time
import warnings
from pathlib import Path

import pytest

from ballot_service.cli import main
from ballot_service.cli import tls as command
from tests.cli.test_operator import server

FINGERPRINT = re.compile(r"(?:[0-9A-F]{4} ){15}[0-9A-F]{4}")


def answer_by_tls(port: int, authority: Path) -> bytes:
    trusted = ssl.create_default_context(cafile=str(authority))
    for _ in range(150):
        line = http.client.HTTPSConnection("127.0.0.1", port, context=trusted)
        try:
            line.request("GET", "/trust/ca.crt")
            return line.getresponse().read()
        except ConnectionError:
            time.sleep(0.2)
        finally:
            line.close()
    raise TimeoutError(port)


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", "--data", str(tmp_path / "data")]) == 0
    capsys.readouterr()
    return tmp_path / "data"


def test_certificates_are_made_and_the_fingerprint_is_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ["tls", "--data", str(place), "--name", "bophieu.lan"]
    assert main([*made, "--address", "192.168.7.2"]) == 0
    first = capsys.readouterr().out
    assert "bophieu.lan, localhost, 192.168.7.2, 127.0.0.1" in first
    found = FINGERPRINT.search(first)
    assert found
    assert main(made) == 0
    assert found[0] in capsys.readouterr().out, "the authority stays"
    assert main([*made, "--address", "8.8.8.8"]) == 1
    assert "NotPrivateAddress" in capsys.readouterr().err


def test_without_a_private_address_one_must_be_named(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "addresses", tuple)
    assert main(["tls", "--data", str(place)]) == 1
    assert "--address" in capsys.readouterr().err


def test_server_uses_the_lan_certificate_by_itself(place: Path) -> None:
    assert main(["tls", "--data", str(place), "--name", "bophieu.lan"]) == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = server("--data", str(place), "--bind", f"127.0.0.1:{port}")
    authority = place / "keys" / "tls" / "ca.pem"
    try:
        der = answer_by_tls(port, authority)
        assert ssl.DER_cert_to_PEM_cert(der) == authority.read_text()
        stranger = http.client.HTTPSConnection(
            "127.0.0.1", port, context=ssl.create_default_context()
        )
        with pytest.raises(ssl.SSLCertVerificationError):
            stranger.request("GET", "/")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(authority)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            old.minimum_version = ssl.TLSVersion.TLSv1_1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        outdated = http.client.HTTPSConnection("127.0.0.1", port, context=old)
        with pytest.raises((ssl.SSLError, ConnectionError)):
            outdated.request("GET", "/")
    finally:
        started.terminate()
        started.communicate(timeout=60)


def test_server_does_not_start_with_a_certificate_that_does_not_hold(
    place: Path,
) -> None:
    assert main(["tls", "--data", str(place), "--name", "bophieu.lan"]) == 0
    (place / "keys" / "tls" / "server_key.pem").chmod(0o640)
    started = server("--data", str(place), "--bind", "127.0.0.1:1")
    _, said = started.communicate(timeout=60)
    assert started.returncode == 1
    assert "LooseKeyFile" in said


@pytest.mark.parametrize(
    ("options", "origin"),
    [
        (["--bind", "0.0.0.0:8443"], "https://bophieu.lan:8443"),
        (["--bind", "0.0.0.0:8443", "--name", "b.lan:443"], "https://b.lan"),
        (["--bind", "127.0.0.1:8000", "--plain-http"], "http://localhost:8000"),
    ],
)
def test_serve_binds_passkeys_to_a_name_of_the_certificate(
    place: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], origin: str
) -> None:
    names = ["--name", "bophieu.lan", "--name", "b.lan", "--address", "192.168.7.2"]
    assert main(["tls", "--data", str(place), *names]) == 0
    said: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, command: said.append(command))
    assert main(["serve", "--data", str(place), *options]) == 0
    assert said[0][said[0].index("--origin") + 1] == origin


def test_serve_without_a_name_has_no_passkeys_and_refuses_a_strange_one(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tls", "--data", str(place), "--address", "192.168.7.2"]) == 0
    said: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, command: said.append(command))
    assert main(["serve", "--data", str(place)]) == 0
    assert "--origin" not in said[0]
    assert main(["serve", "--data", str(place), "--name", "other.lan"]) == 1
    assert "CertificateLacksName" in capsys.readouterr().err
    assert len(said) == 1
