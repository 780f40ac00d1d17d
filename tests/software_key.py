"""A security key in software, honest or lying: makes and uses credentials of WebAuthn.

Refuses nothing that it is told to say: each lie is one field of what it signs.
"""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED, EXTENDED = 0x01, 0x04, 0x40, 0x80
Options = dict[str, Any]


@dataclass
class Lies:
    """What the device says instead of the truth; None where it is honest."""

    origin: str | None = None
    party: str | None = None
    challenge: bytes | None = None
    kind: str | None = None
    count: int | None = None
    handle: str | None = None
    verified: bool = True
    present: bool = True
    extension: bytes = b""


HONEST = Lies()


@dataclass
class SoftwareKey:
    """One device with one credential, at one address."""

    origin: str = "http://localhost"
    credential: bytes = field(default_factory=lambda: os.urandom(32))
    secret: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    count: int = 0
    counts: bool = True
    user: bytes = b""

    @property
    def id(self) -> str:
        """The credential id as it travels."""
        return bytes_to_base64url(self.credential)

    def _client(self, kind: str, options: Options, lies: Lies) -> bytes:
        challenge = lies.challenge or base64url_to_bytes(str(options["challenge"]))
        said = {
            "type": lies.kind or kind,
            "challenge": bytes_to_base64url(challenge),
            "origin": lies.origin or self.origin,
            "crossOrigin": False,
        }
        return json.dumps(said).encode()

    def _data(self, party: str, lies: Lies, attested: bytes = b"") -> bytes:
        if self.counts:
            self.count += 1
        count = self.count if lies.count is None else lies.count
        flags = PRESENT * lies.present | VERIFIED * lies.verified
        flags |= ATTESTED * bool(attested) | EXTENDED * bool(lies.extension)
        named = hashlib.sha256((lies.party or party).encode()).digest()
        head = named + bytes([flags]) + count.to_bytes(4, "big")
        return head + attested + lies.extension

    def _public(self) -> bytes:
        numbers = self.secret.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def create(self, options: Options, lies: Lies = HONEST) -> dict[str, Any]:
        """Answer `navigator.credentials.create`."""
        self.user = base64url_to_bytes(options["user"]["id"])
        size = len(self.credential).to_bytes(2, "big")
        attested = bytes(16) + size + self.credential + self._public()
        made = self._data(options["rp"]["id"], lies, attested)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": made})
        return self._answer(
            clientDataJSON=self._client("webauthn.create", options, lies),
            attestationObject=attestation,
        )

    def get(self, options: Options, lies: Lies = HONEST) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        client = self._client("webauthn.get", options, lies)
        made = self._data(str(options["rpId"]), lies)
        signed = made + hashlib.sha256(client).digest()
        user = lies.handle.encode() if lies.handle else self.user
        return self._answer(
            clientDataJSON=client,
            authenticatorData=made,
            signature=self.secret.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=user,
        )

    def _answer(self, **response: bytes) -> dict[str, Any]:
        parts = {name: bytes_to_base64url(part) for name, part in response.items()}
        head = {"id": self.id, "rawId": self.id, "type": "public-key"}
        return {**head, "response": parts}
