"""The operator's commands: folder, keys, accounts, and a server that starts."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from ballot_service.cli import main
from tests.simulator import ElectionSimulator

LINE = re.compile(r"^  (\w+) +([a-z0-9]{4}(?:-[a-z0-9]{4}){3})", re.MULTILINE)


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    assert main(["init", "--data", str(tmp_path / "data")]) == 0
    return tmp_path / "data", capsys.readouterr().out


def test_init_makes_folder_keys_and_accounts(place: tuple[Path, str]) -> None:
    folder, said = place
    passwords = dict(LINE.findall(said))
    assert set(passwords) == {
        *("thuky", "chutri", "kiemphieu1", "kiemphieu2", "kiemphieu3"),
        *("kiemtra", "kythuat"),
    }
    assert len(set(passwords.values())) == 7
    assert folder.stat().st_mode & 0o077 == 0
    for key in (folder / "keys").iterdir():
        assert key.stat().st_mode & 0o077 == 0


def test_init_overwrites_nothing(
    place: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--data", str(place[0])]) == 1
    assert "RefusesToOverwrite" in capsys.readouterr().err


def test_accounts_are_added_reset_disabled_and_listed(
    place: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(place[0])]
    add = ["user", "add", "thuky2", "--name", "Thư ký hai", "--role", "secretary"]
    assert main([*add, *data]) == 0
    first = dict(LINE.findall(capsys.readouterr().out))["thuky2"]
    assert main(["user", "reset", "thuky2", *data]) == 0
    assert dict(LINE.findall(capsys.readouterr().out))["thuky2"] != first
    assert main(["user", "disable", "thuky2", *data]) == 0
    assert main(["user", "list", *data]) == 0
    listed = capsys.readouterr().out
    assert re.search(r"thuky2 +secretary +disabled", listed)
    assert main([*add, *data]) == 1
    assert main(["user", "reset", "nobody", *data]) == 1
    assert main(["user", "disable", "nobody", *data]) == 1
    assert main(["migrate", *data]) == 0


def test_place_must_be_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BALLOT_DATA", raising=False)
    assert main(["migrate"]) == 1
    assert "--data" in capsys.readouterr().err


def server(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ballot_service.cli", "serve", *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def test_server_refuses_to_start_without_keys(tmp_path: Path) -> None:
    started = server("--data", str(tmp_path), "--plain-http")
    _, said = started.communicate(timeout=60)
    assert started.returncode == 1
    assert "MissingServiceKey" in said


@pytest.mark.parametrize(
    "options", [("--bind", "0.0.0.0:8443", "--plain-http"), ("--bind", "127.0.0.1:1")]
)
def test_server_does_not_speak_plainly_to_others(
    place: tuple[Path, str], options: tuple[str, ...]
) -> None:
    started = server("--data", str(place[0]), *options)
    _, said = started.communicate(timeout=60)
    assert started.returncode == 2
    assert "without --cert" in said


@pytest.mark.parametrize("bind", ["127.0.0.1", "8443", "127.0.0.1:", "127.0.0.1:https"])
def test_bind_without_a_port_is_said(
    bind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("serve", "doctor"):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--bind", bind, "--data", "data"])
        assert stopped.value.code == 2
        assert "cần ĐỊA_CHỈ:CỔNG" in capsys.readouterr().err


def test_second_server_does_not_say_that_it_runs(place: tuple[Path, str]) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        bind = f"127.0.0.1:{busy.getsockname()[1]}"
        command = [sys.executable, "-m", "ballot_service.cli", "serve"]
        options = ["--data", str(place[0]), "--plain-http", "--bind", bind]
        ended = subprocess.run(
            [*command, *options],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert "PortTaken" in ended.stderr
    assert "Máy chủ chạy" not in ended.stdout


def answer_of(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return str(error.code)
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def test_server_serves_and_writes_nothing_about_who_asks(
    place: tuple[Path, str],
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bind = f"127.0.0.1:{port}"
    started = server("--data", str(place[0]), "--plain-http", "--bind", bind)
    try:
        assert "Nhận phiếu" in answer_of(f"http://{bind}/sign-in")
        assert answer_of(f"http://{bind}/api/nothing/status") == "404"
    finally:
        started.terminate()
        _, said = started.communicate(timeout=60)
    for word in ("GET", "127.0.0.1", "/api", "sign-in"):
        assert word not in said


def test_destruction_before_its_time_is_refused_by_name(
    place: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--minutes", "BB-TH-01", "--by", "Trần Văn Kỹ", "--data", str(place[0])]
    for what, error in (
        ("issuing-key", "UnknownEvent"),
        ("ballots", "UnknownEvent"),
        ("rest", "UnknownCycle"),
    ):
        assert main(["destroy", what, "nothing", *said]) == 1
        assert error in capsys.readouterr().err


def test_an_issuing_key_is_destroyed_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sim = ElectionSimulator(tmp_path, url=f"sqlite:///{tmp_path / 'ballot.sqlite3'}")
    sim.until_issuing()
    order = ["--minutes", "BB-TH-01", "--by", "Trần Văn Kỹ", "--data", str(tmp_path)]
    command = ["destroy", "issuing-key", sim.event, *order]
    assert main(command) == 1
    assert "IssuingKeyNeeded: issuing" in capsys.readouterr().err
    sim.register()
    sim.open()
    out = tmp_path / "minutes.json"
    assert main([*command, "--out", str(out)]) == 0
    assert f'"subject":"{sim.uuid}"' in capsys.readouterr().out
    assert '"what":"issuing_key"' in out.read_text("utf-8")
