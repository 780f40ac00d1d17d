"""What staff read when a passkey is refused, in Vietnamese and in English.

Refuses a dead end: each sentence says what to do, and the password is always a way.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError

PASSKEY_TEXTS: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.PasskeysNotHere: (
        "Khóa truy cập không dùng được ở địa chỉ này. Đề nghị dùng mật khẩu.",
        "Passkeys cannot be used at this address. Please use the password.",
    ),
    errors.BadPasskeyName: (
        (
            "Tên của khóa cần có từ 1 đến 40 ký tự và khác tên các khóa đã có. "
            "Đề nghị đặt tên khác."
        ),
        "A passkey's name has 1 to 40 characters and is not used yet. Choose another.",
    ),
    errors.TooManyPasskeys: (
        "Mỗi tài khoản có nhiều nhất 10 khóa truy cập. Đề nghị gỡ bớt khóa không dùng.",
        "An account has 10 passkeys at most. Please remove one that is not used.",
    ),
    errors.PasskeyKnown: (
        "Khóa truy cập này đã được thêm từ trước.",
        "This passkey was added before.",
    ),
    errors.UnknownPasskey: (
        (
            "Khóa truy cập này đã được gỡ, hoặc chưa được thêm vào tài khoản nào. "
            "Đề nghị đăng nhập bằng mật khẩu."
        ),
        "This passkey was removed, or never added. Please sign in with the password.",
    ),
    errors.NotOwnPasskey: (
        "Tài khoản của đồng chí không có khóa truy cập này, hoặc khóa đã được gỡ.",
        "Your account has no such passkey, or it was removed already.",
    ),
    errors.ChallengeGone: (
        "Lần xác nhận này đã quá ba phút hoặc đã dùng rồi. Đề nghị bấm nút làm lại.",
        "This confirmation is older than three minutes, or was used. Please try again.",
    ),
    errors.PasskeyError: (
        "Khóa truy cập không được xác nhận. Đề nghị thử lại hoặc dùng mật khẩu.",
        "The passkey could not be confirmed. Try again, or use the password.",
    ),
    errors.WrongPasskeyPlace: (
        (
            "Xác nhận này được lập cho một địa chỉ khác, nên không nhận. "
            "Đề nghị xem lại địa chỉ trên trình duyệt và báo cán bộ kỹ thuật."
        ),
        (
            "This confirmation was made for another address and is refused. Look at "
            "the browser's address, and tell the technician."
        ),
    ),
    errors.PersonNotVerified: (
        (
            "Máy chưa kiểm tra vân tay, khuôn mặt hoặc mã PIN. Đề nghị đặt mã PIN cho "
            "khóa rồi thử lại, hoặc dùng mật khẩu."
        ),
        (
            "The device did not ask for finger, face or PIN. Set a PIN for it and try "
            "again, or use the password."
        ),
    ),
    errors.PasskeyOfAnother: (
        "Đây là khóa truy cập của tài khoản khác.",
        "This passkey belongs to another account.",
    ),
    errors.SignCountWentBack: (
        (
            "Bộ đếm của khóa truy cập lùi lại: có thể khóa đã bị sao chép. Đề nghị "
            "đăng nhập bằng mật khẩu, gỡ khóa này và báo cán bộ kỹ thuật."
        ),
        (
            "The passkey's counter went back: it may have been copied. Sign in with "
            "the password, remove this passkey, and tell the technician."
        ),
    ),
}
