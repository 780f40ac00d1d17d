"""What a member does on a shared tablet, for its tests.

Refuses to go on with a tablet that does not come to its next member.
"""

from playwright.sync_api import Page

SLIP, OTHER = "CTBA7-8GCRP-4SFZE-4N2YJ-W82P6", "Z02RX-G9PRE-YATVK-SD85H-NE69Q"
UUID = "BoothSamp1eE1ection"


def arrive(page: Page) -> None:
    """Let the drawn pauses pass until somebody may begin."""
    for _ in range(60):
        if page.locator("#begin").is_visible():
            return
        page.clock.run_for(500)
    page.wait_for_selector("#begin")


def enter(page: Page, code: str) -> None:
    page.click("#begin")
    page.fill("#slip", code)
    page.click("#enter")


def mark(page: Page) -> None:
    page.wait_for_selector("#review")
    for row in range(16):
        page.locator(f"input[name=row-{row}][value=agree]").check()


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(sessionStorage)"))
