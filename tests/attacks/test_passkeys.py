"""Attacks on passkeys: answers forged, replayed, made elsewhere or by other devices."""

import copy
import json
from pathlib import Path

import pytest
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url

from ballot_service.errors import (
    AccountLocked,
    BadPasskeyAnswer,
    ChallengeGone,
    NotOwnPasskey,
    PasskeyError,
    PasskeyKnown,
    PasskeyOfAnother,
    PersonNotVerified,
    SignCountWentBack,
    TooManyAttempts,
    UnknownPasskey,
    WrongPasskeyPlace,
    WrongPassword,
)
from ballot_service.workflows import passkey_use, passkeys, sessions, staff
from ballot_service.workflows.passkey_challenges import MAX_WAITING, SECONDS
from ballot_service.workflows.passkey_use import MAX_FAILURES, Handed
from tests.passkey_desk import PARTY, PASSWORD, PasskeyDesk, make_desk
from tests.simulator import TECHNICIAN
from tests.software_key import Lies, SoftwareKey

COUNT_AT = 33
"""Where the counter begins in authenticator data (WebAuthn section 6.1)."""


@pytest.fixture
def desk(tmp_path: Path) -> PasskeyDesk:
    return make_desk(tmp_path)


@pytest.fixture
def key(desk: PasskeyDesk) -> SoftwareKey:
    """Return the chair's device, which signs in."""
    made = desk.key()
    desk.add("chutri", made)
    assert desk.sign_in(made) == "chutri"
    return made


