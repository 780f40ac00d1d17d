"""Measures the bench page at 1x and 4x CPU throttle in Chromium and prints its figures.

Refuses to measure a worker: a throttle by the protocol reaches the main thread only.

    python tests/booth_pages/bench.py
"""

from tests.booth_pages.mock_meeting import a_browser, mock_server

GROUPS = ("Ed25519", "BELENIOS-2048")

with mock_server() as server, a_browser() as browser:
    for rate in (1, 4):
        for group in GROUPS:
            page = browser.new_page()
            page.goto(f"{server.origin}/static/booth/bench.html")
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            page.click(f"[data-group='{group}']")
            figures = page.locator("#figures:not(:empty)")
            figures.wait_for(timeout=300000)
            print(f"{rate}x {(figures.text_content() or '').strip()}")
            page.close()
