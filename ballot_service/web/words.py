"""Words and figures as pages print them: states, codes, dates, two-digit numbers.

Refuses to compute: what is shown was decided and counted elsewhere.
"""

import datetime as dt

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup

from ballot_service.planning.ballot_event import STATE_NAMES, State
from ballot_service.planning.void_grounds import GROUNDS
from ballot_service.protocol.codes import event_code, tracker_code
from ballot_service.web.act_names import GROUNDS_EN, act_detail, act_name
from ballot_service.web.language import current

S = State

CEREMONY = (
    "Điểm danh",
    "Giới thiệu Ban kiểm phiếu",
    "Kiểm tra hòm phiếu",
    "Phát phiếu",
    "Bỏ phiếu",
    "Kiểm phiếu",
    "Biên bản",
    "Ký",
    "Niêm phong",
)
"""The nine words of the ceremony (rules 6.1)."""

_PLACE = {
    S.ROLL_CALLED: 1,
    S.READY: 2,
    S.ISSUING: 3,
    S.REGISTRATION: 3,
    S.OPEN: 4,
    S.PAUSED: 4,
    S.CLOSED: 5,
    S.COUNTING: 5,
    S.PAPER: 4,
    S.PAPER_AGREED: 5,
    S.COUNTED: 6,
    S.COMPLAINT_COUNTED: 6,
    S.PUBLISHED: 8,
    S.NOT_ANNOUNCED: 8,
    S.COMPLAINT_PUBLISHED: 8,
    S.COMPLAINT_NOT_ANNOUNCED: 8,
    S.SEALED: 9,
}


def ceremony_step(state: State) -> int:
    """Return the current step of nine, from 0; 9 when all are done."""
    return _PLACE.get(state, 0)


def state_name(state: State) -> str:
    """Return the name of a state in the page's language."""
    return STATE_NAMES[state][0 if current() == "vi" else 1]


def ground_names() -> dict[str, str]:
    """Return the grounds on which a ballot is void, in the page's language."""
    return GROUNDS if current() == "vi" else GROUNDS_EN


def two(number: int) -> str:
    """Write a count with at least two digits, as official papers do: 02."""
    return f"{number:02d}"


def day(iso: str) -> str:
    """Write a day as papers do: 24/3/2026."""
    date = dt.date.fromisoformat(iso)
    return f"{date.day:02d}/{date.month}/{date.year}"


def day_of(seconds: int) -> str:
    """Write the local day of a named act."""
    return day(dt.datetime.fromtimestamp(seconds).astimezone().date().isoformat())


def moment(seconds: int) -> str:
    """Write the local time of a named act: 08 giờ 05, 24/3/2026."""
    at = dt.datetime.fromtimestamp(seconds).astimezone()
    text = gettext("%(hour)s giờ %(minute)s", hour=f"{at:%H}", minute=f"{at:%M}")
    return f"{text}, {day_of(seconds)}"


def rate(text: str) -> str:
    """Write a rate with the page's decimal sign."""
    return text if current() == "vi" else text.replace(",", ".")


def bdi(name: str) -> Markup:
    """Write a name so that marks of direction in it cannot reach beyond it."""
    return Markup("<bdi>{}</bdi>").format(name)


def letter(index: int) -> str:
    """Return the letter of a title: A for 0."""
    return chr(ord("A") + index) if index < 26 else str(index + 1)  # noqa: PLR2004


def install(app: Flask) -> None:
    """Teach the templates these words."""
    app.jinja_env.filters.update(
        two=two,
        day=day,
        day_of=day_of,
        moment=moment,
        rate=rate,
        bdi=bdi,
        letter=letter,
        act_name=lambda act: act_name(act, current()),
        act_detail=lambda detail: act_detail(detail, current()),
        state_name=state_name,
        code125=event_code,
        tracker80=tracker_code,
    )
    app.jinja_env.globals.update(
        CEREMONY=CEREMONY, ceremony_step=ceremony_step, State=State
    )
