"""The blocks that a paper of prose and tables is composed of, as data.

Refuses to hold markup: every text is made printable here, once.
"""

from collections.abc import Sequence

from ballot_service.documents.printable import joined, printable, printable_lines

Block = dict[str, object]

GROW = 0
"""Width of the columns that share what is left; others are in millimetres."""


def section(text: str) -> Block:
    """Return a heading in bold, kept with what follows."""
    return {"kind": "section", "text": printable(text)}


def item(text: str) -> Block:
    """Return a paragraph with its first line indented."""
    return {"kind": "item", "text": printable(text)}


def items(text: str, lead: str = "") -> list[Block]:
    """Return the paragraphs of a longer text, `lead` before the first."""
    lines = printable_lines(text)
    return [
        {"kind": "item", "text": f"{lead if number == 0 else ''}{line}"}
        for number, line in enumerate(lines)
    ]


def article(number: int, text: str) -> Block:
    """Return an article of a decision, "Điều n." in bold before it."""
    return {"kind": "article", "lead": f"Điều {number}.", "text": printable(text)}


def basis(text: str) -> Block:
    """Return a line of legal grounds, in italic."""
    return {"kind": "basis", "text": printable(text)}


def centre(text: str) -> Block:
    """Return a centred line in bold: "QUYẾT ĐỊNH:"."""
    return {"kind": "centre", "text": printable(text)}


def beneath(text: str) -> Block:
    """Return a centred line in italic, as it stands beneath a heading."""
    return {"kind": "beneath", "text": printable(text)}


def persons(rows: Sequence[str]) -> Block:
    """Return a numbered list."""
    return {"kind": "persons", "rows": [printable(row) for row in rows]}


def table(
    widths: Sequence[int],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    left: Sequence[int],
    caption: str = "",
    *,
    tall: bool = False,
) -> Block:
    """Return a table whose head is repeated on each page.

    Args:
        widths: in millimetres, GROW for the columns that share the rest.
        head: one cell a column.
        rows: cells as texts, as many as `head`.
        left: columns that are set to the left; the others are centred.
        caption: a line above the head, "" for none.
        tall: rows with room for a mark by hand.
    """
    return {
        "kind": "table",
        "tall": tall,
        "widths": list(widths),
        "head": [joined(cell) for cell in head],
        "rows": [[printable(cell) for cell in row] for row in rows],
        "left": list(left),
        "caption": printable(caption),
    }


def grouped_table(
    caption: str,
    single: Sequence[str],
    groups: Sequence[tuple[str, Sequence[str]]],
    last: str,
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
) -> Block:
    """Return a table with two rows of head: `single` cells, groups, one `last` cell.

    Args:
        caption: a line above the head.
        groups: a name over the names of its columns.
        widths, rows: as in `table`; the second and the last column are set left.
    """
    return {
        "kind": "grouped",
        "caption": printable(caption),
        "single": [printable(cell) for cell in single],
        "groups": [
            {"name": printable(name), "cells": [printable(cell) for cell in cells]}
            for name, cells in groups
        ],
        "last": printable(last),
        "widths": list(widths),
        "rows": [[printable(cell) for cell in row] for row in rows],
    }


def codes(rows: Sequence[Sequence[str]], qr: str) -> Block:
    """Return the verification codes with their QR (an SVG)."""
    return {"kind": "codes", "rows": [list(row) for row in rows], "qr": qr}


def note(text: str) -> Block:
    """Return a remark in small italic letters."""
    return {"kind": "note", "text": printable(text)}


def figures(blocks: Sequence[Block], reference: str) -> list[Block]:
    """Mark blocks as figures: an editable copy shows `reference` in their place.

    Args:
        blocks: at least one.
        reference: where the figures stand, signed and not to be edited.
    """
    first, *rest = blocks
    marked = [{**first, "figures": printable(reference)}]
    return marked + [{**block, "figures": ""} for block in rest]
