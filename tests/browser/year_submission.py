"""What follows the closed lists: papers to print, the submission, answer and archive.

Refuses to hand in everything by hand: a few papers, then the printed command.
"""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.official import Official
from tests.browser.terminal import Terminal
from tests.browser.year import Year
from tests.conftest import ROOT

COMMON = {
    "superior": "Tỉnh ủy Trường Hà",
    "place": "Trường Hà",
    "symbol": "ĐU",
    "day": "27/03/2026",
    "signer_capacity": "T/M TẬP THỂ LÃNH ĐẠO\nGIÁM ĐỐC",
    "recipients": "Như trên\nLưu",
}
DECISION = {
    "authority": "GIÁM ĐỐC SỞ",
    "grounds": "Căn cứ quy chế đợt",
    "execution": "Quyết định có hiệu lực từ ngày ký.",
}
MINUTES = {
    "opened": "8 giờ",
    "closed": "10 giờ 30",
    "counting_minutes": "BBKP-04",
    "attendance": "14 trên 15 đồng chí",
    "content": "Bỏ phiếu kín bổ sung quy hoạch",
    "topic_heading": "Giới thiệu nhân sự",
    "topic_text": "Các đồng chí nhất trí.",
    "conclusion": "Thống nhất như kết quả kiểm phiếu.",
}
PAPERS = {
    "summary": b"%PDF",
    "proposed_for_confirmation": b"%PDF",
    "additions": b"%PDF",
    "proposed_removals": b"%PDF",
    "decision": b"%PDF",
    "decision-docx": b"PK",
    "minutes": b"%PDF",
    "minutes-docx": b"PK",
}
PERSONS = 5
"""On the list to be submitted."""


def take(who: Official, name: str, folder: Path, patience: int = 120_000) -> bytes:
    """Press a button of "make", and return the file that it gives."""
    with who.page.expect_download(timeout=patience) as download:
        who.page.locator(f"button[name=make][value={name}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def print_papers(year: Year, folder: Path) -> None:
    """Make each paper of the review: a wrong hour is named, and nothing is lost."""
    who = year.secretary
    who.go(year.home)
    who.tab("Văn bản", "papers")
    for name, begins in PAPERS.items():
        fields = COMMON | DECISION if name.startswith("decision") else COMMON
        who.type(fields | MINUTES if name.startswith("minutes") else fields)
        if name == "minutes":
            who.type({"closed": "24:30"})
            who.expected.append("422")
            who.page.locator("button[name=make][value=minutes]").click()
            who.see("Ô “Kết thúc lúc” chưa đúng")
            who.picture("wrong hour")
            who.expected.clear()
            who.type({"closed": MINUTES["closed"]})
        assert take(who, name, folder).startswith(begins), name
        expect(who.page.locator(".notice--fault")).to_have_count(0)
    who.picture("papers typed")


def hand_in(who: Official, kind: str, file: Path, issued: str = "") -> None:
    """Hand in one file at its place on the page."""
    place = who.page.locator(f"li#{kind}")
    place.locator("summary").first.click()
    place.locator("input[type=file]").set_input_files(file)
    if issued:
        place.locator("[name=issued]").fill(issued)
    place.get_by_role("button", name="Nộp tệp này").click()
    expect(who.page.locator(f"li#{kind}")).to_contain_text("Đã có")


def prepare(year: Year, folder: Path) -> None:
    """Begin the submission, hand in some papers, and let the rest be handed in."""
    who, chair = year.secretary, year.chair
    paper = ROOT / year.printed.find(r"such as (var/\S+\.pdf)")
    early = Terminal("make", "demo-papers")
    early.see("Nothing is asked for: thuky first")
    early.process.wait(60)
    who.tab("Tờ trình", "submission closed")
    who.press("Bắt đầu lập tờ trình")
    who.see("E22. Thiếu tài liệu bắt buộc")
    who.picture("submission begun")
    who.link("Nộp, thay, rút tài liệu").click()
    hand_in(who, "rotation_plan", paper)
    who.picture("documents")
    who.link("Quay lại tờ trình").click()
    who.link("Mở hồ sơ").first.click()
    who.picture("dossier")
    hand_in(who, "cv_2c", paper)
    hand_in(who, "health_certificate", paper, year.today)
    who.picture("dossier begun")
    who.link("Quay lại tờ trình").click()
    who.link("Soạn văn bản tờ trình (F8)…").click()
    who.type(COMMON | {"addressee": "Ban Thường vụ Tỉnh ủy"})
    who.type({"grounds": "Căn cứ quy chế", "introduction": "Thực hiện kế hoạch năm"})
    for number in who.page.locator("input[name^=minutes]").all():
        number.fill("BBKP-04")
    who.picture("submission paper")
    assert take(who, "pdf", folder).startswith(b"%PDF")
    chair.tab("Tờ trình", "submission lacks papers")
    expect(chair.button("Trình")).to_be_disabled()
    rest = Terminal("make", "demo-papers")
    rest.see(r"\d+ papers handed in")
    assert rest.process.wait(60) == 0, rest.text


def submit(year: Year, folder: Path) -> None:
    """Submit, seal the package, issue the decision that is the collective's own."""
    who, chair = year.secretary, year.chair
    chair.go(f"{year.home}/submission")
    chair.see("Đủ tài liệu bắt buộc.")
    chair.type({"submission": "Số 12-TTr/ĐU", "submission_day": "27/03/2026"})
    chair.picture("submission complete")
    chair.press("Trình")
    chair.see("Mã gói trình")
    chair.picture("submitted")
    who.go(f"{year.home}/submission")
    who.link("Niêm phong và xuất gói…").click()
    who.picture("package")
    with who.page.expect_download() as download:
        who.press("Đã chép, xuất gói")
    download.value.save_as(folder / "package.age")
    assert (folder / "package.age").read_bytes().startswith(b"age-encryption.org/")
    chair.act(year.home, "Ban hành quyết định", own_decision="QĐ-31")


def answer(year: Year) -> None:
    """Enter the receipt and the authority's answer about each person; archive."""
    who, home = year.secretary, year.home
    who.go(home)
    who.offered("Ghi việc tiếp nhận").get_by_role("link").click()
    who.type({"receipt": "PN-07", "receipt_day": "30/03/2026"})
    who.picture("receipt")
    who.press("Ghi tiếp nhận")
    who.head("Tờ trình và hồ sơ kèm theo")
    who.type({"answer": "CV-88", "answer_day": "10/04/2026"})
    confirmed = who.page.get_by_label("Xác nhận", exact=True)
    expect(confirmed).to_have_count(PERSONS)
    for one in confirmed.all():
        one.check()
    who.page.get_by_label("Phê duyệt đưa ra", exact=True).check()
    who.picture("answer")
    who.press("Ghi kết quả")
    who.see("Quy hoạch sau đợt rà soát")
    who.picture("answered")
    who.act(home, "Lưu trữ hồ sơ đợt", ("archive_record",))
    who.see("Đợt này không còn việc nào.")
    year.look("archived")
