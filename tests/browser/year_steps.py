"""The four steps of the demonstration's year, clicked as its printed lines say.

Refuses to type a figure: papers have numbers and days, and the ballots give the rest.
"""

from playwright.sync_api import expect

from tests.browser.year import Year
from tests.conftest import ROOT

OPINION = "Nhất trí dự kiến bổ sung theo phương án"


def before_the_steps(year: Year) -> None:
    """See that this body has its review already, and look around."""
    secretary = year.secretary
    secretary.link("Các đợt rà soát").first.click()
    secretary.link("Lập đợt rà soát").click()
    secretary.head("Lập đợt rà soát")
    secretary.picture("another review")
    plan = ROOT / year.printed.find(r"with the file (var/\S+\.json)")
    secretary.page.locator("input[name=plan]").set_input_files(plan)
    secretary.type({"evaluation": "BC-01/2025", "evaluation_day": "15/01/2026"})
    secretary.expected.append("409")
    secretary.press("Lập đợt rà soát")
    secretary.see("đã có đợt rà soát")
    secretary.picture("refused")
    secretary.expected.clear()
    year.look("created")
    secretary.act(year.home, "Bắt đầu thẩm định, rà soát")
    expect(secretary.offered("Mở Bước 1")).to_contain_text("Chưa đến lúc")
    secretary.act(year.home, "Kiểm tra điều kiện, tiêu chuẩn")
    secretary.see("mọi nhân sự đề nghị bổ sung đều đủ điều kiện")
    year.look("checked")
    for tab in ("Phương án", "Kết quả các bước", "Danh sách", "Văn bản", "Tờ trình"):
        secretary.tab(tab, f"before {tab}")


def step1(year: Year) -> None:
    """The collective's meeting: removals, and its opinion on the additions."""
    secretary, chair, home = year.secretary, year.chair, year.home
    secretary.act(home, "Mở Bước 1")
    year.hold("step 1", secretary)
    secretary.begin(home, "Ghi ý kiến")
    secretary.type({"whole": OPINION, "opinion": "BB-01/HN", "opinion_day": "6.3.2026"})
    secretary.page.locator("summary", has_text="Ý kiến riêng").click()
    one = secretary.page.get_by_label("Tạ Doãn Khôi – Phó Giám đốc Sở")
    one.fill("Đề nghị cân nhắc thêm")
    secretary.confirm(home, "Ghi ý kiến")
    secretary.see(OPINION)
    chair.begin(home, "Kết thúc Bước 1")
    papers = {"meeting_minutes": "BB-01/HN", "removal_minutes": "BBKP-01"}
    days = {f"{name}_day": "31/02/2026" for name in papers}
    chair.type(papers | days)
    chair.expected.append("422")
    chair.page.locator("main form button[type=submit]").click()
    chair.see("Những gì đã gõ vẫn còn")
    chair.picture("step 1 wrong day")
    chair.expected.clear()
    chair.type(dict.fromkeys(days, "06/03/2026"))
    chair.confirm(home, "Kết thúc Bước 1")
    year.look("step 1 finished")


def consultations(year: Year) -> None:
    """Steps 2 and 3: both conferences are asked, and their results summed up."""
    secretary, chair, home = year.secretary, year.chair, year.home
    chair.act(home, "Mở Bước 2")
    year.hold("step 2", chair)
    chair.tab("Kết quả các bước", "results of step 2")
    chair.act(home, "Thống nhất danh sách", ("meeting_minutes",))
    chair.act(home, "Mở Bước 3")
    year.hold("step 3", secretary)
    secretary.act(home, "Tổng hợp kết quả", agency_report="BC-03")
    secretary.tab("Kết quả các bước", "results of step 3")


def step4(year: Year) -> None:
    """The secret ballot, the decision on structure, the re-ballot, the closed lists."""
    chair, home = year.chair, year.home
    chair.act(home, "Mở Bước 4")
    year.hold("step 4", chair)
    chair.tab("Kết quả các bước", "tie and structure")
    chair.see("Danh sách chức danh Chánh Văn phòng Sở chưa có cán bộ nữ.")
    chair.begin(home, "Ghi quyết định về cơ cấu")
    chair.page.get_by_label("Chấp nhận danh sách và giải trình").check()
    chair.type({"reason": "Chưa có nguồn nữ đủ phiếu", "opinions": "BB-04/HN"})
    chair.confirm(home, "Ghi quyết định về cơ cấu")
    chair.act(home, "Mở bỏ phiếu lại", ("counting_minutes",))
    year.hold("re-ballot", chair)
    chair.tab("Kết quả các bước", "results of all")
    chair.act(home, "Chốt danh sách", ("meeting_minutes", "counting_minutes"))
    year.look("closed")
