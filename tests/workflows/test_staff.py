"""Accounts, passwords and sessions of staff; the service's own secrets."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from ballot_service.errors import (
    AccountLocked,
    CorruptedKeyFile,
    DuplicateLogin,
    LooseKeyFile,
    MissingServiceKey,
    NoSession,
    RefusesToOverwrite,
    UnknownUser,
    WeakPassword,
    WrongPassword,
    WrongRole,
)
from ballot_service.keyfiles.service_keys import make_service_keys, open_service_keys
from ballot_service.store import accounts
from ballot_service.workflows import sessions, staff
from ballot_service.workflows.office import Actor, Office, Role
from ballot_service.workflows.sessions import SignedStaff
from ballot_service.workflows.start import open_office
from tests.making import seeded
from tests.simulator import CHAIR, NOW, TECHNICIAN, TEST_BITS, ElectionSimulator

PASSWORD = "một mật khẩu dài"
AS_SHIPPED = staff._HASHER
"""Taken at import, before the tests' quick one stands in its place."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = ElectionSimulator(tmp_path).office
    roles = [Role.CHAIR, Role.COMMITTEE]
    staff.create_user(made, "Chu.Tri", "Lý Xuân Điền", roles, PASSWORD, place=1)
    return made


def sign_in(office: Office, password: str = PASSWORD, now: int = NOW) -> str:
    return sessions.sign_in_staff(office, "chu.tri", password, now)


def signed(office: Office, token: str, now: int = NOW) -> SignedStaff:
    found = sessions.who(office, token, now)
    assert isinstance(found, SignedStaff)
    return found


def test_a_session_says_who_and_in_which_roles(office: Office) -> None:
    found = signed(office, sign_in(office))
    assert (found.login, found.name) == ("chu.tri", "Lý Xuân Điền")
    assert found.actor(Role.CHAIR) == Actor(found.user, found.name, Role.CHAIR, 0)
    assert found.actor(Role.COMMITTEE).place == 1
    with pytest.raises(WrongRole):
        found.actor(Role.SECRETARY)


def test_a_name_is_written_in_any_case(office: Office) -> None:
    assert sessions.sign_in_staff(office, " CHU.TRI ", PASSWORD, NOW)


def test_a_wrong_password_and_a_wrong_name_say_the_same(office: Office) -> None:
    with pytest.raises(WrongPassword):
        sign_in(office, "mật khẩu khác hẳn")
    with pytest.raises(WrongPassword):
        sessions.sign_in_staff(office, "nobody", PASSWORD, NOW)


def test_five_wrong_passwords_lock_the_account_for_a_while(office: Office) -> None:
    for _ in range(staff.MAX_FAILURES):
        with pytest.raises(WrongPassword):
            sign_in(office, "sai mật khẩu rồi")
    with pytest.raises(AccountLocked):
        sign_in(office)
    assert sign_in(office, now=NOW + staff.LOCKED_SECONDS)


def test_a_right_password_forgives_the_wrong_ones_before(office: Office) -> None:
    for _ in range(3):
        for _ in range(staff.MAX_FAILURES - 1):
            with pytest.raises(WrongPassword):
                sign_in(office, "sai mật khẩu rồi")
        assert sign_in(office)


def test_old_parameters_are_hashed_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stronger = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(staff, "_HASHER", stronger)
    sign_in(office)
    with office.database.reading() as connection:
        row = accounts.find_user(connection, "chu.tri")
    assert "t=2" in row.password
    assert sign_in(office)


def test_the_service_hashes_by_rfc_9106_whether_the_name_is_known_or_not() -> None:
    for stored in (AS_SHIPPED.hash(PASSWORD), staff._NOBODY):
        assert extract_parameters(stored) == RFC_9106_LOW_MEMORY


def test_passwords_are_not_stored(office: Office, tmp_path: Path) -> None:
    token = sign_in(office)
    raw = (tmp_path / "meeting.sqlite").read_bytes()
    assert PASSWORD.encode() not in raw
    assert token.encode() not in raw


def test_short_passwords_and_second_accounts_are_refused(office: Office) -> None:
    with pytest.raises(WeakPassword):
        staff.create_user(office, "khac", "Khác", [Role.SECRETARY], "ngắn")
    with pytest.raises(DuplicateLogin):
        staff.create_user(office, "CHU.TRI", "Khác", [Role.SECRETARY], PASSWORD)
    assert [user.login for user in staff.list_users(office)] == ["chu.tri"]


