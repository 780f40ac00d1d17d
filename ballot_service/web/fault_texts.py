"""What people read when something is refused, in Vietnamese and in English.

Refuses the program's own words: an error without a sentence gets a general one.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.planning.messages import CATALOGUE, render
from ballot_service.planning.opening import MISSING_NAMES
from ballot_service.web.cycle_fault_texts import CYCLE_TEXTS
from ballot_service.web.day_fault_texts import bad_day_text, bad_hour_text
from ballot_service.web.paper_fault_texts import PAPER_TEXTS
from ballot_service.web.passkey_texts import PASSKEY_TEXTS
from ballot_service.web.slip_texts import SLIP_AND_TABLET_TEXTS
from ballot_service.web.spreadsheet_fault_texts import SPREADSHEET_TEXTS
from ballot_service.web.statement_fault_texts import STATEMENT_TEXTS
from ballot_service.web.wanted_files import WANTED_FILES

GENERAL = (
    "Thao tác này không thực hiện được ở trạng thái hiện tại.",
    "This cannot be done in the present state.",
)

MISSING_VI = MISSING_NAMES | {
    "opening_sheet_unsigned": (
        "Biên bản mở bỏ phiếu chưa đủ chữ ký: chủ trì và một thành viên Ban kiểm phiếu."
    ),
}
"""A sheet that is signed is called "biên bản" on pages, for "phiếu" is the ballot."""

MISSING_EN = {
    "manifest_not_frozen": "The configuration is not frozen.",
    "possession_not_proved": "Not every trustee has proved the key share.",
    "no_quorum": "No quorum.",
    "present_above_members": "More present than members.",
    "issued_above_present": "More ballots issued than members present.",
    "registered_above_issued": "More ballots registered than issued.",
    "slips_not_the_rest": "The sealed slips do not fit the number of members.",
    "credentials_differ": "The list at opening is not that of the registered ballots.",
    "no_credentials": "No ballot is registered yet.",
    "box_not_confirmed_empty": "The committee has not confirmed that the box is empty.",
    "opening_sheet_unsigned": (
        "The opening sheet lacks a signature: the chair and one of the committee."
    ),
}

TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    **SLIP_AND_TABLET_TEXTS,
    **PASSKEY_TEXTS,
    **WANTED_FILES,
    errors.TooLarge: ("Tệp quá lớn.", "The file is too large."),
    errors.EncodingError: (
        "Nội dung gửi lên không đúng định dạng.",
        "What was sent is not in the right form.",
    ),
    errors.CryptoError: (
        "Chữ ký hoặc bằng chứng không đúng.",
        "A signature or proof does not hold.",
    ),
    errors.ProtocolError: (
        "Nội dung gửi lên không thuộc cuộc bỏ phiếu này.",
        "What was sent does not belong to this ballot.",
    ),
    errors.BadCode: (
        (
            "Mã nhập vào không đúng. Trên giấy có vài mã: đề nghị nhập đúng mã mà ô "
            "ấy nêu tên, và đối chiếu từng ký tự với bản giấy đã ký."
        ),
        (
            "The code is not right. The sheet bears several: please type the one that "
            "the field names, and compare each character with the signed sheet."
        ),
    ),
    errors.TooFewDecryptions: (
        "Chưa đủ số mảnh khóa tối thiểu.",
        "Not enough key shares yet.",
    ),
    errors.WrongOwner: (
        "Phần mở phiếu này không phải của thành viên đã chọn.",
        "This partial decryption is not that of the member chosen.",
    ),
    errors.RecordError: ("Hồ sơ không khớp.", "The record does not fit."),
    errors.VerificationError: (
        "Bản kết quả không khớp với hồ sơ đã kiểm chứng.",
        "The statement does not fit the verified record.",
    ),
    errors.UnboundSigningKey: (
        (
            "Khóa ký không thuộc bộ chìa khóa này. Đề nghị đưa đúng trustees.json và "
            "signing_keys.json do cùng một lễ lập khóa của cuộc bỏ phiếu này tạo ra."
        ),
        (
            "The signing keys do not belong to these trustees. Please bring the "
            "trustees.json and signing_keys.json of one ceremony, of this ballot."
        ),
    ),
    errors.UnknownEvent: ("Không có cuộc bỏ phiếu này.", "There is no such ballot."),
    errors.UnknownMember: (
        "Không có tên này trong danh sách.",
        "Nobody of this name on the roll.",
    ),
    errors.UnknownUser: ("Không có tài khoản này.", "No such account."),
    errors.WrongRole: (
        "Việc này thuộc quyền của người khác.",
        "This belongs to another role.",
    ),
    errors.SameHand: (
        "Hai xác nhận phải do hai người khác nhau thực hiện.",
        "The two confirmations must come from two persons.",
    ),
    errors.BadDraft: (
        "Dự thảo chưa hợp lệ. Đề nghị kiểm tra lại tệp.",
        "The draft is not valid. Please check the files.",
    ),
    errors.DraftChanged: (
        "Dự thảo đã được sửa sau khi đồng chí xem. Đề nghị xem lại rồi xác nhận.",
        "The draft was changed after you saw it. Please look again.",
    ),
    errors.NotTheHead: (
        "Chỉ Trưởng ban kiểm phiếu xác nhận thay mặt Ban kiểm phiếu.",
        "Only the head of the counting committee confirms for it.",
    ),
    errors.NotFrozen: ("Cấu hình chưa chốt.", "The configuration is not frozen."),
    errors.RollNotFinished: (
        "Còn đồng chí chưa điểm danh hoặc chưa đủ hai xác nhận.",
        "Somebody is not marked yet, or lacks the second confirmation.",
    ),
    errors.AlreadyServed: (
        "Đồng chí này đã nhận phiếu; không thay đổi được.",
        "This member has taken a ballot already; nothing can be changed.",
    ),
    errors.CodeUsed: (
        "Mã này đã được dùng. Đề nghị đồng chí xin mã mới tại bàn thư ký.",
        "This code has been used. Please ask the secretary for a new one.",
    ),
    errors.TooManyAttempts: (
        "Nhập sai nhiều lần. Đề nghị chờ ít phút hoặc báo thư ký.",
        "Too many wrong attempts. Please wait, or ask the secretary.",
    ),
    errors.WrongPassword: (
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        "Wrong name or password.",
    ),
    errors.AccountLocked: (
        "Tài khoản tạm khóa do nhập sai nhiều lần. Đề nghị chờ ít phút.",
        "The account is locked for a while after too many attempts.",
    ),
    errors.NoSession: (
        "Phiên làm việc đã kết thúc. Đề nghị đăng nhập lại.",
        "The session is over. Please sign in again.",
    ),
    errors.NothingToReplace: (
        (
            "Chưa cấp lại được. Chủ trì cho đăng ký phiếu trước, chờ các máy khác đăng "
            "ký xong, rồi quay lại phát phiếu; lúc đó mới cấp lại."
        ),
        (
            "Not yet. The chair lets the other tablets register first, then goes back "
            "to handing out; only then can a ballot be replaced."
        ),
    ),
    errors.MoreClaimsThanTokens: (
        "Số đề nghị cấp lại vượt số phiếu chưa đăng ký: phải hủy và bỏ phiếu lại.",
        "More tokens claimed as lost than were left: void and repeat.",
    ),
    errors.BadToken: (
        "Phiếu không do Ban kiểm phiếu phát ra.",
        "The ballot was not issued by the committee.",
    ),
    errors.MoreRegisteredThanIssued: (
        "Số phiếu đăng ký vượt số phiếu phát ra.",
        "More ballots registered than issued.",
    ),
    errors.NotPrepared: ("Chưa lập biên bản mở.", "There is no opening sheet yet."),
    errors.BoxNotConfirmed: (
        "Ban kiểm phiếu cần xác nhận hòm phiếu trống trước khi ký biên bản mở.",
        "The committee must confirm that the box is empty before the sheet is signed.",
    ),
    errors.BoxNotEmpty: (
        "Hòm phiếu không trống trước khi mở. Dừng lại, lập biên bản, hủy lần này.",
        "The box is not empty before opening. Stop, record it, and void this ballot.",
    ),
    errors.SetupChanged: (
        "Biên bản mở vừa được lập lại. Đề nghị tải lại trang, xem lại rồi xác nhận.",
        "The opening sheet was made anew. Please reload, look again and confirm.",
    ),
    errors.BallotPaused: (
        "Cuộc bỏ phiếu đang tạm dừng. Phiếu được giữ trên máy.",
        "The ballot is paused. What is marked stays on the tablet.",
    ),
    errors.MissingChanged: (
        "Số phiếu chưa gửi vừa thay đổi. Đề nghị xem lại số mới rồi quyết định.",
        "The number of missing ballots has just changed. Please look again.",
    ),
    errors.NotClosedYet: ("Cuộc bỏ phiếu chưa đóng.", "The ballot is not closed yet."),
    errors.SheetUnsigned: (
        "Biên bản đóng chưa đủ chữ ký của chủ trì và Ban kiểm phiếu.",
        "The closing sheet is not signed by chair and committee yet.",
    ),
    errors.RecordDiffers: (
        "Dữ liệu lưu không còn khớp mã đã công bố. Dừng lại và lập biên bản.",
        "What is stored no longer gives the published code. Stop, and record it.",
    ),
    errors.NotExported: ("Chưa xuất hồ sơ kiểm phiếu.", "No record was exported yet."),
    errors.NotCounted: ("Chưa có kết quả kiểm phiếu.", "There is no result yet."),
    errors.WrongSheetFigure: (
        "Số nhập vào không khớp biên bản đóng đã ký.",
        "The figure is not that of the signed closing sheet.",
    ),
    errors.NotAnnouncedAtThisStep: (
        "Quy chế đợt không công bố kết quả bước này tại hội nghị.",
        "The profile does not announce the result of this step.",
    ),
    errors.RehearsalNotAnnounced: (
        "Đây là bỏ phiếu thử: không có kết quả để công bố.",
        "This is a rehearsal: there is no result to announce.",
    ),
    errors.RehearsalNotDelivered: (
        "Đây là bỏ phiếu thử: không có kết quả để chuyển đi.",
        "This is a rehearsal: there is no result to hand on.",
    ),
    errors.UnknownTracker: (
        "Không có mã này trên Bảng niêm yết.",
        "This code is not on the board.",
    ),
    errors.NoQuorum: ("Không đủ điều kiện tiến hành.", "No quorum."),
    errors.NomineeOnCommittee: (
        "Nhân sự trong danh sách không thể tham gia Ban kiểm phiếu.",
        "A nominee cannot sit on the counting committee.",
    ),
    errors.RepeatNotAllowed: (
        "Chỉ lập lại sau khi đã hủy cuộc bỏ phiếu.",
        "Only a void ballot is repeated.",
    ),
    errors.NoGroundToVoid: (
        "Cần chọn lý do hủy và ghi số biên bản.",
        "A ground and the reference of the minutes are needed.",
    ),
    errors.WrongOldPassword: (
        "Mật khẩu hiện tại chưa đúng. Đề nghị gõ lại; chưa đổi gì.",
        "That is not the present password. Please type it again; nothing changed.",
    ),
    errors.PasswordsDiffer: (
        "Hai lần gõ mật khẩu mới không giống nhau. Đề nghị gõ lại; chưa đổi gì.",
        "The new password was typed in two ways. Type it again; nothing changed.",
    ),
    errors.WeakPassword: (
        "Mật khẩu quá ngắn: cần ít nhất 10 ký tự.",
        "The password is too short: at least 10 characters.",
    ),
    **CYCLE_TEXTS,
    **PAPER_TEXTS,
    **SPREADSHEET_TEXTS,
    **STATEMENT_TEXTS,
}


def missing_texts(error: errors.MayNotOpen, language: str) -> tuple[str, ...]:
    """Return a sentence for each thing that is missing before the ballot may open."""
    names = MISSING_VI if language == "vi" else MISSING_EN
    return tuple(names.get(name, name) for name in error.missing)


def text_of(error: BallotServiceError, language: str) -> str:
    """Return the sentence for an error: its catalogue message, or the nearest text.

    Args:
        error: what was raised.
        language: "vi" or "en".
    """
    if isinstance(error, errors.MayNotOpen):
        return " ".join(missing_texts(error, language))
    if isinstance(error, errors.BadDayField):
        return bad_day_text(error, language)
    if isinstance(error, errors.BadHourField):
        return bad_hour_text(error, language)
    code = getattr(error, "code", "")
    if code in CATALOGUE and not CATALOGUE[code].fields():
        return render(code, language)
    for kind in type(error).__mro__:
        if kind in TEXTS:
            return TEXTS[kind][0 if language == "vi" else 1]
    return GENERAL[0 if language == "vi" else 1]
