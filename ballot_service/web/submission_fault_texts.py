"""What people read when an attachment or a submission is refused, in two languages.

Refuses anything but sentences; `fault_texts` chooses among them.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError

SUBMISSION_TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.AttachmentError: (
        "Tệp đính kèm không nhận được.",
        "The attached file cannot be taken.",
    ),
    errors.UnknownAttachment: (
        "Không còn tệp này trong hồ sơ: đã rút, đã thay hoặc đã tiêu hủy.",
        "This file is no longer in the folder: withdrawn, replaced or destroyed.",
    ),
    errors.NothingAttached: (
        "Chưa chọn tệp, hoặc tệp rỗng. Đề nghị chọn lại tệp.",
        "No file was chosen, or it is empty. Please choose again.",
    ),
    errors.AttachmentTooLarge: (
        (
            "Tệp lớn hơn 25 MB. Đề nghị quét lại ở độ phân giải thấp hơn hoặc tách "
            "thành nhiều tệp."
        ),
        (
            "The file is larger than 25 MB. Please scan it again at a lower "
            "resolution, or split it."
        ),
    ),
    errors.AttachmentQuota: (
        "Tổng các tệp của đợt vượt quá 200 MB. Đề nghị quét lại các tệp lớn.",
        (
            "The files of this review are larger than 200 MB together. Please scan the "
            "large ones again."
        ),
    ),
    errors.WrongAttachmentContent: (
        (
            "Chỉ nhận PDF, ảnh (JPEG, PNG, TIFF), DOCX, XLSX; nội dung tệp phải đúng "
            "với tên tệp. Đề nghị xuất lại tệp."
        ),
        (
            "Only PDF, pictures (JPEG, PNG, TIFF), DOCX and XLSX are taken, and the "
            "content must be what the name says. Please export the file again."
        ),
    ),
    errors.AttachmentWithMacros: (
        "Tệp có chứa macro. Đề nghị lưu lại không có macro, hoặc xuất ra PDF.",
        "The file holds macros. Please save it without them, or as PDF.",
    ),
    errors.AlreadyHandedIn: (
        (
            "Hồ sơ đã có bản do thư ký nộp (bản đã ký). Đề nghị rút bản đó trước, nếu "
            "muốn thay bằng bản hệ thống lập."
        ),
        (
            "The folder has a copy that was handed in, the signed one. Please withdraw "
            "it first if the service's own is to take its place."
        ),
    ),
    errors.BadAttachmentKind: (
        "Chưa chọn đúng loại tài liệu hoặc nhân sự của tệp này.",
        "The kind of paper, or the person that it is about, is not right.",
    ),
    errors.BadCertificateDate: (
        "Giấy chứng nhận sức khỏe phải ghi ngày cấp, không sau hôm nay.",
        "A health certificate needs the day of issue, not after today.",
    ),
    errors.AttachmentDamaged: (
        "Tệp trong kho không còn nguyên vẹn. Đề nghị báo cán bộ kỹ thuật và nộp lại.",
        (
            "The file in the store is no longer whole. Please tell the technician, and "
            "hand it in again."
        ),
    ),
    errors.AttachmentsFixed: (
        (
            "Hồ sơ đã trình, không thay đổi được tài liệu. Muốn bổ sung phải có yêu "
            "cầu của cấp có thẩm quyền."
        ),
        (
            "The folder was submitted and changes no more, unless the authority asks "
            "for a supplement."
        ),
    ),
    errors.PackageError: (
        "Gói tờ trình không lập được.",
        "The package of the submission cannot be made.",
    ),
    errors.BadRecipient: (
        (
            "Khóa của nơi nhận không dùng được: phải là khóa bắt đầu bằng age1, hoặc "
            "một chứng thư RSA (PEM, từ 2048 bit, còn hạn, cho phép mã hóa)."
        ),
        (
            "The recipient's key cannot be used: it is a key that begins with age1, or "
            "one RSA certificate (PEM, 2048 bits or more, in date, for encryption)."
        ),
    ),
    errors.PackageChanged: (
        (
            "Hồ sơ bỏ phiếu hoặc tệp trong kho không còn như lúc trình. Dừng lại và "
            "lập biên bản."
        ),
        "A record or a stored file is no longer what was submitted. Stop, record it.",
    ),
    errors.NotSubmittedYet: (
        "Chưa trình nên chưa có gói để xuất.",
        "Nothing was submitted yet, so there is no package.",
    ),
    errors.WeakPassphrase: (
        "Cụm mật khẩu quá ngắn: tối thiểu 12 ký tự, ít nhất 5 ký tự khác nhau.",
        "The passphrase is too short: 12 characters, 5 of them different, at least.",
    ),
}
