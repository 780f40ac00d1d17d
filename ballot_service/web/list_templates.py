"""The empty lists that a secretary fills in: one workbook, or one file for each list.

Refuses an example among the rows: one left there would be read as a person.
"""

from ballot_service.errors import MissingFile
from ballot_service.planning.lists.columns import (
    COMMITTEE,
    FORMS,
    NOMINEES,
    ROLL,
    TITLES,
    form_of,
)
from ballot_service.planning.lists.finding import GUIDE_SHEET
from ballot_service.spreadsheets.writing import Page, write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_ROWS = 200
_WIDE, _NARROW = 34, 16
_WIDE_FIELDS = ("name", "position", "authority_name", "title")

_GUIDE = (
    ("Thành viên", "Một dòng một thành viên, theo danh sách đã ký."),
    ("Thành viên", "Không dùng mã thì để trống cả cột; mã được đánh theo thứ tự dòng."),
    ("Chức danh", "Mã ví dụ T1. Thẩm quyền: ghi Trình hoặc Tự quyết định."),
    ("Chức danh", "Số lượng cần bổ sung (K): để trống với phiếu đưa ra, lấy ý kiến."),
    ("Chức danh", "Cơ cấu nếu có: ví dụ Nữ tối thiểu 1, Nữ đang có 0."),
    ("Nhân sự", "Một dòng là một nhân sự cho một chức danh."),
    ("Nhân sự", "Một người, hai chức danh: hai dòng, chỉ khác chức danh."),
    ("Nhân sự", "Chức danh dự kiến: ghi mã hoặc tên như trang Chức danh."),
    ("Nhân sự", "Năm sinh: 1974 hoặc 12/03/1974. Các cột cơ cấu: ghi x."),
    ("Nhân sự", "Lý do: chỉ ghi với phiếu đưa ra; được in trên phiếu giấy (F1)."),
    ("Ban kiểm phiếu", "Nhiệm vụ: Trưởng ban (đúng một), Ủy viên hoặc Thư ký."),
    ("Ban kiểm phiếu", "Nhân sự không tham gia Ban kiểm phiếu (E13)."),
    ("Mọi trang", "Giữ dòng tiêu đề; không gộp ô, không ẩn dòng, không công thức."),
)


def _page(kind: str) -> Page:
    form = form_of(kind)
    widths = tuple(
        _WIDE if column.field in _WIDE_FIELDS else _NARROW for column in form.columns
    )
    heading = tuple(column.heading for column in form.columns)
    return Page(form.sheet, heading, widths=widths, empty=_ROWS)


def _guide() -> Page:
    return Page(GUIDE_SHEET, ("Trang", "Cách ghi"), _GUIDE, widths=(20, 110))


def template(name: str) -> tuple[bytes, str]:
    """Return a template's bytes and type.

    Args:
        name: `cuoc-bo-phieu.xlsx` with all lists, or `thanh-vien`, `nhan-su` with
            `.xlsx` or `.csv`.

    Raises:
        MissingFile: there is no such template.
    """
    if name == "cuoc-bo-phieu.xlsx":
        return write_xlsx([*(_page(form.kind) for form in FORMS), _guide()]), XLSX
    if name == "thanh-vien.xlsx":
        return write_xlsx([_page(ROLL), _guide()]), XLSX
    if name == "thanh-vien.csv":
        return write_csv(_page(ROLL)), CSV
    if name == "nhan-su.xlsx":
        lists = [_page(kind) for kind in (TITLES, NOMINEES, COMMITTEE)]
        return write_xlsx([*lists, _guide()]), XLSX
    if name == "nhan-su.csv":
        return write_csv(_page(NOMINEES)), CSV
    raise MissingFile(name)
