"""Who is signed in: Flask-Login over sessions that lie in the database.

Refuses to keep anything of a person in the cookie but the name of the session.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, g, make_response, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response

from ballot_service.errors import NoSession
from ballot_service.web.access import Who, rule_of, takes_no_cookie
from ballot_service.web.bench import now, office
from ballot_service.workflows import sessions
from ballot_service.workflows.office import Actor, Role
from ballot_service.workflows.sessions import SignedMember, SignedStaff

Signed = SignedStaff | SignedMember


@dataclass(frozen=True)
class Person:
    """One signed-in person, as Flask-Login wants it."""

    token: str
    signed: Signed
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return what the cookie holds: the session's token."""
        return self.token

    @property
    def kinds(self) -> frozenset[Who]:
        """Return what this person may be."""
        if isinstance(self.signed, SignedMember):
            return frozenset({Who.MEMBER})
        return frozenset(Who(role.value) for role in self.signed.roles)


def _load(token: str) -> Person | None:
    try:
        return Person(token, sessions.who(office(), token, now()))
    except NoSession:
        return None


def person() -> Person | None:
    """Return who is signed in, or None."""
    if takes_no_cookie(request.path):
        return None
    found = current_user._get_current_object()  # noqa: SLF001 - the object behind it
    return found if isinstance(found, Person) else None


def member() -> SignedMember:
    """Return the signed-in member.

    Raises:
        Unauthorized: somebody else, or nobody.
    """
    found = person()
    if found is None or not isinstance(found.signed, SignedMember):
        raise Unauthorized
    return found.signed


def actor(role: Role) -> Actor:
    """Return the signed-in member of staff, acting as `role`.

    Raises:
        Unauthorized: nobody of the staff. WrongRole: not in this role.
    """
    return staff().actor(role)


def staff() -> SignedStaff:
    """Return the signed-in member of staff, in whichever role.

    Raises:
        Unauthorized: somebody else, or nobody.
    """
    found = person()
    if found is None or not isinstance(found.signed, SignedStaff):
        raise Unauthorized
    return found.signed


def open_session(token: str) -> None:
    """Begin a new cookie that holds this session and nothing of the one before."""
    session.clear()
    found = _load(token)
    if found is None:
        raise NoSession
    login_user(found)
    # Flask-Login adds a digest of address and browser: it has no business here.
    session.pop("_id", None)


def close_session() -> None:
    """End the session in the database, and empty the cookie."""
    found = person()
    if found is not None:
        sessions.sign_out(office(), found.token)
    session.clear()
    g.pop("_login_user", None)


def _turn_away() -> Response:
    if request.method == "GET" and "/booth/" not in request.path:
        return make_response(redirect(url_for("sign_in.staff_form"), 303))
    raise Unauthorized


def _guard(app: Flask) -> Callable[[], Response | None]:
    def check() -> Response | None:
        if request.endpoint is None:
            return None
        allowed = rule_of(app, request.endpoint)
        if allowed & {Who.ANONYMOUS, Who.PUBLIC}:
            return None
        found = person()
        if found is None:
            return _turn_away()
        if not allowed & found.kinds:
            raise Forbidden
        return None

    return check


def install(app: Flask) -> None:
    """Let people sign in, and stand at every door."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)
    manager.user_loader(_load)
    app.before_request(_guard(app))
    app.context_processor(lambda: {"person": person()})
