"""The mock server and a browser, for looking at the booth's pages and for testing them.

Refuses any address but loopback; server and browser end with the block that began them.
"""

import json
import os
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NODE = ROOT / ".venv" / "bin" / "node"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


def render(folder: Path) -> None:
    """Write the member's templates as the mock server fills them."""
    # The real application escapes too; here every value is ours.
    loader = FileSystemLoader(ROOT / "templates")
    environment = Environment(loader=loader, autoescape=True)
    shared = {
        "url_for": lambda _, filename="": f"/static/{filename}",
        "csrf_token": lambda: "csrf",
        "_": lambda text: text,
        "language": "vi",
        "sign_in_url": "/sign-in",
        "language_url": "/language",
        "here": "/sign-in",
        "request": SimpleNamespace(method="GET", path="/kiosk/enrol"),
    }
    booth = environment.get_template("member/booth.html")
    place = {"uuid": "@@UUID@@", "bulletin_url": "/bulletin"}
    sign_in = environment.get_template("member/sign_in.html")
    enrol = environment.get_template("member/enrol.html")
    refusal = "Đồng chí chưa được điểm danh. Đề nghị điểm danh trước khi nhận phiếu."
    unknown = (
        "Đồng chí không có tên trong danh sách bỏ phiếu của cuộc này. "
        "Đề nghị liên hệ thư ký hội nghị."
    )
    elsewhere = "Đồng chí đã nhận phiếu trên máy khác."
    unenrolled = "Thiết bị chưa được đăng ký cho hội nghị này."
    meeting = "Hội nghị tập thể lãnh đạo, Bước 4"
    head = {"body": "Tập thể lãnh đạo Sở", "meeting": meeting}
    pages = {
        "booth.html": booth.render(**shared, **place, member_name="@@NAME@@"),
        "booth_without.html": booth.render(**shared, **place, member_name=""),
        "kiosk.html": booth.render(
            **shared | {"sign_in_url": ""},
            **place | {"bulletin_url": ""},
            tablet="Máy 1",
            tablet_url="/kiosk/@@UUID@@/lamp",
        ),
        "sign_in.html": sign_in.render(**shared, **head, code="K7QF3M2A"),
        "sign_in_refused.html": sign_in.render(
            **shared, **head, message=refusal, message_code="E02", code="K7QF3M2A"
        ),
        "sign_in_unknown.html": sign_in.render(
            **shared, **head, message=unknown, message_code="E01", code="K7QF3M2B"
        ),
        "sign_in_elsewhere.html": sign_in.render(
            **shared, **head, message=elsewhere, message_code="E25", spent=True
        ),
        "enrol.html": enrol.render(**shared, code="0123456789abcdef", message=""),
        "enrol_refused.html": enrol.render(**shared, code="", message=unenrolled),
    }
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


@contextmanager
def mock_server() -> Iterator[SimpleNamespace]:
    """Serve the booth on loopback; `tell(path, **given)` moves the meeting on."""
    with tempfile.TemporaryDirectory() as folder:
        render(Path(folder))
        server = subprocess.Popen(
            [NODE, HERE / "mock-server.mjs", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            origin = f"http://127.0.0.1:{int(server.stdout.readline())}"

            def tell(path: str, **given: object) -> dict[str, object]:
                # The scheme is ours: the address was made two lines above.
                body = json.dumps(given).encode()
                request = urllib.request.Request(f"{origin}/mock/{path}", body)  # noqa: S310
                with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                    return dict(json.load(answer))

            yield SimpleNamespace(origin=origin, tell=tell)
        finally:
            server.communicate(timeout=10)  # closes its input, and with that it ends


@contextmanager
def a_browser(path: str | None = CHROMIUM) -> Iterator[Browser]:
    """Run the Chromium at `path` without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        try:
            yield browser
        finally:
            browser.close()
