"""The trustees' public parameters: single keys and Pedersen groups, read and written.

Refuses secrets; whether the proofs hold is for check_trustees to say.
"""

from dataclasses import dataclass

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Proof
from ballot_service.errors import WrongType
from ballot_service.protocol.atoms import (
    SignedMessage,
    read_proof,
    read_signed_message,
    write_proof,
)
from ballot_service.protocol.encoding import (
    Fields,
    as_list,
    as_text,
    decode,
    encode,
    same_bytes,
)

MAX_TRUSTEES = 50


@dataclass(frozen=True)
class TrusteeKey:
    """A public key with its proof of knowledge (record.md §5)."""

    pok: Proof
    public_key: Element
    signature: Proof | None = None
    name: str | None = None

    def to_json(self) -> dict[str, object]:
        """Write the key, absent fields omitted."""
        value: dict[str, object] = {
            "pok": write_proof(self.pok),
            "public_key": self.public_key,
        }
        if self.signature is not None:
            value["signature"] = write_proof(self.signature)
        if self.name is not None:
            value["name"] = self.name
        return value


@dataclass(frozen=True)
class Certificate:
    """What a certificate's message says: context and the trustee's two keys."""

    group: str
    size: int
    threshold: int
    index: int
    verification: Element
    encryption: Element

    def message(self) -> str:
        """Write the message that is signed."""
        return encode(
            {
                "context": {
                    "group": self.group,
                    "size": self.size,
                    "threshold": self.threshold,
                    "index": self.index,
                },
                "verification": self.verification,
                "encryption": self.encryption,
            }
        ).decode()


@dataclass(frozen=True)
class PedersenGroup:
    """The public outcome of one threshold key ceremony."""

    threshold: int
    certs: tuple[SignedMessage, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...]
    verification_keys: tuple[TrusteeKey, ...]

    @property
    def size(self) -> int:
        """Number of trustees."""
        return len(self.certs)

    def to_json(self) -> dict[str, object]:
        """Write the parameters, keys in the order of the format."""
        return {
            "threshold": self.threshold,
            "certs": [cert.to_json() for cert in self.certs],
            "coefexps": [item.to_json() for item in self.coefexps],
            "signatures": [write_proof(item) for item in self.signatures],
            "verification_keys": [key.to_json() for key in self.verification_keys],
        }


Trustee = TrusteeKey | PedersenGroup


@dataclass(frozen=True)
class Trustees:
    """All trustees of an election, in the order of the file."""

    entries: tuple[Trustee, ...]

    def encoded(self) -> bytes:
        """Write the array."""
        return encode(
            [
                ["Single" if isinstance(e, TrusteeKey) else "Pedersen", e.to_json()]
                for e in self.entries
            ]
        )


def read_trustee_key(group: Group, value: object, where: str) -> TrusteeKey:
    """Read a trustee's public key; proofs are not yet checked."""
    fields = Fields(value, where, ("pok", "public_key"), ("signature", "name"))
    signature = None
    if "signature" in fields:
        signature = read_proof(group, fields.raw("signature"), fields.at("signature"))
    return TrusteeKey(
        read_proof(group, fields.raw("pok"), fields.at("pok")),
        group.element(fields.text("public_key", 700)),
        signature,
        fields.text("name", 300) if "name" in fields else None,
    )


def read_certificate(group: Group, message: str, where: str) -> Certificate:
    """Read the message of a certificate, which must be canonical."""
    raw = message.encode()
    fields = Fields(decode(raw), where, ("context", "verification", "encryption"))
    context = Fields(
        fields.raw("context"),
        fields.at("context"),
        ("group", "size", "threshold", "index"),
    )
    certificate = Certificate(
        context.text("group", 40),
        context.integer("size", 1, MAX_TRUSTEES),
        context.integer("threshold", 1, MAX_TRUSTEES),
        context.integer("index", 1, MAX_TRUSTEES),
        group.element(fields.text("verification", 700)),
        group.element(fields.text("encryption", 700)),
    )
    same_bytes(raw, certificate.message().encode(), where)
    return certificate


def coefexps_message(coefficients: tuple[Element, ...]) -> str:
    """Write the message that a trustee signs over its committed polynomial."""
    return encode({"coefexps": list(coefficients)}).decode()


def read_coefexps(group: Group, message: str, where: str) -> tuple[Element, ...]:
    """Read the message of a committed polynomial, which must be canonical."""
    raw = message.encode()
    fields = Fields(decode(raw), where, ("coefexps",))
    coefficients = tuple(
        group.element(as_text(item, f"{where}[{k}]", 700))
        for k, item in enumerate(fields.items("coefexps", MAX_TRUSTEES, 1))
    )
    same_bytes(raw, coefexps_message(coefficients).encode(), where)
    return coefficients


def certs_message(
    certs: tuple[SignedMessage, ...], coefficients: tuple[Element, ...]
) -> str:
    """Return the text that binds a polynomial to all certificates."""
    bound = {"certs": [c.to_json() for c in certs], "coefexps": list(coefficients)}
    return "certs_sig|" + encode(bound).decode()


def pok_prefix(group: Group, public: Element) -> str:
    """Return the statement of a trustee key's proof of knowledge."""
    return f"pok|{group.name}|{public}|"


def _read_pedersen(group: Group, value: object, where: str) -> PedersenGroup:
    fields = Fields(
        value,
        where,
        ("threshold", "certs", "coefexps", "signatures", "verification_keys"),
    )

    def messages(name: str) -> tuple[SignedMessage, ...]:
        return tuple(
            read_signed_message(group, item, f"{where}.{name}[{i}]")
            for i, item in enumerate(fields.items(name, MAX_TRUSTEES, 1))
        )

    return PedersenGroup(
        fields.integer("threshold", 1, MAX_TRUSTEES),
        messages("certs"),
        messages("coefexps"),
        tuple(
            read_proof(group, item, f"{where}.signatures[{i}]")
            for i, item in enumerate(fields.items("signatures", MAX_TRUSTEES))
        ),
        tuple(
            read_trustee_key(group, item, f"{where}.verification_keys[{i}]")
            for i, item in enumerate(fields.items("verification_keys", MAX_TRUSTEES))
        ),
    )


def read_trustees(group: Group, unverified: bytes) -> Trustees:
    """Read the array of trustees; proofs are checked by `check_trustees`.

    Raises:
        EncodingError: one of its leaves.
    """
    entries: list[Trustee] = []
    for i, item in enumerate(as_list(decode(unverified), "trustees", MAX_TRUSTEES, 1)):
        where = f"trustees[{i}]"
        kind, value = as_list(item, where, 2, 2)
        if kind == "Single":
            entries.append(read_trustee_key(group, value, where))
        elif kind == "Pedersen":
            entries.append(_read_pedersen(group, value, where))
        else:
            raise WrongType(f"{where}: neither Single nor Pedersen")
    trustees = Trustees(tuple(entries))
    same_bytes(unverified, trustees.encoded(), "trustees")
    return trustees
