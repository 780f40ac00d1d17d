"""The secretary's spreadsheet: read on trial, refused by row and field, then stored.

Refuses to go on where a wrong row is not named, or a dry run stored something.
"""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.collective import FACTS, ORDER
from tests.browser.desk import Desk

DUPLICATE = "Trùng người với dòng 2"


def fill_in(secretary: Desk, members: int) -> None:
    """Type what no spreadsheet says: the title, the day, the counts of the paper."""
    page = secretary.page
    for name, text in {**FACTS, "members": str(members)}.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=step_kind]").select_option("4-addition")
    page.locator("[name=order]").select_option(ORDER)


def read_on_trial(secretary: Desk, workbook: Path) -> None:
    """Choose the file, and have it read."""
    secretary.page.locator("[name=roll_file]").set_input_files(workbook)
    secretary.press("Đọc thử")


def refused(secretary: Desk, workbook: Path, row: int, said: str) -> None:
    """A file with a wrong row: the page says which one, in which column, and why."""
    secretary.expected = ["status of 422"]
    read_on_trial(secretary, workbook)
    secretary.see("Chưa lưu: có ")
    place = secretary.page.locator("tbody tr").filter(has_text=said)
    expect(place.locator("td[data-label='Dòng:']")).to_have_text(str(row))
    expect(place.locator("td[data-label='Cột:']")).to_have_text("Họ và tên")
    expect(secretary.page.locator("[name=title]")).to_have_value(FACTS["title"])
    secretary.picture("import-refused")


def stored(secretary: Desk, workbook: Path, members: int) -> str:
    """The corrected file: looked over, confirmed; return the ballot's id."""
    read_on_trial(secretary, workbook)
    secretary.head("Xem lại trước khi lưu")
    secretary.see(f"Danh sách thành viên: {members:02}")
    secretary.picture("import-seen")
    secretary.press("Đúng, lưu dự thảo")
    secretary.head("Nháp")
    secretary.picture("import-stored")
    return secretary.page.url.rsplit("/", 1)[-1]
