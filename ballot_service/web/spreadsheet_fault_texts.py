"""What people read when a list or a day that they brought cannot be read.

Refuses to say only that it failed: each sentence says what to do with the file.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError

SPREADSHEET_TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.OldSpreadsheet: (
        "Tệp .xls đời cũ hoặc có mật khẩu. Hãy lưu thành .xlsx, không mật khẩu.",
        "An old .xls file, or a password. Save it as .xlsx without one.",
    ),
    errors.OtherSpreadsheet: (
        "Tệp không phải XLSX hoặc CSV. Hãy lưu thành .xlsx.",
        "Neither XLSX nor CSV. Save it as .xlsx.",
    ),
    errors.SpreadsheetWithMacros: (
        "Tệp chứa macro nên không được mở. Hãy lưu thành .xlsx (không macro).",
        "The file carries macros and was not opened. Save it as .xlsx.",
    ),
    errors.SpreadsheetTooLarge: (
        "Tệp lớn hơn mọi danh sách. Hãy chép riêng danh sách sang một tệp mới.",
        "Larger than any list. Copy the list alone into a new file.",
    ),
    errors.BrokenSpreadsheet: (
        "Tệp trống, hỏng, hoặc có ngoặc kép không khép. Hãy lưu lại thành .xlsx.",
        "Empty, damaged, or a quote does not close. Save it as .xlsx.",
    ),
    errors.UnknownEncoding: (
        "Không nhận ra bảng mã tiếng Việt. Hãy lưu thành .xlsx, hoặc chọn bảng mã.",
        "The Vietnamese encoding is unknown. Save it as .xlsx, or choose one.",
    ),
    errors.NoSuchDay: (
        "Ngày chưa đúng: đề nghị viết ngày/tháng/năm, ví dụ 24/03/2026.",
        "The day is not right: day/month/year, for example 24/03/2026.",
    ),
}
