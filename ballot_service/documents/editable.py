"""The same papers as DOCX, for the parts that a secretary may edit.

Refuses figures: where a block is marked as figures, its reference stands instead.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ballot_service.documents.blocks import Block
from ballot_service.documents.composing import Composed
from ballot_service.documents.facts import GRADES
from ballot_service.documents.heading import heading, recipients_text
from ballot_service.documents.printable import abstract, printable
from ballot_service.errors import DocumentNotSet

FONT = "Times New Roman"
"""By name: it is on every office machine, and a DOCX carries no letters."""

_SIZE = 14
"""Of the text, in points."""

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def composed_docx(composed: Composed) -> bytes:
    """Write a composed paper as DOCX, the same bytes for the same input.

    Raises:
        DocumentNotSet: a block that an editable paper does not have.
    """
    document = docx.Document()
    _prepare(document, composed)
    _heading(document, composed)
    _title(document, composed)
    for block in composed.blocks:
        _block(document, block)
    if composed.closing:
        closing = document.add_paragraph()
        closing.paragraph_format.keep_with_next = True
        _text(closing, printable(composed.closing), indent=True)
    _signatures(document, composed)
    if composed.annex:
        document.add_paragraph()
    for block in composed.annex:
        _block(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_clock(buffer, composed.paper.day)


def _without_clock(written: io.BytesIO, day: dt.date) -> bytes:
    """Pack the file again: its parts are dated by the paper, not by the machine."""
    dated = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(dated, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return dated.getvalue()


def _prepare(document: Document, composed: Composed) -> None:
    midnight = dt.datetime.combine(composed.paper.day, dt.time())
    properties = document.core_properties
    properties.title = " – ".join(t for t in (composed.kind, composed.about) if t)
    properties.author = composed.paper.office.body
    properties.comments = ""
    properties.created = properties.modified = midnight
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if composed.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.top_margin = section.bottom_margin = Mm(22)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(_SIZE)
    # Word keeps a font of its own for letters of Asian scripts.
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    section.different_first_page_header_footer = True
    for footer in (section.footer, section.first_page_footer):
        _text(footer.paragraphs[0], printable(composed.foot), size=8)
    # The style's own stops lie elsewhere and would come first.
    document.styles["Header"].paragraph_format.tab_stops.clear_all()
    _running_head(section.header.paragraphs[0], composed)


def _running_head(head: Paragraph, composed: Composed) -> None:
    """Number the pages from the second on, and mark each of them."""
    stops = head.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(81), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(162), WD_TAB_ALIGNMENT.RIGHT)
    head.add_run("\t").font.size = Pt(13)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    # python-docx has no fields, and an element beside the run is XML only.
    head.runs[0].element.addnext(number)
    grade = GRADES[composed.paper.secrecy]
    _text(head, f"\t{grade}", bold=True, size=13)


def _text(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = _SIZE,
    indent: bool = False,
) -> None:
    run = paragraph.add_run(text.replace("\u200b", ""))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _cell_lines(cell: _Cell, lines: Sequence[tuple[str, bool, bool, int]]) -> None:
    for number, (text, bold, italic, size) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.space_after = Pt(0)
        _text(paragraph, text, bold=bold, italic=italic, size=size)


def _heading(document: Document, composed: Composed) -> None:
    parts = heading(composed.paper, composed.abbreviation)
    party = parts["family"] == "party"
    body = [
        (str(parts["superior"]), False, False, 13),
        (str(parts["body"]), True, False, 13),
        ("*" if party else "_______", False, False, 13),
    ]
    below = [
        (str(parts["number"]), False, False, 13),
        (str(parts["secrecy"]), True, False, 13),
    ]
    motto = [(line, True, False, 12) for line in cast("list[str]", parts["motto"])]
    motto.append(("_" * 24, False, False, 8))
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for column, width in enumerate((66, 98)):
        table.columns[column].width = Mm(width)
        for row in table.rows:
            row.cells[column].width = Mm(width)
    (left, right), (number, dateline) = (row.cells for row in table.rows)
    _cell_lines(left, [line for line in body if line[0]])
    _cell_lines(right, motto)
    _cell_lines(number, [line for line in below if line[0]])
    _cell_lines(dateline, [(str(parts["dateline"]), False, True, 13)])


def _title(document: Document, composed: Composed) -> None:
    for text, size in ((composed.kind, 16), (composed.about, 14)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.alignment = _CENTRE
            paragraph.paragraph_format.space_before = Pt(size - 4)
            _text(paragraph, abstract(text), bold=True, size=size)
    if composed.addressee:
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTRE
        _text(paragraph, printable(f"Kính gửi: {composed.addressee}"))


def _block(document: Document, block: Block) -> None:
    if "figures" in block:
        reference = str(block["figures"])
        if reference:
            paragraph = document.add_paragraph()
            lead = str(block.get("lead", ""))
            if lead:
                _text(paragraph, lead, bold=True, indent=True)
            _text(paragraph, reference.removeprefix(lead), indent=True)
        return
    match block["kind"]:
        case "section":
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            _text(paragraph, str(block["text"]), bold=True)
        case "item":
            _text(document.add_paragraph(), str(block["text"]), indent=True)
        case "article":
            paragraph = document.add_paragraph()
            _text(paragraph, f"{block['lead']} ", bold=True, indent=True)
            _text(paragraph, str(block["text"]), indent=True)
        case "basis":
            text = str(block["text"])
            _text(document.add_paragraph(), text, italic=True, indent=True)
        case "centre":
            paragraph = document.add_paragraph()
            paragraph.alignment = _CENTRE
            _text(paragraph, str(block["text"]), bold=True)
        case "persons":
            for number, row in enumerate(cast("list[str]", block["rows"]), 1):
                _text(document.add_paragraph(), f"{number}. {row}", indent=True)
        case kind:
            raise DocumentNotSet(f"{kind}: not in an editable paper")


def _signatures(document: Document, composed: Composed) -> None:
    """Place the signers; one alone stands beside the recipients, as printed."""
    alone = len(composed.signers) == 1 and len(composed.signers[0]) == 1
    for row in composed.signers:
        places: list[Mapping[str, object] | None] = list(row)
        if len(places) == 1:
            places.insert(0, None)
        table = document.add_table(rows=1, cols=len(places))
        for cell, place in zip(table.rows[0].cells, places, strict=True):
            if place is not None:
                capacity = cast("list[str]", place["capacity"])
                lines = [("", False, False, 6)]
                lines += [(line, True, False, 14) for line in capacity]
                lines.append((str(place["manner"]), False, True, 12))
                lines += [("", False, False, 14)] * 3
                lines.append((str(place["name"]), True, False, 14))
                _cell_lines(cell, lines)
                for paragraph in cell.paragraphs[:-1]:
                    paragraph.paragraph_format.keep_with_next = True
        if alone:
            _recipients(table.rows[0].cells[0], composed)
    if not alone:
        _recipients(document, composed)


def _recipients(where: Document | _Cell, composed: Composed) -> None:
    lines = recipients_text(composed.paper, composed.recipients)
    if not lines:
        return
    head = where.add_paragraph()
    head.paragraph_format.space_before = Pt(12)
    head.paragraph_format.space_after = Pt(0)
    party = composed.paper.office.family == "party"
    _text(head, "Nơi nhận", bold=not party, italic=not party, size=13)
    head.runs[0].underline = party
    _text(head, ":", bold=not party, italic=not party, size=13)
    for line in lines:
        paragraph = where.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _text(paragraph, f"– {line}", size=11)
