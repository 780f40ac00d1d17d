"""The one cookie of those who sign in, and its absence everywhere else.

Refuses to read or to set a cookie on the paths of the anonymous endpoints.
"""

from flask import Flask, Request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from ballot_service.web.access import takes_no_cookie


class CookieForTheSignedIn(SecureCookieSessionInterface):
    """Flask's signed cookie, but for paths where nothing is to be recognised."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:  # type: ignore[override]
        """Return the session, or one that cannot be written to."""
        if takes_no_cookie(request.path):
            return self.make_null_session(app)
        return super().open_session(app, request)
