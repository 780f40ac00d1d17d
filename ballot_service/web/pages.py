"""Rendering: every page with the event it is about, its codes and its way back.

Refuses to fetch anything by itself but the summary that every header shows.
"""

from typing import Any

from flask import Flask, g, render_template

from ballot_service.planning.ballot_event import State
from ballot_service.web.bench import office
from ballot_service.web.fault_texts import text_of
from ballot_service.web.icons import ICONS
from ballot_service.web.qr import qr_path
from ballot_service.web.result_view import bar
from ballot_service.workflows import overview
from ballot_service.workflows.cycle_overview import cycle_of_event
from ballot_service.workflows.overview import EventSummary


def about(event: str) -> EventSummary:
    """Return the summary of an event, and remember it for the header.

    Raises:
        UnknownEvent: there is none.
    """
    summary = overview.summary(office(), event)
    g.event = summary
    return summary


def remember_way_back(path: str) -> None:
    """Say where "Quay lại" leads if this request is refused."""
    g.back = path


def back_path() -> str:
    """Return where "Quay lại" leads."""
    return str(g.get("back", "/"))


def page(template: str, **values: Any) -> str:  # noqa: ANN401 - templates take anything
    """Render a template with the event of this request, if it has one."""
    values.setdefault("event", g.get("event"))
    return render_template(template, **values)


def install(app: Flask) -> None:
    """Give the templates icons, QR codes and sentences."""
    app.jinja_env.globals.update(
        icon_paths=ICONS,
        qr_path=qr_path,
        fault_text=text_of,
        State=State,
        bar=bar,
        cycle_of=lambda event: cycle_of_event(office(), event),
    )
