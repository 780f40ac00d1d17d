"""The headers of every answer: a strict policy, nothing kept, nothing told.

Refuses inline script and style, framing, other origins, and caching of pages.
"""

from flask import Flask, Response, request

from ballot_service.web.access import takes_no_cookie

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""No 'unsafe-inline', no 'unsafe-eval', no data: and no other host."""

FIXED = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
PERMISSIONS = (
    "accelerometer=(), camera={}, display-capture=(), geolocation=(), gyroscope=(), "
    "microphone=(), payment=(), usb=()"
)
CAMERA_PATHS = ("/booth/", "/kiosk/", "/static/checker/")
"""The camera is for slips, which the booth reads from paper, and for the checker."""

STATIC_SECONDS = 300
"""How long a browser may keep a style sheet or a script."""


def _dress(response: Response) -> Response:
    for name, value in FIXED.items():
        response.headers[name] = value
    camera = "(self)" if request.path.startswith(CAMERA_PATHS) else "()"
    response.headers["Permissions-Policy"] = PERMISSIONS.format(camera)
    if takes_no_cookie(request.path):
        # A validator is a mark that comes back: it would tell one tablet from another.
        for name in ("ETag", "Last-Modified", "Set-Cookie", "Expires", "Vary"):
            response.headers.pop(name, None)
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = f"public, max-age={STATIC_SECONDS}"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def install(app: Flask) -> None:
    """Put the headers on every answer of the application."""
    app.after_request(_dress)
