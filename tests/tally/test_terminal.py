"""The person at the laptop: asked again, never shown, never asked in vain."""

import sys
from pathlib import Path

import pytest

from ballot_service.errors import (
    MissingFile,
    NoTerminal,
    WeakPassphrase,
    WrongElection,
    WrongPassphrase,
)
from ballot_service.tally.advice import advice_for
from ballot_service.tally.terminal import Terminal

GOOD = "mật khẩu đủ dài"


def typing(*lines: str) -> Terminal:
    left = list(lines)
    return Terminal("vi", ask=lambda _prompt: left.pop(0))


def opens(passphrase: str) -> str:
    if passphrase != GOOD:
        raise WrongPassphrase
    return "mở"


def test_a_wrong_passphrase_is_asked_again_twice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert typing("sai", "sai nữa", GOOD).with_passphrase("A", opens) == "mở"
    assert capsys.readouterr().out.count("không đúng") == 2
    with pytest.raises(WrongPassphrase):
        typing("sai", "sai", "sai", GOOD).with_passphrase("A", opens)


def test_a_new_one_is_typed_twice_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert typing(GOOD, "khác", GOOD, GOOD).new_passphrase("A") == GOOD
    assert GOOD not in capsys.readouterr().out
    with pytest.raises(WeakPassphrase):
        typing("ngắn", "ngắn", "ngắn").new_passphrase("A")
    with pytest.raises(WeakPassphrase):
        typing(GOOD, "a", GOOD, "b", GOOD, "c").new_passphrase("A")


def test_a_passphrase_file_is_used_once_and_not_retried(tmp_path: Path) -> None:
    path = tmp_path / "pw"
    path.write_bytes(GOOD.encode() + b"\r\n")
    path.chmod(0o600)
    terminal = Terminal("vi", files=[path, tmp_path / "none"])
    assert terminal.with_passphrase("A", opens) == "mở"
    with pytest.raises(MissingFile):
        terminal.with_passphrase("A", opens)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(WeakPassphrase):
        Terminal("vi", files=[path]).new_passphrase("A")


def test_the_end_of_input_is_no_passphrase() -> None:
    def ended(_prompt: str) -> str:
        raise EOFError

    with pytest.raises(NoTerminal):
        Terminal("vi", ask=ended).with_passphrase("A", opens)


def test_sentences_leave_room_for_the_machine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = Terminal("en", json=True)
    terminal.say("nobody")
    terminal.finish({"a": 1})
    said = capsys.readouterr()
    assert said.err == "nobody\n"
    assert said.out == '{"ok":true,"a":1}\n'
    Terminal("vi").finish({"a": 1})
    assert capsys.readouterr().out == ""


def test_progress_is_shown_on_a_terminal_and_leaves_no_thread(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading  # noqa: PLC0415

    with Terminal("vi").progress("verifying") as show:
        show(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Terminal("vi").progress("verifying") as show:
        show(1, 2)
        show(2, 2)
    assert "2/2" in capsys.readouterr().err
    assert threading.active_count() == 1


def test_a_file_of_another_ballot_is_no_record_that_fails() -> None:
    """Who carries the wrong file on a stick is told so, and not to minute a fraud."""
    said = advice_for(WrongElection("the request is about another election"), "vi")
    assert said.startswith("Tệp này thuộc cuộc bỏ phiếu khác")
