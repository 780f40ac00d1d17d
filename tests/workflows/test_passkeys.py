"""Passkeys of staff: added, listed, used, removed; the name that they are bound to."""

import json
from pathlib import Path

import pytest

from ballot_service.errors import (
    BadPasskeyName,
    CertificateLacksName,
    PasskeyNameUnfit,
    TooManyPasskeys,
)
from ballot_service.workflows import passkeys
from ballot_service.workflows.passkey_use import Handed, any_passkey
from ballot_service.workflows.passkeys import MAX_PASSKEYS
from ballot_service.workflows.relying_party import RelyingParty, party_at, party_of
from tests.passkey_desk import PARTY, PASSWORD, PasskeyDesk, make_desk

NAMES = ("bophieu.lan", "localhost", "192.168.10.2", "127.0.0.1")


@pytest.fixture
def desk(tmp_path: Path) -> PasskeyDesk:
    return make_desk(tmp_path)


def test_passkey_signs_in_alone_and_the_password_goes_on(desk: PasskeyDesk) -> None:
    assert not any_passkey(desk.office, PARTY)
    key = desk.key()
    row = desk.add("chutri", key, name="  Máy   của tôi ")
    assert (row.name, row.party, row.made) == ("Máy của tôi", "bophieu.lan", desk.now)
    assert any_passkey(desk.office, PARTY)
    assert [desk.sign_in(key) for _ in range(3)] == ["chutri"] * 3
    assert desk.person("chutri").login == "chutri"


def test_browser_is_asked_for_a_resident_key_and_its_person(desk: PasskeyDesk) -> None:
    held = desk.add("chutri", desk.key())
    who = desk.person("chutri")
    asked = passkeys.begin_adding(desk.office, PARTY, who, "2", PASSWORD, desk.now)
    options = json.loads(json.dumps(asked.options))
    assert options["rp"] == {"name": "Bỏ phiếu kín", "id": "bophieu.lan"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["attestation"] == "none"
    assert [known["id"] for known in options["excludeCredentials"]] == [held.credential]
    # The account's name is for the person; the handle tells no name.
    assert options["user"]["name"] == "chutri"
    entering = json.loads(json.dumps(desk.ask().options))
    assert entering["userVerification"] == "required"
    assert entering["allowCredentials"] == []
    # A telephone by QR would need the internet.
    assert options["hints"] == entering["hints"] == ["client-device", "security-key"]


def test_two_accounts_have_their_own_keys(desk: PasskeyDesk) -> None:
    chair, secretary = desk.key(), desk.key()
    desk.add("chutri", chair)
    desk.add("thuky", secretary)
    assert (desk.sign_in(secretary), desk.sign_in(chair)) == ("thuky", "chutri")


@pytest.mark.parametrize("name", ["", "   ", "a" * 41, "USB\u202e", "usb"])
def test_name_that_tells_nothing_is_refused_before_the_browser_is_asked(
    desk: PasskeyDesk, name: str
) -> None:
    desk.add("chutri", desk.key(), name="USB")
    who = desk.person("chutri")
    with pytest.raises(BadPasskeyName):
        passkeys.begin_adding(desk.office, PARTY, who, name, PASSWORD, desk.now)


def test_an_account_has_ten_at_most(desk: PasskeyDesk) -> None:
    for number in range(MAX_PASSKEYS):
        desk.add("chutri", desk.key(), name=f"USB {number}")
    with pytest.raises(TooManyPasskeys):
        desk.add("chutri", desk.key(), name="one more")
    assert len(desk.keys_of("chutri")) == MAX_PASSKEYS


def test_one_passkey_confirms_the_removal_of_another(desk: PasskeyDesk) -> None:
    lost, kept = desk.key(), desk.key()
    row = desk.add("chutri", lost, name="lost")
    desk.add("chutri", kept, name="kept")
    asked = passkeys.begin_removing(desk.office, PARTY, row.user, row.id, desk.now)
    handed = Handed(asked.handle, json.dumps(kept.get(asked.options)))
    passkeys.remove_by_passkey(desk.office, PARTY, row.user, row.id, handed, desk.now)
    assert [left.name for left in desk.keys_of("chutri")] == ["kept"]


def test_removed_with_the_password(desk: PasskeyDesk) -> None:
    row = desk.add("chutri", desk.key())
    who = desk.person("chutri")
    passkeys.remove_by_password(desk.office, who, row.id, PASSWORD, desk.now)
    assert desk.keys_of("chutri") == ()


@pytest.mark.parametrize(
    ("origin", "name", "made"),
    [
        ("https://bophieu.lan:8443", "bophieu.lan", "https://bophieu.lan:8443"),
        ("https://bophieu.lan:443", "bophieu.lan", "https://bophieu.lan"),
        ("https://BoPhieu.lan", "bophieu.lan", "https://bophieu.lan"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
    ],
)
def test_name_and_address_as_browsers_write_them(
    origin: str, name: str, made: str
) -> None:
    assert party_of(origin) == RelyingParty(name, made)


@pytest.mark.parametrize(
    "origin",
    [
        *("https://192.168.10.2:8443", "https://[fd00::1]:8443", "https://bophieu"),
        *("http://bophieu.lan", "bophieu.lan", "", "https://*.lan", "https://a.lan:x"),
    ],
)
def test_what_no_browser_binds_a_passkey_to_is_refused(origin: str) -> None:
    with pytest.raises(PasskeyNameUnfit):
        party_of(origin)


def test_first_name_of_the_certificate_is_the_one() -> None:
    found = party_at(NAMES, "", 8443)
    assert found == RelyingParty("bophieu.lan", "https://bophieu.lan:8443")
    assert party_at(("192.168.10.2", "localhost"), "", 8443) is None
    assert party_at((), "", 8443) is None


def test_named_one_must_stand_in_the_certificate() -> None:
    names = ("a.lan", "b.lan", "*.phong.lan")
    for named, origin in (
        ("b.lan", "https://b.lan:8443"),
        ("B.lan:443", "https://b.lan"),
        ("x.phong.lan", "https://x.phong.lan:8443"),
    ):
        found = party_at(names, named, 8443)
        assert found is not None
        assert found.origin == origin
    with pytest.raises(CertificateLacksName):
        party_at(names, "c.lan", 8443)
    with pytest.raises(PasskeyNameUnfit):
        party_at(names, "192.168.10.2", 8443)
