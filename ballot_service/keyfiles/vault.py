"""Attached files at rest: sealed by libsodium's secretstream, named by content hash.

Refuses a file whose bytes, order, end or name differ from what was put in.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import nacl.bindings as sodium
from nacl.exceptions import CryptoError as NaclCryptoError

from ballot_service.errors import AttachmentDamaged
from ballot_service.keyfiles.private_files import (
    TEMPORARY,
    erase_private,
    replace_private,
)

MAGIC = b"ballot-service/attachment/1\n"
CHUNK = 64 * 1024
_HEADER = len(MAGIC) + sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_SEALED_CHUNK = CHUNK + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Vault:
    """A folder of sealed files under one key.

    Attributes:
        folder: for its owner alone; made at the first file.
        key: 32 bytes, kept beside the service's other keys.
    """

    folder: Path
    key: bytes = field(repr=False)

    def path_of(self, digest: str) -> Path:
        """Return where the file of this content lies or will lie.

        Raises:
            AttachmentDamaged: not a SHA-256 in hexadecimal.
        """
        if not _DIGEST.fullmatch(digest):
            raise AttachmentDamaged("not a digest")
        return self.folder / digest

    def put(self, content: bytes) -> str:
        """Seal a file and return its SHA-256; the same content is kept once.

        Durable when it returns: whoever writes a row about it may rely on it. A file
        of this name that no longer opens is replaced.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self.path_of(digest)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not target.exists() or not self._opens(digest):
            replace_private(target, self._sealed(content, bytes.fromhex(digest)))
        return digest

    def _sealed(self, content: bytes, name: bytes) -> bytes:
        state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, self.key)
        parts = [MAGIC, header]
        # An empty file has one empty chunk, the final one.
        starts = range(0, max(len(content), 1), CHUNK)
        for start in starts:
            tag = _FINAL if start == starts[-1] else _MESSAGE
            # The name goes under every tag: a file cannot stand in for another.
            parts.append(
                sodium.crypto_secretstream_xchacha20poly1305_push(
                    state, content[start : start + CHUNK], name, tag
                )
            )
        return b"".join(parts)

    def read(self, digest: str) -> bytes:
        """Return a file's content, all of it checked before any of it is given.

        Raises:
            AttachmentDamaged: lost, altered, cut, or sealed under another key.
        """
        try:
            with self.path_of(digest).open("rb") as file:
                content = b"".join(self._chunks(file, bytes.fromhex(digest)))
        except FileNotFoundError as error:
            raise AttachmentDamaged(f"{digest[:16]}: lost") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise AttachmentDamaged(f"{digest[:16]}: another content")
        return content

    def _chunks(self, file: BinaryIO, name: bytes) -> Iterator[bytes]:
        where = name.hex()[:16]
        head = file.read(_HEADER)
        if not head.startswith(MAGIC) or len(head) != _HEADER:
            raise AttachmentDamaged(f"{where}: not a sealed file")
        state = sodium.crypto_secretstream_xchacha20poly1305_state()
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(
            state, head[len(MAGIC) :], self.key
        )
        tag = _MESSAGE
        while tag != _FINAL:
            try:
                chunk, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(
                    state, file.read(_SEALED_CHUNK), name
                )
            except NaclCryptoError as error:
                raise AttachmentDamaged(f"{where}: altered, cut or misnamed") from error
            yield chunk
        if file.read(1):
            raise AttachmentDamaged(f"{where}: something follows its end")

    def _opens(self, digest: str) -> bool:
        try:
            self.read(digest)
        except AttachmentDamaged:
            return False
        return True

    def digests(self) -> frozenset[str]:
        """Return the names of all sealed files in the folder."""
        if not self.folder.is_dir():
            return frozenset()
        names = {path.name for path in self.folder.iterdir()}
        return frozenset(name for name in names if _DIGEST.fullmatch(name))

    def remove(self, digest: str) -> None:
        """Overwrite and remove a file; nothing happens where it is gone already."""
        path = self.path_of(digest)
        if path.exists():
            erase_private(path)


def drop_unfinished(folder: Path) -> None:
    """At start: remove what a crash kept from being moved into place."""
    for left in folder.glob(f"{TEMPORARY}*"):
        left.unlink()
