"""The off-line check of a paper's signatures, against given roots and revocation lists.

Refuses to pass a certificate that cannot be checked here (E23), and any change to the
paper after its first signature but further signatures.
"""

import asyncio
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)

from ballot_service.errors import (
    CertificateExpired,
    CertificateNotTrusted,
    CertificateRevoked,
    NotSigned,
    RevocationUnknown,
    SignatureBroken,
)


@dataclass(frozen=True)
class Trust:
    """What the office brought in on a medium.

    Attributes:
        roots: certificates of the authorities, PEM or DER.
        between: certificates between root and signer, PEM or DER.
        crls: revocation lists of all these authorities, PEM or DER.
    """

    roots: tuple[bytes, ...]
    between: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Signature:
    """One signature that holds: whose, and as what."""

    name: str
    reason: str


def _der(data: bytes) -> bytes:
    return bytes(pem.unarmor(data)[2]) if pem.detect(data) else data


def _context(trust: Trust, at: dt.datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(_der(one)) for one in trust.roots],
        other_certs=[x509.Certificate.load(_der(one)) for one in trust.between],
        crls=[crl.CertificateList.load(_der(one)) for one in trust.crls],
        moment=at,
        allow_fetching=False,
        revocation_mode="require",
        # A list that was made after the signature still speaks of it.
        retroactive_revinfo=True,
    )


def signatures_in(pdf: bytes) -> Sequence[EmbeddedPdfSignature]:
    """Return the signatures of a file, unchecked.

    Raises:
        SignatureBroken: not a PDF that can be read.
    """
    try:
        return list(PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures)
    except (PdfError, ValueError) as error:
        raise SignatureBroken("not a readable PDF") from error


def check_signatures(
    pdf: bytes, trust: Trust, at: dt.datetime
) -> tuple[Signature, ...]:
    """Check every signature of a paper.

    Args:
        pdf: the file as it lies there.
        trust: roots and revocation lists.
        at: the moment for which certificates must be valid, with a time zone.

    Returns:
        The signatures in their order.

    Raises:
        NotSigned. SignatureBroken: changed, or false. CertificateExpired,
        CertificateNotTrusted, CertificateRevoked, RevocationUnknown (E23).
    """
    found = signatures_in(pdf)
    if not found:
        raise NotSigned("no signature")
    return tuple(_checked(one, trust, at) for one in found)


def _checked(one: EmbeddedPdfSignature, trust: Trust, at: dt.datetime) -> Signature:
    try:
        status = validate_pdf_signature(one, _context(trust, at))
    except (SignatureValidationError, PdfError, ValueError) as error:
        raise SignatureBroken(one.field_name) from error
    name = str(status.signing_cert.subject.native.get("common_name", ""))
    _check_whole(status, one.field_name)
    _check_certificate(status.signing_cert, one.other_embedded_certs, trust, at)
    return Signature(name, str(one.sig_object.get("/Reason", "")))


def _check_whole(status: PdfSignatureStatus, field: str) -> None:
    if not status.intact or not status.valid:
        raise SignatureBroken(f"{field}: not what was signed")
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    later = status.modification_level
    # A further signature fills a form field; nothing else may.
    if later not in (*allowed, ModificationLevel.FORM_FILLING) or not status.docmdp_ok:
        raise SignatureBroken(f"{field}: changed after it was signed")


def _check_certificate(
    cert: x509.Certificate,
    embedded: Sequence[x509.Certificate],
    trust: Trust,
    at: dt.datetime,
) -> None:
    """Check the path again by itself: the status above does not tell why it fails."""
    name = str(cert.subject.native.get("common_name", ""))
    check = CertificateValidator(
        cert, intermediate_certs=embedded, validation_context=_context(trust, at)
    )
    try:
        asyncio.run(check.async_validate_usage(key_usage={"non_repudiation"}))
    except (ExpiredError, NotYetValidError) as error:
        raise CertificateExpired(name) from error
    except RevokedError as error:
        raise CertificateRevoked(name) from error
    except InsufficientRevinfoError as error:
        raise RevocationUnknown(name) from error
    except (PathError, ValidationError) as error:
        raise CertificateNotTrusted(name) from error
