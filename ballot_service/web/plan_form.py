"""A review plan as a form sends it: a file, or the one that was sent before.

Refuses what is no JSON object; what it means is judged by `planning`.
"""

import json
from dataclasses import dataclass

from flask import request

from ballot_service.errors import BadDraft
from ballot_service.web.uploads import read_json

KEPT_AT_MOST = 700_000
"""Bytes of a plan that travel back with the form, so that no file is chosen twice."""
_OVERRIDES = ("body", "agency")


@dataclass(frozen=True)
class SentPlan:
    """The plan as it was sent, and its text for the form that shows it again."""

    value: dict[str, object]
    kept: str
    file: str


def read_plan() -> SentPlan:
    """Read the plan of this request; a field that is filled in goes before the file.

    Raises:
        BadDraft: there is none, or it is no JSON object.
    """
    upload = request.files.get("plan")
    data = upload.read() if upload is not None else b""
    name = (upload.filename or "") if upload is not None and data else ""
    if not data:
        data = request.form.get("kept", "").encode()
        name = request.form.get("kept_name", "")
    if not data:
        raise BadDraft("plan: no file")
    value = read_json(data, "plan")
    for field in _OVERRIDES:
        typed = request.form.get(field, "").strip()
        if typed:
            value[field] = typed
    year = request.form.get("year", "").strip()
    if year.isascii() and year.isdigit() and len(year) <= 4:  # noqa: PLR2004 - a year
        value["year"] = int(year)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return SentPlan(value, text if len(text.encode()) <= KEPT_AT_MOST else "", name)
