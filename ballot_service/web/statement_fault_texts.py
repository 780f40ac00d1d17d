"""What refusals about statements and paper ballots say: a part of `fault_texts`.

Refuses any text but a sentence for a person, in Vietnamese and English.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError

STATEMENT_TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.NotAnnounced: (
        "Kết quả này chưa được công bố.",
        "This result was not announced.",
    ),
    errors.NotOnPaper: (
        "Cuộc bỏ phiếu này không dùng phiếu giấy.",
        "This ballot is not held on paper.",
    ),
    errors.OnPaperOnce: (
        "Đã chuyển sang phiếu giấy một lần. Muốn bỏ phiếu lại thì hủy và lập lần mới.",
        "It was turned to paper once. To vote again, void it and begin a new run.",
    ),
    errors.WrongListOnPaper: (
        "Lần này hủy vì danh sách hoặc cấu hình sai. Đề nghị lập lần mới.",
        "It is void because its list is wrong; paper would repeat it. Begin a new run.",
    ),
    errors.RepeatedAlready: (
        "Đã lập lần bỏ phiếu mới; lần cũ không lập lại, không sang phiếu giấy.",
        "A new run was begun; the old one is not repeated and does not turn to paper.",
    ),
    errors.NoReference: (
        "Cần ghi số biên bản hoặc lý do.",
        "The reference of the minutes, or the reason, is needed.",
    ),
    errors.TwoTellersAlready: (
        "Đã có hai thành viên Ban kiểm phiếu nhập số liệu.",
        "Two members of the committee are entering the counts already.",
    ),
    errors.OneTellerTwice: (
        "Người nhập thứ hai phải là thành viên khác, bằng tài khoản của mình.",
        "The second entry must be of another member, with an own account.",
    ),
    errors.CountsNotAgreed: (
        "Hai người nhập chưa khớp số liệu.",
        "The two tellers' counts do not agree yet.",
    ),
    errors.InvalidReasonsMismatch: (
        "Số phiếu không hợp lệ theo từng lý do không khớp tổng số.",
        "The reasons of invalidity do not add up.",
    ),
    errors.MorePresentThanMembers: (
        "Số có mặt lớn hơn tổng số thành viên.",
        "More present than members.",
    ),
    errors.MoreIssuedThanPresent: (
        "Số phiếu phát ra lớn hơn số có mặt.",
        "More ballots issued than present.",
    ),
}
