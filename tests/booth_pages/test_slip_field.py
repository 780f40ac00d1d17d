"""A slip's code that is mistyped: corrected in its field, and gone with the member.

Refuses to pass where a typed code is left in a field, a store, an address or history.
"""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.booth_pages.kiosk import SLIP, UUID, arrive, enter, kept

pytestmark = pytest.mark.browser


def nowhere(page: Page, code: str) -> None:
    """Check that a slip's code stands in no field, store, address or document."""
    fields = "[...document.querySelectorAll('input, textarea')].map((one) => one.value)"
    places = f"[{fields}, {{...localStorage}}, {{...sessionStorage}}, history.state]"
    left = page.evaluate(f"JSON.stringify({places})") + page.url + page.content()
    assert code not in left
    assert code.replace("-", "") not in left


def test_a_mistyped_code_is_corrected_in_its_field_and_goes_with_the_member(
    room: SimpleNamespace, page: Page
) -> None:
    wrong = SLIP[:-1] + "0"
    enter(page, wrong)
    page.get_by_text("Mã thẻ chưa đúng").wait_for()
    field = page.locator("#slip")
    assert field.input_value() == wrong
    assert field.evaluate("node => node === document.activeElement")
    assert page.locator("#slip-message").evaluate(
        "node => node.getBoundingClientRect().top >= 0"
    )
    assert wrong not in kept(page)
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.type(SLIP[-1])
    assert field.input_value() == SLIP
    page.keyboard.press("Enter")
    page.wait_for_selector("#review")
    nowhere(page, SLIP)
    nowhere(page, wrong)


def test_a_mistyped_code_is_wiped_by_leaving_and_by_the_lock(
    room: SimpleNamespace, page: Page
) -> None:
    wrong = SLIP[:-1] + "0"
    for leave in ("leave", "lock"):
        enter(page, wrong)
        page.get_by_text("Mã thẻ chưa đúng").wait_for()
        if leave == "leave":
            page.get_by_role("button", name="Thoát", exact=True).click()
        else:
            page.clock.run_for(190_000)
        arrive(page)
        nowhere(page, wrong)
        page.go_back()
        assert wrong not in page.content()
        page.goto(f"{room.origin}/kiosk/{UUID}")
        arrive(page)
        page.click("#begin")
        assert page.locator("#slip").input_value() == ""
        page.get_by_role("button", name="Thoát", exact=True).click()
        arrive(page)
