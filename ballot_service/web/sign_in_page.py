"""The sign-in page of staff, which password and passkey share.

Refuses to say whose passkeys there are: only whether there is any.
"""

from flask import make_response, request
from werkzeug.wrappers import Response

from ballot_service.errors import BallotServiceError
from ballot_service.web import passkey_place
from ballot_service.web.faults import status_of
from ballot_service.web.pages import page


def staff_sign_in_page(login: str, error: BallotServiceError | None) -> Response:
    """Return the page, with what was refused."""
    body = page(
        "staff_sign_in.html",
        login=login,
        fault=error,
        # Only ever a sentence: all that a link could add is that it was changed.
        changed=request.args.get("changed") == "1",
        party=passkey_place.offered(),
        here=passkey_place.is_here(),
    )
    return make_response(body, status_of(error) if error else 200)
