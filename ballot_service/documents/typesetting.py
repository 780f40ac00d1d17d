"""Typst: one template and one JSON object in, one PDF/A out, the same bytes each time.

Refuses system fonts, the network, the clock, and facts as markup: they are data.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from ballot_service.errors import DocumentNotSet, NoTemplates

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "_templates", _PACKAGE.parent / "templates")

STANDARD: Literal["a-1b"] = "a-1b"
"""PDF/A-1b: the level that a complete checker can be had for (docs/decisions)."""


@cache
def template_folder() -> Path:
    """Return the folder of the templates: the wheel's own, or the checkout's.

    Raises:
        NoTemplates: neither is there.
    """
    for folder in _FOLDERS:
        if (folder / "documents" / "house.typ").is_file():
            return folder / "documents"
    raise NoTemplates(str(_FOLDERS[-1]))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def set_pdf(template: str, data: Mapping[str, object], day: dt.date) -> bytes:
    """Set a template with its data.

    Args:
        template: name of a file in the folder, without its ending.
        data: str, int, bool, list and dict only; becomes `data` in the template.
        day: the paper's day, the only time that the file holds.

    Raises:
        NoTemplates. DocumentNotSet: Typst refuses, and says why.
    """
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    folder = template_folder()
    try:
        pdf = typst.compile(
            str(folder / f"{template}.typ"),
            root=str(folder),
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=int(midnight.timestamp()),
        )
    except typst.TypstError as error:
        raise DocumentNotSet(f"{template}: {error.message}") from error
    return bytes(pdf)
