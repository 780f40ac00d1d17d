"""What people read when a review cycle refuses, in Vietnamese and in English.

Refuses anything but sentences; `fault_texts` chooses among them.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.web.submission_fault_texts import SUBMISSION_TEXTS

CYCLE_TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.UnknownCycle: ("Không có đợt rà soát này.", "There is no such review."),
    errors.MadeByCycle: (
        (
            "Cuộc bỏ phiếu này do đợt rà soát lập ra. Đề nghị sửa hoặc lập lại tại "
            "trang của đợt rà soát."
        ),
        "This ballot is made from the review. Please change or repeat it there.",
    ),
    errors.CycleStepRefused: (
        "Đợt rà soát chưa đến hoặc đã qua bước này.",
        "The review is not at this step.",
    ),
    errors.BadProposal: (
        (
            "Đề nghị mâu thuẫn với danh sách đang quy hoạch: chỉ bổ sung người chưa "
            "có, chỉ đưa ra người đang có, mỗi người một lần cho một chức danh."
        ),
        (
            "The proposal contradicts the plan: add whoever is not in it, remove "
            "whoever is, once for each title."
        ),
    ),
    errors.PersonNotLinked: (
        (
            "Nhân sự có tên trong danh sách bỏ phiếu nhưng chưa ghi mã thành viên. Đề "
            "nghị ghi mã để kiểm tra Ban kiểm phiếu và người chủ trì."
        ),
        "A person stands on the roll without his member id. Please enter it.",
    ),
    errors.MeetingMissing: (
        "Chưa nhập cuộc họp của bước này: danh sách, Ban kiểm phiếu, ngày họp.",
        "The meeting of this step is not entered yet: roll, committee, day.",
    ),
    errors.NotEligible: (
        "Còn nhân sự chưa đủ điều kiện. Đề nghị xem báo cáo kiểm tra điều kiện.",
        "Somebody is not eligible. Please see the eligibility report.",
    ),
    errors.EligibilityStale: (
        "Phương án đã sửa sau lần kiểm tra điều kiện gần nhất. Đề nghị kiểm tra lại.",
        "The plan changed after the last eligibility check. Please check again.",
    ),
    errors.OtherElectorate: (
        (
            "Bỏ phiếu lại phải do chính các thành viên có tên trong danh sách của Bước "
            "4 thực hiện; ai vắng mặt vẫn tính trong tổng số. Đề nghị nhập lại đúng "
            "danh sách đó."
        ),
        (
            "A re-ballot is held before exactly the members on the roll of step 4; "
            "whoever is absent still counts in N. Please enter that roll again."
        ),
    ),
    errors.NotTheTied: (
        "Bỏ phiếu lại chỉ về các nhân sự bằng phiếu ở Bước 4, theo số còn cần bổ sung.",
        "A re-ballot is about those tied in step 4 only, for the places left.",
    ),
    errors.EvidenceMissing: (
        "Còn thiếu văn bản của bước này. Đề nghị ghi số, ký hiệu văn bản.",
        "A paper of this step is missing. Please enter its reference.",
    ),
    errors.BallotRunning: (
        "Còn cuộc bỏ phiếu của đợt chưa kết thúc.",
        "A ballot of this review is not finished yet.",
    ),
    errors.NoBallotRunning: (
        "Không có cuộc bỏ phiếu nào của đợt đang chờ kết quả.",
        "No ballot of this review waits for a result.",
    ),
    errors.ResultMissing: (
        "Chưa có bản kết quả đã ký của bước trước.",
        "The signed statement of the step before is missing.",
    ),
    errors.ResultDiffers: (
        "Đã nhận một bản kết quả khác của cuộc bỏ phiếu này. Dừng lại và lập biên bản.",
        "Another statement of this ballot was taken already. Stop, and record it.",
    ),
    errors.NotOfThisCycle: (
        "Bản kết quả không thuộc đợt rà soát này, hoặc thuộc lần đã hủy.",
        "The statement is not of this review, or of a void run.",
    ),
    errors.NewNameOnList: (
        "Nhân sự mới phải trở lại bước thẩm định, rà soát.",
        "A new name goes back to the review.",
    ),
    errors.DropWithoutReason: (
        "Nhân sự không đưa tiếp vào danh sách phải ghi lý do.",
        "Whoever is dropped needs a recorded reason.",
    ),
    errors.VotedOnAlready: (
        "Nhân sự đã được bỏ phiếu cho chức danh này trong năm.",
        "This person was voted on for this title this year.",
    ),
    errors.NoMoreReballots: (
        "Đã bỏ phiếu lại đủ số lần theo quy chế đợt.",
        "The profile allows no further re-ballot.",
    ),
    errors.DecisionsMissing: (
        "Còn nội dung chưa ghi quyết định: bằng phiếu hoặc cơ cấu.",
        "A tie or a structure shortfall is not decided yet.",
    ),
    errors.DecisionNotAsked: (
        "Kết quả không đặt ra nội dung cần quyết định này.",
        "The result asks for no such decision.",
    ),
    errors.NoReason: ("Cần ghi rõ lý do.", "A written reason is needed."),
    errors.OpinionsNotRecorded: (
        "Cần ghi số biên bản có ý kiến của tập thể lãnh đạo.",
        "The reference of the minutes with the opinions is needed.",
    ),
    errors.ChoiceOutsideTie: (
        "Nhân sự được chọn không thuộc phạm vi được quyết định.",
        "A person was chosen whom the rules do not put to choice.",
    ),
    errors.TooManyChosen: (
        "Số nhân sự được chọn vượt số lượng còn lại.",
        "More persons chosen than places left.",
    ),
    errors.AnswersMissing: (
        "Văn bản trả lời phải nêu đủ từng nhân sự đã trình.",
        "The answer must name every person submitted.",
    ),
    errors.AdditionsOpen: (
        "Còn chức danh cần bổ sung; phải tiến hành đủ các bước.",
        "Additions are open; all steps must be taken.",
    ),
    errors.BranchNotFinished: (
        "Còn danh sách chưa trình hoặc chưa ban hành.",
        "A list is not submitted or not issued yet.",
    ),
    errors.RetentionNotOver: (
        "Chưa hết thời hạn lưu giữ.",
        "The retention period is not over.",
    ),
    **SUBMISSION_TEXTS,
}
