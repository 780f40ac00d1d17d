"""The service's own secrets: issuing and receipt keys of each election, session keys.

Refuses to start without them, to make them by itself, and to overwrite one.
"""

import contextlib
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from ballot_service.crypto.blind_rsa_keys import (
    DEFAULT_BITS,
    MINIMUM_BITS,
    MemorySigner,
    generate,
)
from ballot_service.crypto.randomness import Random, random_bytes
from ballot_service.errors import (
    CorruptedKeyFile,
    MissingServiceKey,
    RefusesToOverwrite,
)
from ballot_service.keyfiles.private_files import (
    create_private,
    erase_private,
    read_private,
)

SECRET_BYTES = 32
_SESSION = "session_secret"
_CODES = "code_secret"
_ISSUING = "issuing_key.der"
_RECEIPT = "receipt_key"
_ATTACHMENTS = "attachment_key"
_SUBMISSION = "submission_key"


@dataclass(frozen=True)
class ReceiptKey:
    """What signs receipts and the statement; it outlives the issuing key.

    Attributes:
        receipt: Ed25519 private key (RFC 8032 seed) of the receipts.
    """

    receipt: bytes = field(repr=False)

    @property
    def receipt_public(self) -> bytes:
        """The manifest's `receipt_key`."""
        private = Ed25519PrivateKey.from_private_bytes(self.receipt)
        return private.public_key().public_bytes_raw()

    def sign_receipt(self, message: bytes) -> bytes:
        """Return the signature of a receipt; the same message, the same signature."""
        return Ed25519PrivateKey.from_private_bytes(self.receipt).sign(message)


@dataclass(frozen=True)
class ElectionKeys(ReceiptKey):
    """The two keys of one election, made before its freeze (architecture D2).

    Attributes:
        signer: private half of the issuing key.
    """

    signer: MemorySigner = field(repr=False)


@dataclass(frozen=True)
class ServiceKeys:
    """The folder of the service's secrets, and the two that every start needs.

    Attributes:
        session_secret: signs session cookies.
        code_secret: keys the hashes of sign-in codes, so that the database alone
            does not let anyone try all codes.
    """

    folder: Path
    session_secret: bytes = field(repr=False)
    code_secret: bytes = field(repr=False)

    def make_election_keys(
        self, uuid: str, random: Random, bits: int = DEFAULT_BITS
    ) -> ElectionKeys:
        """Make and keep the keys of one election, for it and for nothing else.

        Args:
            bits: size of the issuing key; other than the default in tests only.

        Raises:
            RefusesToOverwrite: this election has keys. BlindSignatureError: bits.
        """
        folder = self.folder / uuid
        folder.mkdir(mode=0o700, exist_ok=True)
        private = generate(bits, min(bits, MINIMUM_BITS))
        der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        create_private(folder / _ISSUING, der)
        create_private(folder / _RECEIPT, random_bytes(random, SECRET_BYTES))
        return self.election_keys(uuid, min(bits, MINIMUM_BITS))

    def election_keys(
        self, uuid: str, minimum_bits: int = MINIMUM_BITS
    ) -> ElectionKeys:
        """Read the keys of one election.

        Raises:
            MissingServiceKey, LooseKeyFile, CorruptedKeyFile, BlindSignatureError.
        """
        folder = self.folder / uuid
        try:
            loaded = load_der_private_key(_read(folder / _ISSUING), None)
        except (ValueError, TypeError) as error:
            raise CorruptedKeyFile(_ISSUING) from error
        if not isinstance(loaded, rsa.RSAPrivateKey):
            raise CorruptedKeyFile(_ISSUING)
        signer = MemorySigner(loaded, minimum_bits)
        return ElectionKeys(_read_secret(folder / _RECEIPT), signer)

    def receipt_key(self, uuid: str) -> ReceiptKey:
        """Read the receipt key of one election alone.

        Raises:
            MissingServiceKey, LooseKeyFile, CorruptedKeyFile.
        """
        return ReceiptKey(_read_secret(self.folder / uuid / _RECEIPT))

    def destroy_issuing_key(self, uuid: str) -> str:
        """Overwrite and remove the issuing key of one election.

        Returns:
            SHA-256 of the public key whose private half is gone, in hexadecimal.

        Raises:
            MissingServiceKey: it is not there, or gone already.
        """
        path = self.folder / uuid / _ISSUING
        loaded = load_der_private_key(_read(path), None)
        public = loaded.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
        erase_private(path)
        return hashlib.sha256(public).hexdigest()

    def destroy_keys(self, uuid: str) -> None:
        """Overwrite and remove what is left of the keys of one election."""
        folder = self.folder / uuid
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            erase_private(path)

    @property
    def has_attachment_key(self) -> bool:
        """Whether the key of attached files is there at all."""
        return (self.folder / _ATTACHMENTS).exists()

    def attachment_key(self) -> bytes:
        """Return the key under which attached files lie sealed.

        Raises:
            MissingServiceKey: the service is older than attachments
                (`make_attachment_key`). LooseKeyFile, CorruptedKeyFile.
        """
        return _read_secret(self.folder / _ATTACHMENTS)

    def make_attachment_key(self, random: Random) -> None:
        """Make that key, once.

        Raises:
            RefusesToOverwrite: there is one.
        """
        create_private(self.folder / _ATTACHMENTS, random_bytes(random, SECRET_BYTES))

    def submission_key(self, cycle: str, random: Random) -> bytes:
        """Return the Ed25519 private key of one cycle's submission; made if it is not.

        One key for one cycle and for nothing else: its thumbprint stands on the signed
        submission on paper, and a key that is stolen later signs no other year.

        Raises:
            LooseKeyFile, CorruptedKeyFile.
        """
        folder = self.folder / f"cycle-{cycle}"
        path = folder / _SUBMISSION
        if not path.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            with contextlib.suppress(RefusesToOverwrite):
                create_private(path, random_bytes(random, SECRET_BYTES))
        return _read_secret(path)

    def submission_public(self, cycle: str, random: Random) -> bytes:
        """Return the public half of that key.

        Raises:
            LooseKeyFile, CorruptedKeyFile.
        """
        private = Ed25519PrivateKey.from_private_bytes(
            self.submission_key(cycle, random)
        )
        return private.public_key().public_bytes_raw()


def _read(path: Path) -> bytes:
    try:
        return read_private(path)
    except FileNotFoundError as error:
        raise MissingServiceKey(path.name) from error


def _read_secret(path: Path) -> bytes:
    secret = _read(path)
    if len(secret) != SECRET_BYTES or len(set(secret)) == 1:
        raise CorruptedKeyFile(path.name)
    return secret


def open_service_keys(folder: Path) -> ServiceKeys:
    """Read what every start needs.

    Raises:
        MissingServiceKey: a file is not there; there is no default secret.
        LooseKeyFile, CorruptedKeyFile.
    """
    return ServiceKeys(
        folder, _read_secret(folder / _SESSION), _read_secret(folder / _CODES)
    )


def make_service_keys(folder: Path, random: Random) -> ServiceKeys:
    """Make the secrets of a new service, once, at set-up.

    Raises:
        RefusesToOverwrite: the folder has them.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (_SESSION, _CODES, _ATTACHMENTS):
        create_private(folder / name, random_bytes(random, SECRET_BYTES))
    return open_service_keys(folder)
