"""The checker's page in pictures: package, tracker, opening, and what it says.

Refuses the network: the page is opened from its folder, as from a medium.
"""

import json
import tempfile
import urllib.request
from pathlib import Path

from tests.booth_pages.look import SLIPS, Look
from tests.booth_pages.mock_meeting import ROOT
from tests.booth_pages.qr_reading import READ_QR

PAGE = ROOT / "ballot_service" / "web" / "static" / "checker" / "vendor" / "index.html"


def checker(look: Look) -> None:
    """A ballot that holds, one that does not, and a text that is no code."""
    tracker, opening = opened(look)
    check = package(look)
    page = look.fresh()
    with tempfile.TemporaryDirectory() as medium:
        file = Path(medium) / "check.json"
        file.write_text(json.dumps(check, ensure_ascii=False), encoding="utf-8")
        page.goto(PAGE.as_uri())
        look.picture("check-package")
        page.set_input_files("#package", file)
        look.see("Bước 1. Quét mã kiểm chứng")
        look.picture("check-first")
        read(look, "no code")
        look.see("không phải mã của bước này")
        look.picture("check-not-this")
        read(look, tracker)
        look.see("Bước 2. Quét mã mở phiếu")
        look.picture("check-second")
        read(look, opening)
        look.see("Máy đã niêm phong đúng")
        look.picture("check-holds")
        page.click("#again")
        read(look, tracker)
        look.see("Bước 2. Quét mã mở phiếu")
        parts = opening.split("|")
        parts[4] = ("1" if parts[4][0] != "1" else "2") + parts[4][1:]
        read(look, "|".join(parts))
        look.see("KHÔNG KHỚP")
        look.picture("check-false")
    page.context.close()


def opened(look: Look) -> tuple[str, str]:
    """Open a ballot on a shared tablet; return its two codes."""
    page = look.fresh()
    look.to_next()
    look.enter(SLIPS[0])
    page.wait_for_selector("#review")
    look.mark(14)
    page.click("#review")
    page.click("#to-open")
    tracker = str(page.evaluate(READ_QR))
    page.click("#open")
    page.wait_for_selector("#anew")
    opening = str(page.evaluate(READ_QR))
    page.context.close()
    return tracker, opening


def package(look: Look) -> dict[str, str]:
    """Return what stands on the checker's medium."""

    def fetched(what: str) -> str:
        address = f"{look.server.origin}/api/BoothSamp1eE1ection/{what}"
        # The scheme is ours: the mock server's own address.
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
            return str(answer.read().decode())

    schema = "ballot-service/check/1"
    manifest = fetched("manifest")
    return {"schema": schema, "manifest": manifest, **json.loads(fetched("setup"))}


def read(look: Look, text: str) -> None:
    """Paste a code, as without a camera."""
    look.page.locator("details").evaluate("node => { node.open = true; }")
    look.page.fill("#text", text)
    look.page.click("#read")
