"""A trustee's sealed share: the ceremony's state, the key share, and the latch.

Refuses another election, and a second closed record once one has been latched (D5).
"""

from dataclasses import dataclass, replace
from pathlib import Path

from ballot_service.crypto.randomness import Random
from ballot_service.errors import (
    CorruptedKeyFile,
    EncodingError,
    LatchedToAnother,
    MissingFile,
    OutOfTurn,
    ShareOfAnotherElection,
)
from ballot_service.keyfiles.private_files import (
    create_private,
    locked_folder,
    read_private,
    replace_private,
)
from ballot_service.keyfiles.sealed import (
    MODERATE,
    SealedFile,
    SealingKey,
    Stretching,
    new_key,
    read_sealed_file,
    seal,
)
from ballot_service.protocol.atoms import read_hex, read_uuid
from ballot_service.protocol.ceremony_state import TrusteeState, read_state
from ballot_service.protocol.encoding import (
    MAX_OBJECT,
    Fields,
    decode,
    encode,
    same_bytes,
)
from ballot_service.protocol.trustees import MAX_TRUSTEES

SCHEMA = "ballot-service/share/1"


@dataclass(frozen=True)
class ShareLabel:
    """What a share file says on its outside: whose it is, and of which election."""

    uuid: str
    index: int
    group: str

    def to_json(self) -> dict[str, object]:
        """Write {"schema","uuid","index","group"}."""
        return {
            "schema": SCHEMA,
            "uuid": self.uuid,
            "index": self.index,
            "group": self.group,
        }


def _label(state: TrusteeState) -> ShareLabel:
    return ShareLabel(state.committee.uuid, state.index, state.committee.group.name)


def _read_label(file: SealedFile) -> ShareLabel:
    try:
        fields = Fields(
            file.unverified_about, "share", ("schema", "uuid", "index", "group")
        )
        if fields.text("schema", 60) != SCHEMA:
            raise CorruptedKeyFile("not a trustee's share")
        return ShareLabel(
            read_uuid(fields.text("uuid", 100)),
            fields.integer("index", 1, MAX_TRUSTEES),
            fields.text("group", 40),
        )
    except EncodingError as error:
        raise CorruptedKeyFile(str(error)) from error


def _body(state: TrusteeState, latch: str) -> bytes:
    return encode({"state": state.encoded().decode(), "latch": latch})


def _read_body(body: bytes) -> tuple[TrusteeState, str]:
    fields = Fields(decode(body), "share", ("state", "latch"))
    latch = read_hex(fields, "latch") if fields.text("latch", 64) else ""
    state = read_state(fields.text("state", MAX_OBJECT).encode())
    same_bytes(body, _body(state, latch), "share")
    return state, latch


@dataclass(frozen=True)
class Share:
    """A share that has been opened; every change is on the disk before it is seen.

    Attributes:
        path: the sealed file.
        state: the trustee's secrets and its place in the ceremony.
        latched: EndBallots hash of the one record it may decrypt, "" if none yet.
    """

    path: Path
    state: TrusteeState
    latched: str
    _key: SealingKey
    _random: Random

    def advance(self, state: TrusteeState) -> "Share":
        """Seal the next state of the ceremony, durably, and return the share with it.

        Raises:
            ShareOfAnotherElection: a state of another trustee (a fault of the caller).
            OutOfTurn: another program has moved this share on meanwhile.
            WrongPassphrase, CorruptedKeyFile: the file was replaced meanwhile.
        """
        if _label(state) != _label(self.state):
            raise ShareOfAnotherElection("a state of another trustee")
        with locked_folder(self.path):
            found = self._again()
            if found != (self.state, self.latched):
                raise OutOfTurn("this share was changed meanwhile", self.state.index)
            return self._rewritten(state, self.latched)

    def latch(self, end_hash: str) -> "Share":
        """Bind the share to one closed record for ever, durably, before any factor.

        The file is read again under a lock, so that two programs at once cannot latch
        two records.

        Args:
            end_hash: EndBallots hash in hexadecimal, of a verified record.

        Raises:
            LatchedToAnother: the share is bound to another one.
            WrongPassphrase, CorruptedKeyFile: the file was replaced meanwhile.
        """
        with locked_folder(self.path):
            state, latched = self._again()
            if latched not in ("", end_hash):
                raise LatchedToAnother(f"latched to {latched[:16]}")
            if latched == end_hash:
                return replace(self, state=state, latched=latched)
            return self._rewritten(state, end_hash)

    def _again(self) -> tuple[TrusteeState, str]:
        """Read the file as it is now."""
        return _read_body(_read_file(self.path).open_with(self._key))

    def _rewritten(self, state: TrusteeState, latched: str) -> "Share":
        data = seal(
            _label(state).to_json(), _body(state, latched), self._key, self._random
        )
        replace_private(self.path, data)
        return replace(self, state=state, latched=latched)


def create_share(
    path: Path,
    state: TrusteeState,
    passphrase: str,
    random: Random,
    stretching: Stretching = MODERATE,
) -> Share:
    """Seal a new share in a file that must not exist, mode 0600.

    Args:
        stretching: cost of the passphrase; tests alone pass a cheap one.

    Raises:
        WeakPassphrase, RefusesToOverwrite.
    """
    key = new_key(passphrase, random, stretching)
    create_private(path, seal(_label(state).to_json(), _body(state, ""), key, random))
    return Share(path, state, "", key, random)


def read_label(path: Path) -> ShareLabel:
    """Read whose share a file says it is; true only once it has been opened.

    Raises:
        MissingFile, LooseKeyFile, CorruptedKeyFile.
    """
    return _read_label(_read_file(path))


def _read_file(path: Path) -> SealedFile:
    try:
        return read_sealed_file(read_private(path))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingFile(path.name) from error


def open_share(
    path: Path, passphrase: str, random: Random, uuid: str | None = None
) -> Share:
    """Open a trustee's share.

    Args:
        uuid: the election for which it must be, where that is known.

    Raises:
        ShareOfAnotherElection: for another uuid (seen before the passphrase is tried).
        WrongPassphrase, CorruptedKeyFile, LooseKeyFile, MissingFile.
    """
    file = _read_file(path)
    label = _read_label(file)
    if uuid is not None and label.uuid != uuid:
        raise ShareOfAnotherElection(f"{path.name}: of election {label.uuid}")
    body, key = file.open(passphrase)
    try:
        state, latched = _read_body(body)
    except EncodingError as error:
        raise CorruptedKeyFile(str(error)) from error
    if _label(state) != label:
        raise CorruptedKeyFile("the label is not that of the content")
    return Share(path, state, latched, key, random)
