"""What every route finds on its bench: the office behind it, the clock, the lamps.

Refuses to decide anything; it hands over what `create_app` put there.
"""

import time
from collections.abc import Callable
from typing import cast

from flask import Flask, current_app

from ballot_service.web.lamps import Lamps
from ballot_service.workflows.office import Office

_OFFICE = "office"
_CLOCK = "clock"
_LAMPS = "lamps"
Clock = Callable[[], int]


def put(app: Flask, open_office: Office, clock: Clock | None = None) -> None:
    """Lay office, clock and lamps on the bench of an application."""
    app.extensions[_OFFICE] = open_office
    app.extensions[_CLOCK] = clock or (lambda: int(time.time()))
    app.extensions[_LAMPS] = Lamps()


def office() -> Office:
    """Return the office that this application serves."""
    return cast("Office", current_app.extensions[_OFFICE])


def now() -> int:
    """Return the time in seconds since 1970."""
    return cast("Clock", current_app.extensions[_CLOCK])()


def lamps() -> Lamps:
    """Return the lamps of the shared tablets."""
    return cast("Lamps", current_app.extensions[_LAMPS])
