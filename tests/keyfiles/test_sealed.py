"""Sealed files: what opens them, what does not, and what each fault is called."""

import base64
import json
import secrets
import unicodedata

import pytest

from ballot_service.errors import (
    CorruptedKeyFile,
    RandomnessExhausted,
    WeakPassphrase,
    WrongPassphrase,
)
from ballot_service.keyfiles.sealed import (
    CHEAP_FOR_TESTS,
    MODERATE,
    check_passphrase,
    new_key,
    read_sealed_file,
    seal,
)

RANDOM = secrets.token_bytes
PASSPHRASE = "chìa khóa hòm phiếu"
ABOUT: dict[str, object] = {"schema": "test/1", "index": 1}
BODY = b"a secret body that must not be seen"


def sealed(passphrase: str = PASSPHRASE) -> bytes:
    key = new_key(passphrase, RANDOM, CHEAP_FOR_TESTS)
    return seal(ABOUT, BODY, key, RANDOM)


def test_the_passphrase_opens_and_nothing_shows_outside() -> None:
    data = sealed()
    assert BODY not in data
    assert PASSPHRASE.encode() not in data
    body, key = read_sealed_file(data).open(PASSPHRASE)
    assert body == BODY
    again = seal(ABOUT, b"another", key, RANDOM)
    assert read_sealed_file(again).open(PASSPHRASE)[0] == b"another"
    assert PASSPHRASE not in repr(key)


def test_another_passphrase_does_not() -> None:
    with pytest.raises(WrongPassphrase):
        read_sealed_file(sealed()).open(PASSPHRASE + " ")


def test_keyboards_that_compose_letters_otherwise_open_it_too() -> None:
    other = unicodedata.normalize("NFD", PASSPHRASE)
    assert other != PASSPHRASE
    assert read_sealed_file(sealed(other)).open(PASSPHRASE)[0] == BODY


def test_two_files_share_neither_salt_nor_nonce() -> None:
    first, second = (read_sealed_file(sealed()) for _ in range(2))
    assert first.salt != second.salt
    assert first.nonce != second.nonce
    assert first.sealed != second.sealed


def test_the_default_costs_something() -> None:
    assert MODERATE.passes >= 3
    assert MODERATE.memory >= 256 * 1024 * 1024
    assert new_key.__defaults__ == (MODERATE,)


@pytest.mark.parametrize(
    "passphrase",
    ["", "mười một ký", "aaaaaaaaaaaaaaaa", "abababababababab", "x" * 1001],
)
def test_weak_passphrases_are_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphrase):
        check_passphrase(passphrase)
    with pytest.raises(WeakPassphrase):
        new_key(passphrase, RANDOM, CHEAP_FOR_TESTS)


def test_a_passphrase_is_counted_in_letters_not_in_bytes() -> None:
    with pytest.raises(WeakPassphrase):
        check_passphrase(unicodedata.normalize("NFD", "ữệợẫằ"))
    check_passphrase("mười hai chữ")


def rewritten(path: tuple[str, ...], value: object) -> bytes:
    """Change one field and mend the checksum, as somebody would who means it."""
    import hashlib  # noqa: PLC0415

    document = json.loads(sealed())
    place = document
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    inner = {"header": document["header"], "sealed": document["sealed"]}
    text = json.dumps(inner, separators=(",", ":"), ensure_ascii=False)
    document["checksum"] = hashlib.sha256(text.encode()).hexdigest()
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def b64(size: int) -> str:
    return base64.b64encode(bytes(size)).decode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("header", "about", "index"), 2),
        (("header", "kdf", "passes"), 2),
        (("header", "kdf", "memory"), 16384),
        (("header", "kdf", "salt"), b64(16)),
        (("header", "nonce"), b64(24)),
        (("sealed",), b64(51)),
    ],
    ids=str,
)
def test_whatever_is_altered_with_care_does_not_open(
    path: tuple[str, ...], value: object
) -> None:
    with pytest.raises(WrongPassphrase):
        read_sealed_file(rewritten(path, value)).open(PASSPHRASE)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("header", "kdf", "name"), "scrypt"),
        (("header", "kdf", "passes"), 0),
        (("header", "kdf", "passes"), 1000),
        (("header", "kdf", "memory"), 2**40),
        (("header", "kdf", "salt"), b64(8)),
        (("header", "nonce"), b64(12)),
        (("header", "extra"), 1),
        (("sealed",), "not base64!"),
    ],
    ids=str,
)
def test_a_foreign_frame_is_corrupted(path: tuple[str, ...], value: object) -> None:
    with pytest.raises(CorruptedKeyFile):
        read_sealed_file(rewritten(path, value))


def test_every_damaged_byte_is_told_from_a_wrong_passphrase() -> None:
    data = sealed()
    for at in range(0, len(data), 7):
        damaged = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(CorruptedKeyFile):
            read_sealed_file(damaged)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b"[1]", b"null"])
def test_other_files_are_corrupted(data: bytes) -> None:
    with pytest.raises(CorruptedKeyFile):
        read_sealed_file(data)


def test_cut_short_is_corrupted() -> None:
    data = sealed()
    for size in range(0, len(data), 13):
        with pytest.raises(CorruptedKeyFile):
            read_sealed_file(data[:size])


def test_a_broken_source_of_salt_is_refused() -> None:
    with pytest.raises(RandomnessExhausted):
        new_key(PASSPHRASE, bytes, CHEAP_FOR_TESTS)
