"""Slips: fresh credentials on sealed paper, the second way to a token (D2).

Refuses a serial number, a URL in the QR, and any copy of a code but the PDF.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field

import segno
import typst

from ballot_service.crypto.group import Element, group_named
from ballot_service.crypto.randomness import Random
from ballot_service.protocol.atoms import read_uuid
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.credential import public_half
from ballot_service.protocol.encoding import encode
from ballot_service.protocol.slip import random_slip, slip_credential
from ballot_service.record.manifest import Manifest

SCHEMA = "ballot-service/slips/1"
FEW = 3
MAX_SLIPS = 1000

_PAGE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "", author: (), date: none)
#set page(paper: "a4", margin: 10mm)
#set text(font: "Libertinus Serif", lang: "vi", size: 10pt, hyphenate: false)
#set par(justify: false)
#let cut = stroke(paint: luma(120), thickness: 0.5pt, dash: "dashed")
#let slip(item) = box(width: 95mm, height: 55mm, stroke: cut, inset: 3.5mm, clip: true,
  grid(columns: (1fr, 34mm), rows: (1fr, auto, auto), column-gutter: 2mm,
    row-gutter: 1.5mm,
    [
      #text(weight: "bold", size: 12pt)[THẺ NHẬN PHIẾU]
      #set text(size: 8pt)
      #set par(leading: 0.45em, spacing: 0.6em)

      #block(height: 16mm, clip: true)[
        #data.body

        #data.title
      ]
      Ngày #data.date · Lần #data.run

      #set text(size: 8pt)
      Quét hoặc nhập *mã thẻ* trên máy bỏ phiếu. Thẻ dùng một lần; không đưa cho người
      khác, không ghi tên lên thẻ.
    ],
    align(top + right, image(bytes(item.svg), format: "svg", width: 34mm)),
    grid.cell(colspan: 2, align(center)[#text(size: 8pt)[Mã thẻ:]
      #text(font: "DejaVu Sans Mono", size: 11pt, item.text)]),
    grid.cell(colspan: 2, align(center, text(size: 6.5pt)[Mã cấu hình: #data.code])),
  ))
#grid(columns: (95mm, 95mm), ..data.slips.map(slip))
"""


@dataclass(frozen=True)
class Slips:
    """Fresh slips: their codes for paper, public halves for the service."""

    codes: tuple[str, ...] = field(repr=False)
    public: tuple[Element, ...]


def make_slips(manifest: Manifest, count: int, random: Random) -> Slips:
    """Draw codes; the public halves are sorted, so that no order links them."""
    codes = tuple(random_slip(random) for _ in range(count))
    return Slips(codes, public_halves(manifest, codes))


def public_halves(manifest: Manifest, codes: Iterable[str]) -> tuple[Element, ...]:
    """Return the public halves of slips, sorted.

    Raises:
        BadSlip: a code was mistyped.
    """
    group, uuid = group_named(manifest.group), read_uuid(manifest.uuid)
    halves = (public_half(group, uuid, slip_credential(uuid, code)) for code in codes)
    return tuple(sorted(halves))


def qr_svg(text: str) -> str:
    """Return a QR of plain text as SVG, with its quiet zone."""
    buffer = io.BytesIO()
    code = segno.make_qr(text, error="q")
    code.save(buffer, kind="svg", xmldecl=False, border=4, scale=4)
    return buffer.getvalue().decode()


def _input(manifest: Manifest, slips: Slips) -> dict[str, str]:
    value = {
        "title": manifest.title,
        "body": manifest.body,
        "date": manifest.date.strftime("%d/%m/%Y"),
        "run": str(manifest.run),
        "code": event_code(manifest.digest),
        "slips": [{"text": item, "svg": qr_svg(item)} for item in slips.codes],
    }
    return {"data": encode(value).decode()}


def slips_pdf(manifest: Manifest, slips: Slips) -> bytes:
    """Return the slips as PDF, A4, ten a page, with cut lines; in memory alone."""
    pdf = typst.compile(
        _PAGE.encode(),
        format="pdf",
        sys_inputs=_input(manifest, slips),
        ignore_system_fonts=True,
        timestamp=manifest.timestamp,
    )
    return bytes(pdf)


def slips_png(manifest: Manifest, slips: Slips) -> bytes:
    """Return one page (at most ten slips) as PNG, to be looked at before printing."""
    return typst.compile(
        _PAGE.encode(),
        format="png",
        ppi=200,
        sys_inputs=_input(manifest, slips),
        ignore_system_fonts=True,
    )


def encode_public(manifest: Manifest, slips: Slips) -> bytes:
    """Write the public halves for the service."""
    return encode(
        {
            "schema": SCHEMA,
            "uuid": manifest.uuid,
            "manifest": manifest.digest,
            "credentials": list(slips.public),
        }
    )
