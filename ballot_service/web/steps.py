"""One step of the staff: which workflow a button stands for, and its fields.

Refuses a button that the role has not got; the workflow refuses everything else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from ballot_service.errors import BadCode
from ballot_service.web.bench import now, office
from ballot_service.web.pages import about, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.workflows.office import Actor, Office, Role


@dataclass(frozen=True)
class Step:
    """What a step is given: by whom, on which event, when, and the form's fields."""

    office: Office
    event: str
    actor: Actor
    now: int

    def text(self, name: str) -> str:
        """Return a field of the form, without space around it."""
        return request.form.get(name, "").strip()

    def number(self, name: str) -> int:
        """Return a field that is a whole number.

        Raises:
            BadRequest: it is not.
        """
        typed = self.text(name)
        if not typed.isascii() or not typed.isdigit() or len(typed) > 9:  # noqa: PLR2004
            raise BadRequest(name)
        return int(typed)

    def file(self, name: str) -> bytes:
        """Return an uploaded file.

        Raises:
            BadRequest: there is none.
        """
        found = self.files(name)
        if not found:
            raise BadRequest(name)
        return found[0]

    def files(self, name: str) -> list[bytes]:
        """Return the files of one field that are not empty."""
        given: list[FileStorage] = request.files.getlist(name)
        return [data for data in (item.read() for item in given) if data]

    def named_files(self, name: str) -> dict[str, bytes]:
        """Return the files of one field by the names that they were sent under."""
        given: list[FileStorage] = request.files.getlist(name)
        return {item.filename or "": item.read() for item in given}


Do = Callable[[Step], object]

FROM_PAPER = frozenset({"sign-opening", "sign-closing"})
"""Steps whose code of 25 signs is typed from a signed sheet. It is no secret, it stands
on the wall; a mistyped one comes back to its field, where one sign is corrected."""


def take(
    steps: Mapping[str, Do], name: str, event: str, role: Role, to: str
) -> Response:
    """Take one step, then show the page again.

    Args:
        to: the path of that page; also where "Quay lại" leads if it is refused.

    Raises:
        NotFound: no such button. Whatever the workflow refuses.
    """
    if name not in steps:
        raise NotFound
    remember_way_back(to)
    about(event)
    given = Step(office(), event, actor(role), now())
    try:
        steps[name](given)
    except BadCode:
        if name not in FROM_PAPER:
            raise
        mistyped = urlencode({"mistyped": given.text("code")[:80]})
        return redirect(f"{to}?{mistyped}#sheet-code", 303)
    return redirect(to, 303)