def test_a_session_ends_when_it_is_told_to(office: Office) -> None:
    token, other = sign_in(office), sign_in(office)
    sessions.sign_out(office, token)
    with pytest.raises(NoSession):
        sessions.who(office, token, NOW)
    assert signed(office, other).login == "chu.tri"
    sessions.revoke_sessions(office, TECHNICIAN, "chu.tri")
    with pytest.raises(NoSession):
        sessions.who(office, other, NOW)
    with pytest.raises(WrongRole):
        sessions.revoke_sessions(office, CHAIR, "chu.tri")


def test_a_session_ends_by_itself(office: Office) -> None:
    token = sign_in(office)
    assert signed(office, token, NOW + sessions.STAFF_SECONDS - 1).place == 1
    with pytest.raises(NoSession):
        sessions.who(office, token, NOW + sessions.STAFF_SECONDS)


def test_a_new_password_ends_every_session(office: Office) -> None:
    token = sign_in(office)
    staff.change_password(office, "chu.tri", PASSWORD, "mật khẩu thứ hai", NOW)
    with pytest.raises(NoSession):
        sessions.who(office, token, NOW)
    with pytest.raises(WrongPassword):
        sign_in(office)
    staff.set_password(office, TECHNICIAN, "chu.tri", PASSWORD)
    assert sign_in(office)


def test_a_disabled_account_is_out_at_once(office: Office) -> None:
    token = sign_in(office)
    staff.disable_user(office, TECHNICIAN, "chu.tri")
    with pytest.raises(NoSession):
        sessions.who(office, token, NOW)
    with pytest.raises(AccountLocked):
        sign_in(office)
    with pytest.raises(UnknownUser):
        staff.disable_user(office, TECHNICIAN, "nobody")


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_a_token_of_nobody(office: Office, token: str) -> None:
    with pytest.raises(NoSession):
        sessions.who(office, token, NOW)


# --- the service's own secrets ----------------------------------------------------


def start(folder: Path) -> Office:
    url = f"sqlite:///{folder / 'x.sqlite'}"
    keys, records = folder / "keys", folder / "records"
    return open_office(url, keys, records, seeded("start"), TEST_BITS)


@pytest.mark.parametrize("name", ["session_secret", "code_secret"])
def test_the_service_does_not_start_without_its_secrets(
    tmp_path: Path, name: str
) -> None:
    make_service_keys(tmp_path / "keys", seeded("keys"))
    assert start(tmp_path).keys.folder == tmp_path / "keys"
    (tmp_path / "keys" / name).unlink()
    with pytest.raises(MissingServiceKey):
        start(tmp_path)


def test_secrets_that_others_may_read_are_refused(tmp_path: Path) -> None:
    make_service_keys(tmp_path, seeded("keys"))
    (tmp_path / "session_secret").chmod(0o640)
    with pytest.raises(LooseKeyFile):
        open_service_keys(tmp_path)


@pytest.mark.parametrize("content", [b"", b"short", b"\x00" * 32])
def test_a_secret_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    make_service_keys(tmp_path, seeded("keys"))
    (tmp_path / "session_secret").write_bytes(content)
    with pytest.raises(CorruptedKeyFile):
        open_service_keys(tmp_path)


def test_secrets_are_made_once_and_differ(tmp_path: Path) -> None:
    keys = make_service_keys(tmp_path, seeded("keys"))
    assert keys.session_secret != keys.code_secret
    assert keys.session_secret.hex() not in repr(keys)
    with pytest.raises(RefusesToOverwrite):
        make_service_keys(tmp_path, seeded("keys"))


def test_an_elections_keys_are_its_own_and_private(tmp_path: Path) -> None:
    keys = make_service_keys(tmp_path, seeded("keys"))
    made = keys.make_election_keys("one", seeded("one"), TEST_BITS)
    again = keys.election_keys("one", TEST_BITS)
    assert again.receipt_public == made.receipt_public
    assert again.signer.public_key == made.signer.public_key
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "one").iterdir()}
    assert modes == {0o600}
    with pytest.raises(RefusesToOverwrite):
        keys.make_election_keys("one", seeded("two"), TEST_BITS)
    with pytest.raises(MissingServiceKey):
        keys.election_keys("two", TEST_BITS)
    (tmp_path / "one" / "issuing_key.der").write_bytes(b"junk")
    with pytest.raises(CorruptedKeyFile):
        keys.election_keys("one", TEST_BITS)
