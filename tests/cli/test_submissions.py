"""The operator's commands about submissions and attached files."""

from pathlib import Path

import pytest

from ballot_service.cli import main
from ballot_service.cli.place import Place
from ballot_service.keyfiles.vault import Vault


def vault_of(folder: Path) -> Vault:
    place = Place(folder)
    key = (place.keys / "attachment_key").read_bytes()
    return Vault(folder / "attachments", key)


def test_the_check_names_what_no_row_counts_and_removes_it_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "data")]
    assert main(["init", *data]) == 0
    vault = vault_of(tmp_path / "data")
    digest = vault.put(b"left over")
    capsys.readouterr()
    assert main(["attachments", *data]) == 0
    assert digest in capsys.readouterr().out
    assert vault.digests() == {digest}
    assert main(["attachments", *data, "--drop-left-over"]) == 0
    assert vault.digests() == frozenset()


def test_migrate_makes_the_key_of_an_older_service(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "data")]
    main(["init", *data])
    key = tmp_path / "data" / "keys" / "attachment_key"
    key.unlink()
    assert main(["attachments", *data]) == 1
    assert "MissingServiceKey" in capsys.readouterr().err
    assert main(["migrate", *data]) == 0
    assert "khóa của tệp đính kèm" in capsys.readouterr().out
    assert key.stat().st_mode & 0o777 == 0o600


def test_the_reader_is_a_command_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key.txt"
    assert main(["open-submission", str(key), "--new-identity"]) == 0
    assert "age1" in capsys.readouterr().out
    foreign = tmp_path / "foreign.age"
    foreign.write_bytes(b"not sealed")
    command = ["open-submission", str(foreign), "--identity", str(key), "--key=-x"]
    assert main(command) == 1
    assert "PackageNotOpened" in capsys.readouterr().out
