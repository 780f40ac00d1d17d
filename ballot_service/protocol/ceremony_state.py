"""What one trustee keeps between the steps of the ceremony, and afterwards.

Refuses to be shown: its text form is for a sealed file, and `repr` tells no secret.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ballot_service.crypto.group import group_named
from ballot_service.errors import OutOfTurn, WrongType
from ballot_service.protocol.atoms import read_hex, read_uuid
from ballot_service.protocol.ceremony_keys import Committee, SeedKeys, derive_keys
from ballot_service.protocol.encoding import (
    Fields,
    as_list,
    as_text,
    decode,
    encode,
    same_bytes,
)
from ballot_service.protocol.trustees import MAX_TRUSTEES

PHASES = ("certified", "committed", "shared", "accepted", "finished")
_TABLES = ("certificate", "commitment", "polynomial")
_FIELDS = (
    *("uuid", "group", "size", "threshold", "index", "manifest", "phase", "seed"),
    *("signing_seed", "polynomial", "salt", "decryption_key", "seen", "message"),
    *("trustees", "signing_keys"),
)


@dataclass(frozen=True)
class TrusteeState:
    """One trustee's secrets and its place in the ceremony.

    Attributes:
        committee, index: which trustee of which election.
        manifest: the manifest hash for which the key is made.
        phase: the last step done, one of `PHASES`.
        polynomial, salt: from the commitment until all is accepted, then empty.
        decryption_key: S_j, 0 until accepted.
        seen: per kind of message, the hashes of what this trustee was shown.
        message: the public message of the last step, to be handed out again.
        trustees: hash of the final trustees.json, "" until finished.
        signing_keys: the final signing_keys.json, "" until finished.
    """

    committee: Committee
    index: int
    manifest: str
    phase: str
    seed: str = field(repr=False)
    signing_seed: bytes = field(repr=False)
    polynomial: tuple[int, ...] = field(default=(), repr=False)
    salt: str = field(default="", repr=False)
    decryption_key: int = field(default=0, repr=False)
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    message: str = field(default="", repr=False)
    trustees: str = ""
    signing_keys: str = field(default="", repr=False)

    @property
    def keys(self) -> SeedKeys:
        """The two secret numbers of the seed."""
        return derive_keys(self.committee.group, self.seed)

    def check_phase(self, phase: str) -> None:
        """Check that `phase` was the last step done.

        Raises:
            OutOfTurn: another was.
        """
        if self.phase != phase:
            raise OutOfTurn(
                f"trustee {self.index} is at '{self.phase}', not at '{phase}'",
                self.index,
            )

    def encoded(self) -> bytes:
        """Write the state for a sealed file."""
        return encode(
            {
                "uuid": self.committee.uuid,
                "group": self.committee.group.name,
                "size": self.committee.size,
                "threshold": self.committee.threshold,
                "index": self.index,
                "manifest": self.manifest,
                "phase": self.phase,
                "seed": self.seed,
                "signing_seed": self.signing_seed.hex(),
                "polynomial": [str(a) for a in self.polynomial],
                "salt": self.salt,
                "decryption_key": str(self.decryption_key),
                "seen": {name: list(row) for name, row in self.seen.items()},
                "message": self.message,
                "trustees": self.trustees,
                "signing_keys": self.signing_keys,
            }
        )


def _texts(value: object, where: str) -> tuple[str, ...]:
    return tuple(
        as_text(item, where, 100) for item in as_list(value, where, MAX_TRUSTEES)
    )


def read_state(unverified: bytes) -> TrusteeState:
    """Read what `TrusteeState.encoded` wrote.

    Raises:
        EncodingError: one of its leaves. UnknownGroup, BadUuid.
    """
    fields = Fields(decode(unverified), "share", _FIELDS)
    group = group_named(fields.text("group", 40))
    size = fields.integer("size", 1, MAX_TRUSTEES)
    phase = fields.text("phase", 20)
    if phase not in PHASES:
        raise WrongType("share.phase: no such step")
    seen = Fields(fields.raw("seen"), "share.seen", (), _TABLES)
    state = TrusteeState(
        committee=Committee(
            read_uuid(fields.text("uuid", 100)),
            group,
            size,
            fields.integer("threshold", 1, size),
        ),
        index=fields.integer("index", 1, size),
        manifest=read_hex(fields, "manifest"),
        phase=phase,
        seed=fields.text("seed", 22),
        signing_seed=bytes.fromhex(read_hex(fields, "signing_seed")),
        polynomial=tuple(
            group.scalar(item) for item in _texts(fields.raw("polynomial"), "share")
        ),
        salt=read_hex(fields, "salt") if fields.text("salt") else "",
        decryption_key=group.scalar(fields.text("decryption_key", 100)),
        seen={
            name: _texts(seen.raw(name), seen.at(name))
            for name in _TABLES
            if name in seen
        },
        message=fields.text("message", 2_000_000),
        trustees=read_hex(fields, "trustees") if fields.text("trustees") else "",
        signing_keys=fields.text("signing_keys", 100_000),
    )
    same_bytes(unverified, state.encoded(), "share")
    return state
