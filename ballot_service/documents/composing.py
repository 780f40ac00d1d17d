"""A paper composed of blocks, and its PDF/A.

Refuses a paper without a place to sign, but where the form has none (ballots).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballot_service.documents.blocks import Block
from ballot_service.documents.facts import Paper
from ballot_service.documents.heading import frame, recipients_text
from ballot_service.documents.printable import abstract, printable
from ballot_service.documents.typesetting import set_pdf

SignerRow = Sequence[Mapping[str, object] | None]


@dataclass(frozen=True)
class Composed:
    """One paper before it is set.

    Attributes:
        abbreviation: of the kind in its number, "BB", "TTr", "QĐ", "" for none.
        kind: in capitals, "BIÊN BẢN". about: the abstract line beneath, or "".
        addressee: who is addressed ("Kính gửi"), or "".
        foot: the line at the foot of every page.
        closing: the sentence above the signatures, or "".
        signers: rows of places to sign, from `heading.signer`.
        recipients: lines of "Nơi nhận", may be empty.
        annex: blocks on pages of their own after the signatures.
        landscape: for wide tables.
        numbered: whether the heading has a number.
    """

    paper: Paper
    abbreviation: str
    kind: str
    about: str
    blocks: tuple[Block, ...]
    foot: str
    addressee: str = ""
    closing: str = ""
    signers: tuple[SignerRow, ...] = ()
    recipients: tuple[str, ...] = ()
    annex: tuple[Block, ...] = ()
    landscape: bool = False
    numbered: bool = True


def composed_pdf(composed: Composed) -> bytes:
    """Set a composed paper as PDF/A.

    Raises:
        NoTemplates, DocumentNotSet.
    """
    title = " – ".join(text for text in (composed.kind, composed.about) if text)
    data = {
        **frame(composed.paper, composed.abbreviation, title, composed.foot),
        "kind": printable(composed.kind),
        "about": abstract(composed.about),
        "addressee": printable(composed.addressee),
        "blocks": list(composed.blocks),
        "closing": printable(composed.closing),
        "signers": [list(row) for row in composed.signers],
        "recipients": recipients_text(composed.paper, composed.recipients),
        "annex": list(composed.annex),
        "landscape": composed.landscape,
        "numbered": composed.numbered,
    }
    return set_pdf("paper", data, composed.paper.day)
