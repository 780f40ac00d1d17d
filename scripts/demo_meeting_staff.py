"""The staff of a demonstration, as browsers: forms filled in over HTTP.

Refuses to go on after an answer that is not the expected one.
"""

import http.cookiejar
import json
import re
import secrets
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Any

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]+)"')
CARD = re.compile(
    r'class="card code-card".*?<bdi>.*?<h2><bdi>(.*?)</bdi></h2>'
    r'.*?receipt__code code">([^<]+)<',
    re.DOTALL,
)
PATIENCE = 300


class Refused(RuntimeError):
    """The service answered otherwise than the demonstration expects."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to us: a step that was taken answers 303."""

    def redirect_request(self, *_args: object) -> None:  # type: ignore[override]
        """Follow nothing."""


Upload = tuple[str, str, bytes]
"""Field, file name, content."""


class Staff:
    """One member of the staff, signed in."""

    def __init__(
        self,
        base: str,
        login: str,
        password: str,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.base, self.login = base, login
        jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar),
            urllib.request.HTTPSHandler(context=context),
            _Stay(),
        )
        self._token = ""
        self.page("/staff/sign-in")
        self.post("/staff/sign-in", {"login": login, "password": password})
        self.page("/staff/")

    def _open(self, request: urllib.request.Request) -> tuple[int, Any, bytes]:
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def fetch(self, path: str) -> bytes:
        """Return what a GET gives.

        Raises:
            Refused: anything but 200.
        """
        status, _, body = self._open(urllib.request.Request(self.base + path))  # noqa: S310 - http by us
        if status != 200:  # noqa: PLR2004 - HTTP
            raise Refused(f"{self.login}: GET {path}: {status}")
        return body

    def page(self, path: str) -> str:
        """Return a page, and remember its token against forgery."""
        text = self.fetch(path).decode()
        found = CSRF.search(text)
        self._token = found[1] if found else self._token
        return text

    def send(
        self, path: str, fields: Mapping[str, str], files: Sequence[Upload] = ()
    ) -> tuple[int, Any, bytes]:
        """Send a form, as a browser would, and return status, headers and body."""
        mark = secrets.token_hex(16)
        parts = []
        for name, value in {"csrf_token": self._token, **fields}.items():
            head = f'Content-Disposition: form-data; name="{name}"'
            parts.append((head, value.encode()))
        for name, file, content in files:
            head = f'Content-Disposition: form-data; name="{name}"; filename="{file}"'
            parts.append((f"{head}\r\nContent-Type: application/octet-stream", content))
        body = b"".join(
            f"--{mark}\r\n{head}\r\n\r\n".encode() + content + b"\r\n"
            for head, content in parts
        )
        request = urllib.request.Request(  # noqa: S310 - http by us
            self.base + path,
            data=body + f"--{mark}--\r\n".encode(),
            headers={"Content-Type": f"multipart/form-data; boundary={mark}"},
        )
        return self._open(request)

    def post(
        self,
        path: str,
        fields: Mapping[str, str] | None = None,
        files: Sequence[Upload] = (),
    ) -> str:
        """Take a step and return where it leads.

        Raises:
            Refused: it was not taken; with what the page said.
        """
        status, headers, body = self.send(path, fields or {}, files)
        if status != 303:  # noqa: PLR2004 - HTTP
            said = re.sub(r"<[^>]+>|\s+", " ", body.decode(errors="replace"))
            raise Refused(f"{self.login}: POST {path}: {status}: {said[-400:]}")
        return str(headers["Location"])

    def take(self, path: str, fields: Mapping[str, str] | None = None) -> bytes:
        """Send a form whose answer is a file or a page.

        Raises:
            Refused: anything but 200.
        """
        status, _, body = self.send(path, fields or {})
        if status != 200:  # noqa: PLR2004 - HTTP
            raise Refused(f"{self.login}: POST {path}: {status}")
        return body

    def progress(self, event: str) -> dict[str, Any]:
        """Return what a page of the staff polls."""
        news: dict[str, Any] = json.loads(self.fetch(f"/staff/{event}/progress"))
        return news

    def wait(
        self, event: str, until: Callable[[dict[str, Any]], bool], what: str
    ) -> dict[str, Any]:
        """Poll until something holds.

        Raises:
            Refused: it does not come within some minutes.
        """
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            news = self.progress(event)
            if until(news["figures"]):
                return news
            time.sleep(0.5)
        raise Refused(f"never: {what}")
