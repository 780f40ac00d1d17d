"""A package sealed for its recipient: by passphrase or public key, in age's format."""

import re

import pytest

from ballot_service.errors import BadRecipient, PackageNotOpened, WeakPassphrase
from ballot_service.keyfiles.envelopes import (
    new_identity,
    open_with_identity,
    open_with_passphrase,
    seal_for_passphrase,
    seal_for_recipient,
)

CONTENT = b"dossier " * 10_000
NOW = 1_774_342_800
PASSPHRASE = "k7qf-3m2a-9xtd-mmmm"


def test_the_passphrase_opens_it_and_no_other() -> None:
    sealed = seal_for_passphrase(CONTENT, PASSPHRASE)
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert b"dossier" not in sealed
    assert open_with_passphrase(sealed, PASSPHRASE) == CONTENT
    with pytest.raises(PackageNotOpened):
        open_with_passphrase(sealed, PASSPHRASE + "x")


def test_the_key_opens_it_and_no_other() -> None:
    text, public = new_identity()
    sealed = seal_for_recipient(CONTENT, f" {public}\n", NOW)
    assert b"dossier" not in sealed
    assert open_with_identity(sealed, text) == CONTENT
    for other in (new_identity()[0], "", "AGE-SECRET-KEY-1NONSENSE"):
        with pytest.raises(PackageNotOpened):
            open_with_identity(sealed, other)


@pytest.mark.parametrize("place", [30, 200, -1])
def test_an_altered_envelope_is_not_opened(place: int) -> None:
    text, public = new_identity()
    sealed = bytearray(seal_for_recipient(CONTENT, public, NOW))
    sealed[place] ^= 1
    with pytest.raises(PackageNotOpened):
        open_with_identity(bytes(sealed), text)
    with pytest.raises(PackageNotOpened):
        open_with_passphrase(bytes(sealed), PASSPHRASE)
    with pytest.raises(PackageNotOpened):
        open_with_identity(bytes(sealed[:-200]), text)


def test_a_weak_passphrase_and_a_foreign_key_are_refused() -> None:
    with pytest.raises(WeakPassphrase):
        seal_for_passphrase(CONTENT, "short")
    for text in ("", "ssh-ed25519 AAAA", "age1nonsense", new_identity()[0]):
        with pytest.raises(BadRecipient):
            seal_for_recipient(CONTENT, text, NOW)


def test_a_machine_too_slow_for_the_work_is_told_from_a_wrong_passphrase() -> None:
    sealed = seal_for_passphrase(CONTENT, PASSPHRASE)
    heavy = re.sub(rb"(-> scrypt \S+) \d+", rb"\1 40", sealed, count=1)
    with pytest.raises(PackageNotOpened, match="try again"):
        open_with_passphrase(heavy, PASSPHRASE)
