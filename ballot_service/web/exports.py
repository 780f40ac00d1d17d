"""Roll call and result as workbooks, for those who file and for those who reckon again.

Refuses to compute a figure, to run one (every text stays a text), and to tell a time.
"""

from collections.abc import Sequence

from flask_babel import gettext as _

from ballot_service.spreadsheets.writing import Page, Value, write_xlsx
from ballot_service.web.result_view import ResultView
from ballot_service.workflows.rollcall import RollEntry


def _attendance(entry: RollEntry) -> str:
    names = {
        "present": _("Có mặt"),
        "excused": _("Vắng có lý do"),
        "unexcused": _("Vắng không lý do"),
    }
    return str(names.get(entry.attendance, _("Chưa")))


def roll_workbook(entries: Sequence[RollEntry]) -> bytes:
    """Return the roll with the attendance, in the order of the signed roll."""
    heading = (_("TT"), _("Mã"), _("Họ và tên"), _("Chức vụ"), _("Có mặt hay vắng"))
    rows: list[tuple[Value, ...]] = [
        (number, entry.id, entry.name, entry.position, _attendance(entry))
        for number, entry in enumerate(entries, start=1)
    ]
    sheet = Page(_("Bản điểm danh"), heading, tuple(rows), (5, 10, 30, 36, 18))
    return write_xlsx([sheet])


def result_workbook(result: ResultView) -> bytes:
    """Return the result as the statement has it: rows of the ballot, then numbers."""
    agreed = _("Đồng ý đưa ra") if result.kind == "removal" else _("Đồng ý")
    heading = (
        *(_("TT"), _("Nhân sự"), _("Chức vụ"), _("Chức danh"), agreed),
        *(_("Không đồng ý"), _("Không đánh dấu"), _("Tỷ lệ"), _("Trên tổng số")),
        _("Kết luận"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            number,
            row["nominee_name"],
            row["position"],
            row["title_name"],
            row["agree"],
            row["disagree"],
            row["unmarked"],
            row["rate"],
            row["rate_base"],
            status_name(row["status"]),
        )
        for number, row in enumerate(result.outcomes, start=1)
    ]
    widths = (5, 24, 26, 22, 8, 9, 10, 9, 9, 18)
    return write_xlsx(
        [Page(_("Kết quả"), heading, tuple(rows), widths), _numbers(result)]
    )


def _numbers(result: ResultView) -> Page:
    numbers = result.numbers
    medium = _("Phiếu giấy") if result.medium == "paper" else _("Phiếu điện tử")
    rows: tuple[tuple[Value, ...], ...] = (
        (_("Tổng số thành viên"), result.members),
        (_("Có mặt"), numbers["present"]),
        (_("Phát ra"), numbers["issued"]),
        (_("Thu về"), numbers["returned"]),
        (_("Hợp lệ"), numbers["valid"]),
        (_("Không hợp lệ"), numbers["invalid"]),
        (_("Hình thức"), medium),
    )
    return Page(_("Con số"), (_("Nội dung"), _("Số")), rows, (34, 12))


def status_name(status: str) -> str:
    """Return what became of a nominee, in the words of the result page."""
    names = {
        "taken": _("Đạt – đưa vào danh sách"),
        "tied": _("Bằng phiếu"),
        "beyond_places": _("Đạt, ngoài số lượng"),
        "over_title_limit": _("Đạt, quá số chức danh"),
        "removed": _("Đưa ra khỏi quy hoạch"),
        "proposed_removal": _("Đề xuất đưa ra"),
        "kept": _("Giữ nguyên trong quy hoạch"),
        "consulted": _("Đã lấy ý kiến"),
    }
    return str(names.get(status, _("Không đạt")))
