"""What people read when an official paper is refused, in Vietnamese and in English.

Refuses to name a field by the program's word: the page marks the field itself.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError

PAPER_TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.DocumentError: (
        "Không lập được văn bản này. Đề nghị xem lại các ô đã nhập.",
        "This paper cannot be made. Please look at the fields again.",
    ),
    errors.UnverifiedSource: (
        "Số liệu không khớp bản kết quả đã ký. Không lập văn bản.",
        "The figures are not those of the signed statement. No paper is made.",
    ),
    errors.FactsIncomplete: (
        (
            "Còn ô chưa điền hoặc chưa đúng; các ô này được đánh dấu trên trang Văn "
            "bản. Đề nghị thư ký bổ sung rồi tải lại."
        ),
        (
            "Some fields are empty or not right; they are marked on the page Papers. "
            "The secretary completes them, then try again."
        ),
    ),
    errors.FactsSealed: (
        "Cuộc bỏ phiếu đã niêm phong; nội dung văn bản không sửa được nữa.",
        "The ballot is sealed; its papers are not changed any more.",
    ),
    errors.PaperNotReady: (
        "Cuộc bỏ phiếu này không có văn bản đó.",
        "This ballot has no such paper.",
    ),
    errors.FiguresNotYet: (
        (
            "Văn bản có số liệu dành cho thư ký sau khi chủ trì công bố hoặc quyết "
            "định không công bố kết quả."
        ),
        (
            "The secretary gets papers with figures once the chair has announced the "
            "result, or decided not to."
        ),
    ),
    errors.AbsentNotAsCounted: (
        (
            "Số người vắng mặt không khớp số có mặt trong bản kết quả. Đề nghị đối "
            "chiếu điểm danh với biên bản đóng đã ký."
        ),
        (
            "The number of those absent is not that of the statement. Please compare "
            "the roll call with the signed closing sheet."
        ),
    ),
    errors.NotSigned: ("Tệp chưa có chữ ký số.", "The file has no signature."),
    errors.SignatureBroken: (
        "Chữ ký số không đúng, hoặc tệp đã bị sửa sau khi ký.",
        "The signature does not hold, or the file was changed after signing.",
    ),
    errors.SigningKeyUnusable: (
        "Không mở được khóa ký: kiểm tra tệp, thiết bị và mật khẩu.",
        "The signing key cannot be opened: check file, token and passphrase.",
    ),
}
