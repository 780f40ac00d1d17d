"""Answers that are no page of their own: a file to keep, and a form that was refused.

Refuses to hide a fault of the server behind a form: it is raised again.
"""

from collections.abc import Callable

from flask import Response, make_response

from ballot_service.errors import BallotServiceError
from ballot_service.web.faults import status_of

SERVER_FAULTS = 500
"""The first status of the class."""


def attached(body: bytes | str, mimetype: str, name: str) -> Response:
    """Return a file under its name, to be kept and not shown.

    Args:
        name: Unicode; the header carries it as RFC 6266 has it.
    """
    answer = Response(body, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def shown_again(
    error: BallotServiceError, form: Callable[[BallotServiceError], str]
) -> Response:
    """Return the form that was refused, with the status of the refusal.

    Args:
        form: makes the page of a refusal, with all that was typed.

    Raises:
        BallotServiceError: `error` itself, where it is a fault of the server.
    """
    status = status_of(error)
    if status >= SERVER_FAULTS:
        raise error
    return make_response(form(error), status)
