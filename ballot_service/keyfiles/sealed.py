"""A secret under a passphrase: Argon2id, then XChaCha20-Poly1305 over header and body.

Refuses weak passphrases, foreign headers, and key-stretching that would stall the
machine.
"""

import base64
import binascii
import hashlib
import unicodedata
from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
)
from nacl.exceptions import CryptoError as NaclCryptoError

from ballot_service.crypto.randomness import Random, random_bytes
from ballot_service.errors import (
    CorruptedKeyFile,
    EncodingError,
    WeakPassphrase,
    WrongPassphrase,
)
from ballot_service.protocol.encoding import Fields, decode, encode, same_bytes

MIN_PASSPHRASE = 12
MIN_DISTINCT = 5
MAX_PASSPHRASE = 1000
_SALT, _NONCE, _KEY = 16, 24, 32


@dataclass(frozen=True)
class Stretching:
    """Cost of Argon2id: passes over memory, and memory in bytes."""

    passes: int
    memory: int


MODERATE = Stretching(3, 256 * 1024 * 1024)
"""libsodium's MODERATE: about a second of a laptop, 256 MiB."""
CHEAP_FOR_TESTS = Stretching(1, 8192)
"""The least that libsodium takes. For tests, which pass it by name; never a default."""
_MAX_PASSES, _MAX_MEMORY = 10, 1024 * 1024 * 1024


def check_passphrase(passphrase: str) -> None:
    """Check a new passphrase against the rule.

    Raises:
        WeakPassphrase: fewer than 12 characters, or fewer than 5 different ones.
    """
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < MIN_PASSPHRASE:
        raise WeakPassphrase(f"fewer than {MIN_PASSPHRASE} characters")
    if len(set(text)) < MIN_DISTINCT:
        raise WeakPassphrase(f"fewer than {MIN_DISTINCT} different characters")
    if len(text) > MAX_PASSPHRASE:
        raise WeakPassphrase(f"more than {MAX_PASSPHRASE} characters")


@dataclass(frozen=True)
class SealingKey:
    """The stretched passphrase of one file, so that it can be sealed again."""

    stretching: Stretching
    salt: bytes
    key: bytes = field(repr=False)


def _stretch(passphrase: str, salt: bytes, stretching: Stretching) -> SealingKey:
    # NFC: one keyboard writes "ệ" as one character, another as three.
    text = unicodedata.normalize("NFC", passphrase).encode()
    key = crypto_pwhash_alg(
        _KEY,
        text,
        salt,
        stretching.passes,
        stretching.memory,
        crypto_pwhash_ALG_ARGON2ID13,
    )
    return SealingKey(stretching, salt, key)


def new_key(
    passphrase: str, random: Random, stretching: Stretching = MODERATE
) -> SealingKey:
    """Stretch a new passphrase under a fresh salt.

    Raises:
        WeakPassphrase: against the rule.
    """
    check_passphrase(passphrase)
    return _stretch(passphrase, random_bytes(random, _SALT), stretching)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def seal(
    about: dict[str, object], body: bytes, key: SealingKey, random: Random
) -> bytes:
    """Seal a body; `about` stays readable and is authenticated with it.

    Args:
        about: small public facts of the file: schema, uuid, index.
    """
    nonce = random_bytes(random, _NONCE)
    header = {
        "about": about,
        "kdf": {
            "name": "argon2id13",
            "passes": key.stretching.passes,
            "memory": key.stretching.memory,
            "salt": _b64(key.salt),
        },
        "nonce": _b64(nonce),
    }
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(
        body, encode(header), nonce, key.key
    )
    return _file(header, sealed)


def _file(header: object, sealed: bytes) -> bytes:
    inner = {"header": header, "sealed": _b64(sealed)}
    # The checksum proves nothing to an attacker; it tells damage from a mistyped
    # passphrase to the person who holds the file.
    return encode({**inner, "checksum": hashlib.sha256(encode(inner)).hexdigest()})


@dataclass(frozen=True)
class SealedFile:
    """A file as found: its header is believed only once it has been opened."""

    unverified_about: object
    header: bytes
    stretching: Stretching
    salt: bytes
    nonce: bytes
    sealed: bytes

    def open(self, passphrase: str) -> tuple[bytes, SealingKey]:
        """Open the file and return its body, and the key to seal it again.

        Raises:
            WrongPassphrase: another passphrase, or somebody altered the file.
        """
        key = _stretch(passphrase, self.salt, self.stretching)
        return self.open_with(key), key

    def open_with(self, key: SealingKey) -> bytes:
        """Open the file with a key that opened it before.

        Raises:
            WrongPassphrase: it is sealed under another key, or was altered.
        """
        try:
            return crypto_aead_xchacha20poly1305_ietf_decrypt(
                self.sealed, self.header, self.nonce, key.key
            )
        except NaclCryptoError as error:
            raise WrongPassphrase from error


def read_sealed_file(unverified: bytes) -> SealedFile:
    """Read a sealed file's frame.

    Raises:
        CorruptedKeyFile: not a sealed file, or damaged.
    """
    try:
        return _read(unverified)
    except (EncodingError, binascii.Error, ValueError) as error:
        raise CorruptedKeyFile(str(error)) from error


def _bytes(fields: Fields, name: str, size: int = 0) -> bytes:
    data = base64.b64decode(fields.text(name, 12_000_000), validate=True)
    if size and len(data) != size:
        raise CorruptedKeyFile(f"{fields.at(name)}: not {size} bytes")
    return data


def _read(unverified: bytes) -> SealedFile:
    fields = Fields(decode(unverified), "file", ("header", "sealed", "checksum"))
    header = Fields(fields.raw("header"), "header", ("about", "kdf", "nonce"))
    kdf = Fields(header.raw("kdf"), "kdf", ("name", "passes", "memory", "salt"))
    if kdf.text("name", 20) != "argon2id13":
        raise CorruptedKeyFile("kdf.name: not argon2id13")
    stretching = Stretching(
        kdf.integer("passes", CHEAP_FOR_TESTS.passes, _MAX_PASSES),
        kdf.integer("memory", CHEAP_FOR_TESTS.memory, _MAX_MEMORY),
    )
    sealed = _bytes(fields, "sealed")
    same_bytes(unverified, _file(fields.raw("header"), sealed), "file")
    return SealedFile(
        header.raw("about"),
        encode(fields.raw("header")),
        stretching,
        _bytes(kdf, "salt", _SALT),
        _bytes(header, "nonce", _NONCE),
        sealed,
    )
