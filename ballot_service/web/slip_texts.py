"""What people read when something about slips, tablets or opened ballots is refused.

Refuses the program's own words; `fault_texts` has all the others.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError

SLIP_AND_TABLET_TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.WrongSlipCount: (
        (
            "Số thẻ trong tệp không bằng tổng số thành viên trừ số phiếu đã đăng ký. "
            "Đề nghị in lại đúng số thẻ."
        ),
        "The file has not as many slips as members less the registered. Print again.",
    ),
    errors.SlipsAlreadyImported: (
        "Danh sách thẻ đã được nhận; chỉ nhận một lần.",
        "The slips were taken over already; once is all.",
    ),
    errors.SlipsOfAnotherElection: (
        "Tệp thẻ không thuộc cuộc bỏ phiếu này. Đề nghị lấy lại đúng tệp.",
        "These slips are not of this ballot. Please fetch the right file.",
    ),
    errors.NoSlipsLeft: (
        "Không còn thẻ để phát. Đề nghị đối chiếu số thẻ với Ban kiểm phiếu.",
        "No slip is left. Please count again with the committee.",
    ),
    errors.NoSlipsUsed: (
        "Cuộc này không dùng thẻ, hoặc thẻ chưa phát chưa được mở.",
        "No slips here, or the undrawn ones were not opened yet.",
    ),
    errors.UndrawnSlipsUnopened: (
        (
            "Thẻ chưa phát chưa được mở và ghi nhận. Đề nghị Ban kiểm phiếu mở thẻ "
            "trước người kiểm tra, ghi nhận tại bàn làm việc, rồi làm lại bước này."
        ),
        (
            "The undrawn slips were not opened and recorded. The committee opens them "
            "before the inspector and records them at its desk; then try again."
        ),
    ),
    errors.WrongUndrawnCount: (
        (
            "Số thẻ đã mở cộng số thẻ không tìm thấy chưa bằng số thẻ chưa phát. "
            "Đề nghị đếm lại; không tìm thấy thì ghi vào ô bên cạnh."
        ),
        (
            "Opened and missing slips are not all that nobody drew. Count again; a "
            "slip that cannot be found is entered as missing."
        ),
    ),
    errors.UndrawnSlipVoted: (
        (
            "DỪNG LẠI: một thẻ chưa phát đã bỏ phiếu. Không công nhận kết quả; lập "
            "biên bản sự việc."
        ),
        "STOP: an undrawn slip has voted. Do not accept the result; minute it.",
    ),
    errors.UndrawnOfAnotherRecord: (
        "Tệp thẻ chưa phát thuộc hồ sơ khác. Đề nghị lấy lại đúng tệp.",
        "This list of undrawn slips is of another record. Please fetch the right one.",
    ),
    errors.TooManySpoiled: (
        "Đã mở thử quá nhiều phiếu. Đề nghị báo Ban kiểm phiếu.",
        "Too many ballots were opened to check. Please tell the committee.",
    ),
    errors.UnknownTablet: (
        "Không có máy dùng chung tên này.",
        "There is no shared tablet of this name.",
    ),
    errors.TabletNameTaken: (
        "Cần tên máy khác với các máy đã có, từ 1 đến 40 ký tự.",
        "The tablet needs a name of its own, 1 to 40 characters.",
    ),
}
