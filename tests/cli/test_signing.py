"""Signing by command: a new file, checked at once; nothing is overwritten."""

import datetime as dt
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from ballot_service.cli import main
from ballot_service.documents.counting_minutes import counting_minutes
from tests.documents import office_ca, year
from tests.documents.office_ca import PASSPHRASE, Authority
from tests.documents.sample import counting_facts

HEAD = "Bùi Đình Nghĩa"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with unsigned minutes, a key, a root and its revocation list."""
    monkeypatch.setattr(office_ca, "NOW", dt.datetime.now(dt.UTC))
    authority = Authority()
    (tmp_path / "root.pem").write_bytes(
        authority.certificate.public_bytes(Encoding.PEM)
    )
    (tmp_path / "list.pem").write_bytes(authority.trust().crls[0])
    (tmp_path / "head.p12").write_bytes(authority.person(HEAD)[0])
    minutes = counting_minutes(year.addition(), counting_facts(year.addition()))
    (tmp_path / "f4.pdf").write_bytes(minutes)
    monkeypatch.setattr("getpass.getpass", lambda _said: PASSPHRASE)
    return tmp_path


def trust(folder: Path) -> list[str]:
    return ["--root", str(folder / "root.pem"), "--crl", str(folder / "list.pem")]


def sign(folder: Path, *more: str) -> int:
    files = [str(folder / "f4.pdf"), str(folder / "signed.pdf")]
    key = ["--reason", "Trưởng ban", "--pkcs12", str(folder / "head.p12")]
    return main(["sign-paper", *files, *key, *trust(folder), *more])


def test_signed_and_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign(folder) == 0
    assert f"{HEAD} – Trưởng ban" in capsys.readouterr().out
    assert main(["check-paper", str(folder / "signed.pdf"), *trust(folder)]) == 0
    assert HEAD in capsys.readouterr().out
    assert sign(folder) == 1
    assert "RefusesToOverwrite" in capsys.readouterr().err


def test_refused_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unsigned = str(folder / "f4.pdf")
    assert main(["check-paper", unsigned, *trust(folder)]) == 1
    assert "NotSigned" in capsys.readouterr().err
    assert sign(folder) == 0
    signed = str(folder / "signed.pdf")
    assert main(["check-paper", signed, "--root", str(folder / "root.pem")]) == 1
    assert "RevocationUnknown" in capsys.readouterr().err
    late = ["--day", "24/03/2099"]
    assert main(["check-paper", signed, *trust(folder), *late]) == 1
    assert "CertificateExpired" in capsys.readouterr().err
    plain = ["sign-paper", unsigned, str(folder / "other.pdf"), "--reason", "x"]
    assert main(plain) == 1
    assert "MissingOption" in capsys.readouterr().err
