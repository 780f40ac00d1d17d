"""PAdES: papers signed with a PKCS#12 file or a token of the office's own certificates.

Refuses the network: roots and revocation lists are given, nothing is fetched; and hands
out no signed paper that would not pass its own check.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError as SigningFault
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import (
    PdfSignatureMetadata,
    Signer,
    SimpleSigner,
    sign_pdf,
)

from ballot_service.documents.signature_check import (
    Signature,
    Trust,
    check_signatures,
    signatures_in,
)
from ballot_service.errors import SigningKeyUnusable


@dataclass(frozen=True)
class Token:
    """A PKCS#11 token: its library's file, its label, and the label of the key."""

    library: Path
    label: str
    key: str


def signer_of_file(path: Path, passphrase: str) -> Signer:
    """Open a PKCS#12 file.

    Raises:
        SigningKeyUnusable: unreadable, or another passphrase.
    """
    try:
        signer: Signer | None = SimpleSigner.load_pkcs12(
            str(path), passphrase=passphrase.encode()
        )
    except (OSError, ValueError) as error:
        raise SigningKeyUnusable(path.name) from error
    if signer is None:
        raise SigningKeyUnusable(path.name)
    return signer


@contextmanager
def signer_on_token(token: Token, pin: str) -> Iterator[Signer]:
    """Open a session on a token, and close it at the end.

    Raises:
        SigningKeyUnusable: no such library, token or key, or another PIN.
    """
    try:
        session = open_pkcs11_session(
            str(token.library),
            token_criteria=TokenCriteria(label=token.label),
            user_pin=pin,
        )
    except (PKCS11Error, RuntimeError, OSError) as error:
        raise SigningKeyUnusable(token.label) from error
    with session:
        yield PKCS11Signer(session, cert_label=token.key, key_label=token.key)


class _Writer(IncrementalPdfFileWriter):
    """Adds to a file and leaves its properties as they are.

    Written anew by pyHanko they lose the declarations that PDF/A asks for; a test
    with the checker stands over this one use of a name with an underscore.
    """

    def _update_meta(self) -> None:
        """Change nothing: the paper's properties are the paper's."""


def sign_paper(
    pdf: bytes, signer: Signer, reason: str, trust: Trust, at: dt.datetime
) -> bytes:
    """Add one signature to a paper; those before it stay whole.

    Args:
        pdf: a paper of this room, signed before or not.
        signer: from `signer_of_file` or `signer_on_token`.
        reason: as what the person signs, "Trưởng ban kiểm phiếu".
        trust: roots and revocation lists, against which the result is checked.
        at: now, with a time zone.

    Raises:
        SigningKeyUnusable: the key does not sign. SignatureBroken: the paper was
        changed after an earlier signature. CertificateError (E23) by its name.
    """
    number = len(signatures_in(pdf)) + 1
    field = f"ChuKy{number}"
    writer = _Writer(io.BytesIO(pdf))
    meta = PdfSignatureMetadata(
        field_name=field,
        reason=reason,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    _add_field(writer, field)
    try:
        out = sign_pdf(writer, meta, signer, existing_fields_only=True)
    except (PKCS11Error, SigningFault) as error:
        raise SigningKeyUnusable(reason) from error
    signed = bytes(out.getvalue())
    check_signatures(signed, trust, at)
    return signed


def _add_field(writer: _Writer, name: str) -> None:
    """Add an invisible field: ink and seal have their place, this one takes none.

    PDF/A-1 asks for an appearance even of what does not appear: an empty drawing.
    """
    append_signature_field(writer, SigFieldSpec(name))
    drawing = StreamObject(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([NumberObject(0)] * 4),
            NameObject("/Resources"): DictionaryObject(),
        },
        stream_data=b"",
    )
    _, _, reference = next(enumerate_sig_fields(writer, with_name=name))
    field = reference.get_object()
    field[NameObject("/AP")] = DictionaryObject(
        {NameObject("/N"): writer.add_object(drawing)}
    )
    writer.mark_update(reference)


def signers_of(signatures: Sequence[Signature]) -> tuple[str, ...]:
    """Return the names of those who signed, in their order."""
    return tuple(one.name for one in signatures)
