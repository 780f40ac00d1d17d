"""JWS signatures over a kernel: General JSON serialization, algorithm Ed25519.

Refuses every header but {"alg":"Ed25519","kid":thumbprint}, and a signer twice.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from ballot_service.errors import (
    BadStatement,
    BadStatementSignature,
    MissingStatementSignature,
)
from ballot_service.protocol.encoding import Fields, as_list, decode, encode

_KEY_BYTES = 32
ALGORITHM = "Ed25519"
MAX_BYTES = 8 * 1024 * 1024
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


def encode_base64url(data: bytes) -> str:
    """Write Base64url without padding (RFC 7515 §2)."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode_base64url(text: str) -> bytes:
    """Read Base64url without padding, in its one canonical form.

    Raises:
        BadStatement: anything else.
    """
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise BadStatement("not Base64url") from error
    if not _BASE64URL.fullmatch(text) or encode_base64url(data) != text:
        raise BadStatement("not canonical Base64url")
    return data


encode_public = encode_base64url


def decode_public(text: str) -> bytes:
    """Read an Ed25519 public key, 32 bytes in Base64url.

    Raises:
        BadStatement: anything else.
    """
    data = decode_base64url(text)
    if len(data) != _KEY_BYTES:
        raise BadStatement("a signing key has 32 bytes")
    return data


def _public_jwk(public: bytes) -> OKPKey:
    return OKPKey.import_key(
        {"kty": "OKP", "crv": "Ed25519", "x": encode_public(public)}
    )


def public_jwk(public: bytes) -> dict[str, str]:
    """Return an Ed25519 key as a JWK, with its thumbprint as `kid` (RFC 7517)."""
    x = encode_public(public)
    kid = thumbprint(public)
    return {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": kid, "alg": ALGORITHM}


def thumbprint(public: bytes) -> str:
    """Return the RFC 7638 thumbprint (SHA-256, Base64url) of an Ed25519 key."""
    return _public_jwk(public).thumbprint()


@dataclass(frozen=True)
class Signature:
    """One entry of `signatures`, header checked, signature not yet."""

    kid: str
    protected: str
    signature: str

    def to_json(self) -> dict[str, object]:
        """Write {"protected","signature"}."""
        return {"protected": self.protected, "signature": self.signature}


@dataclass(frozen=True)
class SignedKernel:
    """A statement as read: its kernel, and signatures that nobody checked yet."""

    kernel: bytes
    signatures: tuple[Signature, ...]

    def encoded(self) -> bytes:
        """Write the statement's bytes."""
        return encode(
            {
                "payload": encode_base64url(self.kernel),
                "signatures": [item.to_json() for item in self.signatures],
            }
        )


def _header(kid: str) -> bytes:
    return encode({"alg": ALGORITHM, "kid": kid})


def _read_signature(value: object, where: str) -> Signature:
    fields = Fields(value, where, ("protected", "signature"))
    protected = fields.text("protected", 400)
    header = decode_base64url(protected)
    kid = Fields(decode(header, 400), f"{where}.protected", ("alg", "kid")).text("kid")
    if header != _header(kid):
        raise BadStatementSignature(f"{where}: foreign header")
    signature = fields.text("signature", 100)
    decode_base64url(signature)
    return Signature(kid, protected, signature)


def read_signed(unverified: bytes) -> SignedKernel:
    """Read a statement.

    Raises:
        EncodingError, BadStatement.
        BadStatementSignature: a foreign header, or a signer twice.
    """
    fields = Fields(
        decode(unverified, MAX_BYTES), "statement", ("payload", "signatures")
    )
    signatures = tuple(
        _read_signature(item, f"statement.signatures[{i}]")
        for i, item in enumerate(
            as_list(fields.raw("signatures"), "statement.signatures", 100)
        )
    )
    kids = [item.kid for item in signatures]
    if kids != sorted(set(kids)):
        raise BadStatementSignature("signers are not sorted, or one stands twice")
    signed = SignedKernel(
        decode_base64url(fields.text("payload", MAX_BYTES)), signatures
    )
    if signed.encoded() != unverified:
        raise BadStatement("statement: not in canonical form")
    return signed


def sign_kernel(kernel: bytes, private: bytes, existing: bytes | None = None) -> bytes:
    """Sign a kernel, beside the signatures of an existing statement.

    Args:
        private: 32-byte Ed25519 private key (RFC 8032 seed).
        existing: the statement so far, or None.

    Raises:
        BadStatement: the existing statement is about another kernel.
        BadStatementSignature: this signer has signed already.
    """
    signed = SignedKernel(kernel, ()) if existing is None else read_signed(existing)
    if signed.kernel != kernel:
        raise BadStatement("the statement so far says something else")
    key = _private_jwk(private)
    kid = key.thumbprint()
    if any(item.kid == kid for item in signed.signatures):
        raise BadStatementSignature("this signer has signed already")
    token = jws.serialize_compact(
        {"alg": ALGORITHM, "kid": kid}, kernel, key, algorithms=[ALGORITHM]
    )
    protected, _, signature = token.split(".")
    signatures = (*signed.signatures, Signature(kid, protected, signature))
    ordered = sorted(signatures, key=lambda item: item.kid)
    return SignedKernel(kernel, tuple(ordered)).encoded()


def _private_jwk(private: bytes) -> OKPKey:
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return OKPKey.import_key(
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "d": encode_base64url(private),
            "x": encode_public(public.public_bytes_raw()),
        }
    )


def check_signature(signed: SignedKernel, public: bytes, whose: str) -> None:
    """Check that one key has signed the kernel.

    Raises:
        MissingStatementSignature: there is no signature of this key.
        BadStatementSignature: there is one, and it does not hold.
    """
    kid = thumbprint(public)
    for item in signed.signatures:
        if item.kid == kid:
            break
    else:
        raise MissingStatementSignature(whose)
    token = f"{item.protected}.{encode_base64url(signed.kernel)}.{item.signature}"
    try:
        jws.deserialize_compact(token, _public_jwk(public), algorithms=[ALGORITHM])
    except (JoseError, ValueError) as error:
        raise BadStatementSignature(whose) from error


def check_no_stranger(signed: SignedKernel, known: Sequence[bytes]) -> None:
    """Check that every signature is of a known key, and holds.

    Raises:
        BadStatementSignature: a key that neither the trustees nor the service have.
    """
    thumbprints = {thumbprint(public): public for public in known}
    for item in signed.signatures:
        if item.kid not in thumbprints:
            raise BadStatementSignature(f"unknown signer {item.kid[:16]}")
        check_signature(signed, thumbprints[item.kid], f"signer {item.kid[:16]}")