def test_answer_handed_in_twice_opens_nothing(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    asked = desk.ask()
    answer = key.get(asked.options)
    assert desk.enter(asked.handle, answer) == "chutri"
    with pytest.raises(ChallengeGone):
        desk.enter(asked.handle, answer)
    # Nor under a new challenge, which it does not answer.
    with pytest.raises(BadPasskeyAnswer):
        desk.enter(desk.ask().handle, answer)


def test_challenge_is_used_up_by_a_wrong_answer_too(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    asked = desk.ask()
    with pytest.raises(PersonNotVerified):
        desk.enter(asked.handle, key.get(asked.options, Lies(verified=False)))
    with pytest.raises(ChallengeGone):
        desk.enter(asked.handle, key.get(asked.options))


def test_challenge_ends_after_three_minutes(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    asked = desk.ask()
    desk.now += SECONDS
    with pytest.raises(ChallengeGone, match="over"):
        desk.enter(asked.handle, key.get(asked.options))


def test_answer_to_the_challenge_of_another_session_opens_nothing(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    theirs, mine = desk.ask(), desk.ask()
    with pytest.raises(BadPasskeyAnswer):
        desk.enter(mine.handle, key.get(theirs.options))
    with pytest.raises(ChallengeGone):
        desk.enter("", key.get(theirs.options))


def test_challenge_for_one_purpose_serves_no_other(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    row = desk.keys_of("chutri")[0]
    removing = passkeys.begin_removing(desk.office, PARTY, row.user, row.id, desk.now)
    with pytest.raises(ChallengeGone, match="another purpose"):
        desk.enter(removing.handle, key.get(removing.options))
    entering = desk.ask()
    handed = Handed(entering.handle, json.dumps(key.get(entering.options)))
    with pytest.raises(ChallengeGone, match="another purpose"):
        passkeys.remove_by_passkey(
            desk.office, PARTY, row.user, row.id, handed, desk.now
        )
    assert len(desk.keys_of("chutri")) == 1


def test_challenge_to_remove_one_key_removes_no_other(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    first = desk.keys_of("chutri")[0]
    other = desk.add("chutri", desk.key(), name="other")
    asked = passkeys.begin_removing(desk.office, PARTY, other.user, other.id, desk.now)
    handed = Handed(asked.handle, json.dumps(key.get(asked.options)))
    with pytest.raises(ChallengeGone, match="another purpose"):
        passkeys.remove_by_passkey(
            desk.office, PARTY, first.user, first.id, handed, desk.now
        )
    assert len(desk.keys_of("chutri")) == 2


@pytest.mark.parametrize(
    "lies",
    [
        Lies(origin="https://bophieu.lan:9443"),
        Lies(origin="http://bophieu.lan:8443"),
        Lies(origin="https://bophieu.lan.example.org:8443"),
        Lies(party="bophieu.local"),
    ],
)
def test_answer_made_at_another_address_is_refused(
    desk: PasskeyDesk, key: SoftwareKey, lies: Lies
) -> None:
    with pytest.raises(WrongPasskeyPlace):
        desk.sign_in(key, lies)
    with pytest.raises(WrongPasskeyPlace):
        desk.add("thuky", desk.key(), lies)
    assert desk.keys_of("thuky") == ()


def test_device_that_did_not_verify_its_person_is_refused(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    with pytest.raises(PersonNotVerified):
        desk.sign_in(key, Lies(verified=False))
    with pytest.raises(PersonNotVerified):
        desk.add("thuky", desk.key(), Lies(verified=False))
    with pytest.raises(BadPasskeyAnswer):
        desk.sign_in(key, Lies(present=False))


@pytest.mark.parametrize("back", [0, 1, 2])
def test_counter_that_does_not_go_up_is_refused_by_name(
    desk: PasskeyDesk, key: SoftwareKey, back: int
) -> None:
    with pytest.raises(SignCountWentBack):
        desk.sign_in(key, Lies(count=key.count - back if back < 2 else 0))


def test_device_that_counts_nothing_may_say_so_and_not_begin_again(
    desk: PasskeyDesk,
) -> None:
    silent = SoftwareKey(origin=PARTY.origin, counts=False)
    desk.add("thuky", silent)
    assert [desk.sign_in(silent) for _ in range(2)] == ["thuky", "thuky"]
    assert desk.sign_in(silent, Lies(count=5)) == "thuky"
    with pytest.raises(SignCountWentBack):
        desk.sign_in(silent)


def test_counter_forged_after_signing_does_not_move_it(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    """Else a stranger could lock a device out by one huge number."""
    asked = desk.ask()
    answer = key.get(asked.options)
    raw = bytearray(base64url_to_bytes(answer["response"]["authenticatorData"]))
    raw[COUNT_AT : COUNT_AT + 4] = b"\xff\xff\xff\xff"
    answer["response"]["authenticatorData"] = bytes_to_base64url(bytes(raw))
    with pytest.raises(BadPasskeyAnswer):
        desk.enter(asked.handle, answer)
    assert desk.sign_in(key) == "chutri"


def test_signature_of_another_device_is_refused(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    forger = SoftwareKey(
        origin=PARTY.origin, credential=key.credential, user=key.user, count=key.count
    )
    with pytest.raises(BadPasskeyAnswer):
        desk.sign_in(forger)


def test_making_a_credential_is_no_sign_in(desk: PasskeyDesk, key: SoftwareKey) -> None:
    with pytest.raises(BadPasskeyAnswer):
        desk.sign_in(key, Lies(kind="webauthn.create"))


def test_device_that_names_another_account_is_refused(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    secretary = desk.person("thuky").user
    with pytest.raises(PasskeyOfAnother):
        desk.sign_in(key, Lies(handle=secretary))


def test_credential_of_one_account_is_not_added_to_another(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    twin = SoftwareKey(origin=PARTY.origin, credential=key.credential)
    with pytest.raises(PasskeyKnown):
        desk.add("thuky", twin)
    with pytest.raises(BadPasskeyAnswer):
        desk.sign_in(twin, Lies(count=99))
    assert desk.sign_in(key) == "chutri"


def test_challenge_of_one_account_adds_no_key_to_another(desk: PasskeyDesk) -> None:
    chair, secretary = desk.person("chutri"), desk.person("thuky")
    asked = passkeys.begin_adding(
        desk.office, PARTY, secretary, "USB", PASSWORD, desk.now
    )
    handed = Handed(asked.handle, json.dumps(desk.key().create(asked.options)))
    with pytest.raises(ChallengeGone):
        passkeys.add_passkey(desk.office, PARTY, chair.user, handed, "USB", desk.now)


def test_nobody_adds_a_key_at_an_unwatched_screen(desk: PasskeyDesk) -> None:
    chair = desk.person("chutri")
    with pytest.raises(WrongPassword):
        passkeys.begin_adding(desk.office, PARTY, chair, "USB", "a guess", desk.now)


def test_nobody_removes_the_key_of_another(desk: PasskeyDesk, key: SoftwareKey) -> None:
    row = desk.keys_of("chutri")[0]
    own = desk.key()
    desk.add("thuky", own)
    secretary = desk.person("thuky")
    with pytest.raises(NotOwnPasskey):
        passkeys.remove_by_password(desk.office, secretary, row.id, PASSWORD, desk.now)
    with pytest.raises(NotOwnPasskey):
        passkeys.begin_removing(desk.office, PARTY, secretary.user, row.id, desk.now)
    # At the chair's unwatched screen, with the secretary's device.
    asked = passkeys.begin_removing(desk.office, PARTY, row.user, row.id, desk.now)
    handed = Handed(asked.handle, json.dumps(own.get(asked.options)))
    with pytest.raises(PasskeyOfAnother):
        passkeys.remove_by_passkey(
            desk.office, PARTY, row.user, row.id, handed, desk.now
        )
    chair = desk.person("chutri")
    with pytest.raises(WrongPassword):
        passkeys.remove_by_password(desk.office, chair, row.id, "a guess", desk.now)
    assert desk.sign_in(key) == "chutri"


def test_removed_key_opens_nothing(desk: PasskeyDesk, key: SoftwareKey) -> None:
    row = desk.keys_of("chutri")[0]
    asked = desk.ask()
    chair = desk.person("chutri")
    passkeys.remove_by_password(desk.office, chair, row.id, PASSWORD, desk.now)
    with pytest.raises(UnknownPasskey):
        desk.enter(asked.handle, key.get(asked.options))


def test_disabled_account_is_not_opened(desk: PasskeyDesk, key: SoftwareKey) -> None:
    asked = desk.ask()
    staff.disable_user(desk.office, TECHNICIAN, "chutri")
    with pytest.raises(AccountLocked):
        desk.enter(asked.handle, key.get(asked.options))


def test_reset_of_a_password_takes_a_strangers_key_away(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    staff.set_password(desk.office, TECHNICIAN, "chutri", "another password")
    assert desk.keys_of("chutri") == ()
    with pytest.raises(UnknownPasskey):
        desk.sign_in(key)


def test_wrong_passwords_lock_no_passkey_out(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    for _ in range(staff.MAX_FAILURES):
        with pytest.raises(WrongPassword):
            sessions.sign_in_staff(desk.office, "chutri", "a guess", desk.now)
    with pytest.raises(AccountLocked):
        sessions.sign_in_staff(desk.office, "chutri", PASSWORD, desk.now)
    assert desk.sign_in(key) == "chutri"


def test_refused_answers_are_counted_and_end_in_a_pause(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    for _ in range(MAX_FAILURES):
        with pytest.raises(PasskeyError):
            desk.enter("", {})
    with pytest.raises(TooManyAttempts):
        desk.ask()
    with pytest.raises(TooManyAttempts):
        desk.enter("", {})
    desk.now += 60
    assert desk.sign_in(key) == "chutri"


def test_waiting_challenges_have_an_end(
    desk: PasskeyDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_WAITING == 300
    monkeypatch.setattr("ballot_service.workflows.passkey_challenges.MAX_WAITING", 3)
    for _ in range(3):
        desk.ask()
    with pytest.raises(TooManyAttempts):
        desk.ask()
    desk.now += SECONDS
    assert desk.ask().handle


MALFORMED: tuple[object, ...] = (None, 7, [], {}, "", "?", "AAAA", "A" * 9)


@pytest.mark.parametrize("part", ["id", "rawId", "type", "response"])
@pytest.mark.parametrize("value", MALFORMED, ids=repr)
def test_malformed_answer_is_refused_by_name(
    desk: PasskeyDesk, key: SoftwareKey, part: str, value: object
) -> None:
    asked = desk.ask()
    answer = {**key.get(asked.options), part: value}
    with pytest.raises(PasskeyError):
        desk.enter(asked.handle, answer)


def test_malformed_part_of_an_answer_is_refused_by_name(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    deep = bytes_to_base64url(b"\x81" * 20_000)
    for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for value in (*MALFORMED[1:], deep):
            if part == "userHandle" and not value:
                continue  # a device may give none
            asked = desk.ask()
            answer = copy.deepcopy(key.get(asked.options))
            answer["response"][part] = value
            with pytest.raises(PasskeyError):
                desk.enter(asked.handle, answer)
            desk.now += 60
    desk.sign_in(key)


def test_nested_cbor_ends_in_a_refusal_and_not_in_a_crash(
    desk: PasskeyDesk, key: SoftwareKey
) -> None:
    deep = Lies(extension=b"\x81" * 20_000)
    with pytest.raises(BadPasskeyAnswer):
        desk.sign_in(key, deep)
    with pytest.raises(BadPasskeyAnswer):
        desk.add("thuky", desk.key(), deep)


def test_text_that_is_no_answer_is_refused(desk: PasskeyDesk) -> None:
    for text in ("", "null", "[", "[" * 20_000, "{}", "x" * 40_000):
        handed = Handed(desk.ask().handle, text)
        with pytest.raises(BadPasskeyAnswer):
            passkey_use.sign_in_by_passkey(desk.office, PARTY, handed, desk.now)
