"""Why a row or a field was not taken, in Vietnamese and in English.

Refuses a reject without its place: where, which row, which field.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Text(NamedTuple):
    """One sentence in both languages, with named fields."""

    vi: str
    en: str


REASONS: dict[str, Text] = {
    "missing": Text("Thiếu nội dung.", "Nothing is in this field."),
    "formula": Text(
        "Ô chứa công thức. Hãy dán lại dưới dạng giá trị.",
        "The cell holds a formula. Paste it as a value.",
    ),
    "error": Text(
        "Ô báo lỗi của bảng tính.",
        "The cell holds a spreadsheet error.",
    ),
    "merged": Text(
        "Ô bị gộp. Hãy bỏ gộp và ghi đủ từng dòng.",
        "The cell is merged. Split it, and fill in each row.",
    ),
    "date": Text(
        "Ô là ngày tháng, cần chữ. Hãy định dạng ô là Văn bản rồi nhập lại.",
        "The cell is a date where a text belongs. Format it as text and type it again.",
    ),
    "not_text": Text("Ô không phải là chữ.", "The cell is not a text."),
    "too_long": Text("Quá 300 ký tự.", "More than 300 characters."),
    "control": Text(
        "Có ký tự điều khiển hoặc ký tự hỏng.",
        "A control character or a broken character.",
    ),
    "not_letters": Text("Họ tên không có chữ cái nào.", "A name without a letter."),
    "hidden_row": Text(
        "Dòng đang bị ẩn hoặc bị lọc. Hãy hiện dòng này hoặc xóa hẳn.",
        "The row is hidden or filtered out. Show it, or delete it.",
    ),
    "beyond": Text(
        "Có nội dung ngoài các cột có tiêu đề. Trong tệp CSV, ô có dấu phân cách phải "
        "đặt trong ngoặc kép.",
        "Something stands beyond the columns with headings. In a CSV a field with a "
        "separator needs quotes.",
    ),
    "bad_id": Text(
        "Mã chỉ gồm chữ không dấu, số, gạch nối; tối đa 40 ký tự.",
        "A code has plain letters, digits and hyphens only, 40 at most.",
    ),
    "same_id": Text("Trùng mã với dòng {other}.", "The same code as row {other}."),
    "same_person": Text(
        "Trùng người với dòng {other} (đã bỏ qua khác biệt về dấu, chữ hoa, khoảng "
        "trắng, ký tự ẩn).",
        "The same person as row {other} (whatever form, case, spacing, hidden "
        "characters).",
    ),
    "same_name": Text(
        "Trùng họ tên với dòng {other}, khác chức vụ: hai người hay một?",
        "The same name as row {other}, another position: two persons or one?",
    ),
    "same_row": Text(
        "Trùng với dòng {other}: một nhân sự, một chức danh, ghi hai lần.",
        "Row {other} again: one nominee for one title, twice.",
    ),
    "other_person": Text(
        "Cùng mã hoặc cùng họ tên, năm sinh với dòng {other} nhưng thông tin khác.",
        "Code, or name and birth year, of row {other}, and other facts.",
    ),
    "other_reason": Text(
        "Nhân sự này ở dòng trên có lý do khác. Ghi một lý do chung cho cả hai dòng.",
        "A row above gives this person another reason. Write one for both rows.",
    ),
    "not_number": Text("Cần một số nguyên.", "A whole number is needed."),
    "out_of_range": Text(
        "Cần số từ {low} đến {high}.",
        "A number from {low} to {high} is needed.",
    ),
    "not_year": Text(
        "Cần năm sinh, ví dụ 1974 hoặc 12/03/1974.",
        "A year of birth is needed, as 1974 or 12/03/1974.",
    ),
    "date_number": Text(
        "Ngày đang ở dạng số của bảng tính. Đặt định dạng ô là Ngày, hoặc gõ năm sinh.",
        "A day as a spreadsheet's number. Give the cell a date's form, or type a year.",
    ),
    "not_mark": Text(
        "Ghi x (có) hoặc để trống (không).",
        "Write x for yes, or leave it empty.",
    ),
    "not_gender": Text("Ghi Nam hoặc Nữ.", "Write Nam or Nữ."),
    "not_authority": Text(
        "Ghi Trình (cấp trên xác nhận) hoặc Tự quyết định.",
        "Write Trình (a superior confirms) or Tự quyết định (own decision).",
    ),
    "authority_unnamed": Text(
        "Chức danh trình cấp trên thì cần tên cấp có thẩm quyền.",
        "A title under a superior needs that authority's name.",
    ),
    "not_role": Text(
        "Ghi Trưởng ban, Ủy viên hoặc Thư ký.",
        "Write Trưởng ban, Ủy viên or Thư ký.",
    ),
    "unknown_title": Text(
        "Không có chức danh này trong danh sách chức danh.",
        "This title is not on the list of titles.",
    ),
    "unused_title": Text(
        "Không có nhân sự nào cho chức danh này.",
        "Nobody is proposed for this title.",
    ),
    "no_places": Text(
        "Số lượng cần bổ sung là 0: không mở bổ sung chức danh này. Nếu là phiếu đưa "
        "ra khỏi quy hoạch thì chọn Bước 1.",
        "No place to fill: the title is not opened for additions. If this is a ballot "
        "of removals, choose step 1.",
    ),
    "certain_above": Text(
        "Số lượng chắc chắn lớn hơn số lượng cần bổ sung.",
        "More certain places than places.",
    ),
    "need_incomplete": Text(
        "Cần cả hai: số tối thiểu (từ 1) và số đang có.",
        "Both are needed: the minimum (at least 1) and those staying.",
    ),
    "nominee_on_committee": Text(
        "E13: Đồng chí {name} có tên trong danh sách nhân sự nên không thể tham gia "
        "Ban kiểm phiếu. Nếu là hai người trùng họ tên, ghi thêm chi tiết phân biệt.",
        "E13: {name} is on the list of nominees and cannot sit on the counting "
        "committee. If two persons share the name, add what tells them apart.",
    ),
    "heads": Text(
        "Cần đúng một Trưởng ban; đang có {count}.",
        "Exactly one head is needed; there are {count}.",
    ),
    "too_many": Text("Nhiều hơn {most}.", "More than {most}."),
    "count": Text(
        "Danh sách có {found} dòng, số đã khai là {declared}.",
        "The list has {found} rows, {declared} were declared.",
    ),
    "no_list": Text(
        "Chưa có danh sách này: không trang nào có đủ các cột {columns}.",
        "This list is missing: no sheet has the columns {columns}.",
    ),
    "no_list_typed": Text(
        "Chưa có danh sách này: không trang nào có đủ các cột {columns}. Có thể gõ "
        "ngay ở mục 4 của trang này.",
        "This list is missing: no sheet has the columns {columns}. It may be typed in "
        "part 4 of this page.",
    ),
    "swapped": Text(
        "Tệp chọn ở mục 3 là danh sách nhân sự (có Chức danh, Năm sinh). Chọn lại: "
        "danh sách thành viên ở mục 3, danh sách nhân sự ở mục 4.",
        "The file of part 3 lists nominees (titles, years of birth). Choose again: "
        "the members in part 3, the nominees in part 4.",
    ),
    "two_lists": Text(
        "Có hơn một danh sách cùng loại. Chỉ giữ một.",
        "More than one list of this kind. Keep one.",
    ),
    "same_heading": Text(
        "Hai cột cùng một tiêu đề.",
        "Two columns with the same heading.",
    ),
    "no_day": Text(
        "Cần ngày họp, ví dụ 24/03/2026.",
        "The day of the meeting is needed, as 24/03/2026.",
    ),
    "not_choice": Text("Chọn một mục trong danh sách.", "Choose one of the list."),
    "too_few_shares": Text(
        "Số mảnh khóa tối thiểu phải lớn hơn một nửa và không quá {high}.",
        "The threshold must be more than half, and at most {high}.",
    ),
}

NOTES: dict[str, Text] = {
    "cleaned": Text(
        "Đã bỏ khoảng trắng thừa hoặc ký tự ẩn.",
        "Superfluous spaces or hidden characters were taken out.",
    ),
    "same_name": REASONS["same_name"],
    "hidden_sheet": Text(
        "Trang đang bị ẩn nên không được đọc.",
        "The sheet is hidden, and was not read.",
    ),
    "unread_sheet": Text(
        "Trang không có các cột của danh sách nào nên không được đọc.",
        "The sheet has the columns of no list, and was not read.",
    ),
    "unread_column": Text("Cột không dùng đến.", "The column is not used."),
    "head_first": Text(
        "Trưởng ban được xếp số 1, theo tài khoản kiemphieu1; các đồng chí khác giữ "
        "thứ tự trong danh sách.",
        "The head was put first, for the account kiemphieu1; the others keep their "
        "order.",
    ),
    "no_gender": Text(
        "Danh sách không có cột Giới tính hay Nữ: văn bản sẽ ghi Nam cho mọi nhân sự.",
        "The list has no column for women: papers will say Nam (male) of everybody.",
    ),
    "codes_made": Text(
        "Danh sách không có mã; mã được đánh theo thứ tự dòng.",
        "The list has no codes; they were numbered by row.",
    ),
    "above_header": Text(
        "Các dòng phía trên tiêu đề không được đọc.",
        "What stands above the headings was not read.",
    ),
}

Values = dict[str, int | str]


@dataclass(frozen=True)
class Reject:
    """Something that was not taken, or a note on what was.

    Attributes:
        where: file and sheet, or "" for the form.
        row: as the spreadsheet shows it; 0 where the whole list is meant.
        column: the column's heading; "" where the whole row is meant.
        seen: what stands there, cut to 60 characters.
    """

    where: str
    row: int
    column: str
    reason: str
    seen: str = ""
    values: Values = field(default_factory=dict)
    kind: Literal["reject", "note"] = "reject"

    def text(self, language: str) -> str:
        """Return the sentence in "vi" or "en"."""
        table = REASONS if self.kind == "reject" else NOTES
        said = table[self.reason]
        text = said.vi if language == "vi" else said.en
        return text.format(**self.values)
