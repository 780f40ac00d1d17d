"""The application: `create_app(settings)` puts the pieces together, in their order.

Refuses to start without its keys, or with one route that does not say who may use it.
"""

import secrets
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import cast

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

from ballot_service.web import (
    access,
    bench,
    cookies,
    cycle_words,
    faults,
    headers,
    language,
    pages,
    passkey_place,
    persons,
    private_uploads,
    submission_view,
    words,
)
from ballot_service.web.access import Who
from ballot_service.web.routes import BLUEPRINTS
from ballot_service.web.settings import Settings
from ballot_service.workflows.check_pool import CheckPool
from ballot_service.workflows.start import open_office

BODY_LIMIT = 5 * 1024 * 1024
RECORD_LIMIT = 512 * 1024 * 1024
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
_PACKAGE = Path(__file__).resolve().parents[1]
TEMPLATE_FOLDERS = (_PACKAGE / "_templates", _PACKAGE.parent / "templates")


class TemplatesMissing(RuntimeError):
    """Neither the wheel's templates nor those of a checkout are there."""


def template_folder() -> Path:
    """Return the folder of the templates: the wheel's own, or the checkout's.

    Raises:
        TemplatesMissing: there is neither.
    """
    for folder in TEMPLATE_FOLDERS:
        if (folder / "base.html").is_file():
            return folder
    raise TemplatesMissing(", ".join(str(folder) for folder in TEMPLATE_FOLDERS))


def _configure(app: Flask, settings: Settings, secret: bytes) -> None:
    app.config.update(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        SESSION_COOKIE_NAME="__Host-ballot" if settings.secure_cookies else "ballot",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
        # Pages send no referrer, so CSRF rests on the token and on SameSite.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = cookies.CookieForTheSignedIn()
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _let_records_in() -> None:
    """Let a whole record back in at the committee's desk, and nowhere else."""
    found = persons.person()
    if request.endpoint == "committee.step" and found and Who.COMMITTEE in found.kinds:
        request.max_content_length = RECORD_LIMIT


class _Quiet(Flask):
    """Flask that writes down a fault of ours without the request that met it."""

    def log_exception(self, exc_info: object) -> None:
        """Write the kind and the place of a fault; never a path, never a value."""
        _, error, trace = cast("ExcInfo", exc_info)
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = "?" if trace is None else trace.tb_frame.f_code.co_qualname
        self.logger.error("%s in %s", type(error).__name__, where)


def create_app(settings: Settings, clock: bench.Clock | None = None) -> Flask:
    """Build the application.

    Args:
        settings: where things are.
        clock: seconds since 1970; the machine's own if none is given.

    Raises:
        MissingServiceKey, ServiceKeyTooOpen, UnsafeDatabase, TemplatesMissing,
        PasskeyNameUnfit, RouteWithoutAccessRule: it does not start.
    """
    office = open_office(
        settings.database_url,
        settings.keys,
        settings.records,
        secrets.token_bytes,
        attachments=settings.attachments,
    )
    if settings.checkers:
        office = replace(office, check=CheckPool(settings.checkers).check)
    app = _Quiet(
        "ballot_service.web",
        template_folder=str(template_folder()),
        static_folder=str(Path(__file__).parent / "static"),
    )
    _configure(app, settings, office.keys.session_secret)
    bench.put(app, office, clock)
    passkey_place.install(app, settings.origin)
    language.install(app)
    headers.install(app)
    persons.install(app)
    app.before_request(_let_records_in)
    private_uploads.install(app)
    csrf = CSRFProtect(app)
    faults.install(app)
    words.install(app)
    cycle_words.install(app)
    submission_view.install(app)
    pages.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.access(Who.ANONYMOUS)(app.view_functions["static"])
    # A lamp changes nothing that is kept, and its cookie is for /kiosk alone.
    csrf.exempt(app.view_functions["kiosk.lamp"])
    access.check_every_route(app)
    for endpoint, view in app.view_functions.items():
        if Who.ANONYMOUS in access.rule_of(app, endpoint):
            csrf.exempt(view)
    return app
