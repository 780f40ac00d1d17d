"""The golden result of rules.md section 5, compared with what the pages show.

Refuses our own arithmetic: counts and rates are the sample's tables, typed by hand.
"""

from tests.browser.official import Official
from tests.browser.year import Year
from tests.planning.sample import SAMPLE

TAKEN, BEYOND = "Đạt – đưa vào danh sách", "Đạt, ngoài số lượng"
FAILED, LOST_AGAIN = "Không đạt", "Đạt ở Bước 4, không đạt khi bỏ phiếu lại"
STEP4: dict[str, dict[str, tuple[str, str, str]]] = {
    "Giám đốc Sở": {
        "Hoàng Bá Vỹ": ("13 / 01 / 00", "86,67%", TAKEN),
        "Đinh Khắc Thịnh": ("10 / 03 / 01", "66,67%", LOST_AGAIN),
        "Lương Thị Bích Quyên": ("10 / 04 / 00", "66,67%", TAKEN),
        "Tạ Doãn Khôi": ("07 / 07 / 00", "46,67%", FAILED),
    },
    "Phó Giám đốc Sở": {
        "Mai Thị Thanh Uyên": ("14 / 00 / 00", "93,33%", TAKEN),
        "Nông Viết Điền": ("12 / 02 / 00", "80,00%", TAKEN),
        "Cao Hữu Huân": ("11 / 03 / 00", "73,33%", TAKEN),
        "Quách Đình Giáp": ("09 / 05 / 00", "60,00%", BEYOND),
        "Dương Thị Hồng Thoa": ("08 / 05 / 01", "53,33%", BEYOND),
        "Chu Tiến Cảnh": ("07 / 06 / 01", "46,67%", FAILED),
        "Tạ Doãn Khôi": ("06 / 08 / 00", "40,00%", FAILED),
    },
    "Chánh Văn phòng Sở": {
        "Hà Viết Bách": ("12 / 02 / 00", "80,00%", TAKEN),
        "Lý Công Hào": ("09 / 04 / 01", "60,00%", TAKEN),
        "Vi Diệu Trâm": ("08 / 06 / 00", "53,33%", BEYOND),
        "Quách Đình Giáp": ("06 / 08 / 00", "40,00%", FAILED),
        "Ngô Quang Lực": ("05 / 09 / 00", "33,33%", FAILED),
    },
}
REBALLOT = {
    "Đinh Khắc Thịnh": ("05 / 09 / 00", "33,33%"),
    "Lương Thị Bích Quyên": ("09 / 05 / 00", "60,00%"),
}
STEP1 = {
    "Bùi Đình Kiên": ("12 / 03 / 00", "80,00%", "Đề xuất đưa ra"),
    "Đặng Thị Kim Duyên": ("07 / 07 / 01", "46,67%", "Giữ nguyên trong quy hoạch"),
}
LISTS = {
    "Danh sách đề nghị xác nhận bổ sung quy hoạch (05)": (
        *("Hoàng Bá Vỹ", "Lương Thị Bích Quyên", "Mai Thị Thanh Uyên"),
        *("Nông Viết Điền", "Cao Hữu Huân"),
    ),
    "Danh sách bổ sung quy hoạch (02)": ("Hà Viết Bách", "Lý Công Hào"),
    "Danh sách đề xuất đưa ra khỏi quy hoạch (01)": ("Bùi Đình Kiên",),
    "Danh sách đưa ra khỏi quy hoạch (00)": (),
}
PLANNED = {
    "Giám đốc Sở: 03 trên tối đa 03": ("Hoàng Bá Vỹ", "Lương Thị Bích Quyên"),
    "Phó Giám đốc Sở: 06 trên tối đa 06": (
        *("Đặng Thị Kim Duyên", "Mai Thị Thanh Uyên", "Nông Viết Điền"),
        "Cao Hữu Huân",
    ),
    "Chánh Văn phòng Sở: 03 trên tối đa 03": ("Hà Viết Bách", "Lý Công Hào"),
}


def words(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def rows_of(who: Official, heading: str) -> dict[str, list[str]]:
    """Return the cells of each row under a heading, by the person's name."""
    place = who.page.locator("section").filter(
        has=who.page.get_by_role("heading", name=heading)
    )
    found = {}
    for row in place.locator("tbody tr").all():
        name = row.locator(".who__name").inner_text()
        found[words(name)] = [
            words(text) for text in row.locator("td").all_inner_texts()
        ]
    return found


def check_results(who: Official) -> None:
    """Compare the page of results with the tables, row by row and step by step."""
    removed = rows_of(who, "Bước 1: đưa ra khỏi quy hoạch")
    assert set(removed) == set(STEP1)
    for name, wanted in STEP1.items():
        text = " ".join(removed[name])
        for part in wanted:
            assert part in text, f"{name}: {part}: {text}"
    names = {one["id"]: one["ho_ten"] for one in SAMPLE["ung_vien"]}
    titles = {one["ten"]: key for key, one in SAMPLE["chuc_danh"].items()}
    for title, rows in STEP4.items():
        key = next(found for text, found in titles.items() if text.startswith(title))
        shown = rows_of(who, f"Chức danh: {title}")
        assert set(shown) == set(rows), title
        for name, (counts, rate, conclusion) in rows.items():
            cells = shown[name]
            assert counts in cells[2], f"{name}: {cells}"
            assert f"{rate} trên 15 thành viên" in cells[2], f"{name}: {cells}"
            assert cells[-1] == conclusion, f"{name}: {cells}"
            person = next(i for i, text in names.items() if text == name)
            for step, cell in ((2, cells[0]), (3, cells[1])):
                wanted = SAMPLE[f"buoc{step}"]["ket_qua"][f"{key}/{person}"][3]
                assert wanted in cell, f"{name}: step {step}: {cell}"
    again = rows_of(who, "Chức danh: Giám đốc Sở")
    for name, (counts, rate) in REBALLOT.items():
        assert counts in again[name][3]
        assert rate in again[name][3]


def check_lists(who: Official) -> None:
    """Compare the four lists with the golden ones."""
    for heading, wanted in LISTS.items():
        assert set(rows_of(who, heading)) == set(wanted), heading


def check_plan(year: Year) -> None:
    """Compare the plan after the authority's answers: full, and who is in it."""
    who = year.secretary
    for heading, wanted in PLANNED.items():
        place = who.page.locator("article").filter(
            has=who.page.get_by_role("heading", name=heading, exact=True)
        )
        text = place.inner_text()
        for name in wanted:
            assert name in text, f"{heading}: {text}"
