"""What the operator does about a refused command, in Vietnamese and in English.

Refuses to leave anyone with a name alone: what stands nowhere gets a general line.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.verify.refusals import REFUSALS as OF_STATEMENTS
from ballot_service.verify.refusals import Refusal
from ballot_service.workflows.doctor_texts import ADVICE_OF as OF_THE_MACHINE

GENERAL = Refusal(
    "Lệnh không thực hiện; không có gì thay đổi. Báo kỹ thuật kèm tên lỗi này.",
    "The command was not carried out; nothing changed. Pass this error's name on.",
)

UNREADABLE = Refusal(
    "Không đọc hoặc ghi được tệp. Kiểm tra đường dẫn, USB và quyền người chạy.",
    "A file cannot be read or written. Check the path, the stick and the permissions.",
)

REFUSALS: dict[type[BallotServiceError], Refusal] = {
    errors.MissingFile: Refusal(
        "Không thấy tệp hoặc thư mục nêu ở trên. Kiểm tra đường dẫn, USB đã cắm chưa; "
        "thư mục chưa có thì lập trước (mkdir).",
        "The file or folder above is not there. Check the path, and whether the stick "
        "is in; make a folder first (mkdir).",
    ),
    errors.MissingOption: Refusal(
        "Lệnh thiếu tùy chọn nêu ở trên. Thêm vào rồi chạy lại; thư mục dữ liệu thì "
        "thêm --data THƯ_MỤC.",
        "The command lacks the option above. Add it and run again; for the data "
        "folder, --data DIR.",
    ),
    errors.NotUnpacked: Refusal(
        "Gói chưa giải nén. Giải nén bằng lệnh nêu ở trên, rồi nêu thư mục record.",
        "The package is not unpacked. Unpack it as above, then name the folder record.",
    ),
    errors.RefusesToOverwrite: Refusal(
        "Đã có từ trước, không ghi đè. Lệnh init chỉ chạy một lần; tệp hoặc thư mục "
        "khác thì chọn tên khác.",
        "It is there already and is not overwritten. Run init only once; for a file "
        "or folder choose another name.",
    ),
    errors.MissingServiceKey: Refusal(
        "Không có khóa này: sai --data, chưa chạy init, hoặc khóa đã tiêu hủy; với "
        "destroy là chưa mở bỏ phiếu hoặc gõ nhầm mã (mã ở Trang kỹ thuật).",
        "No such key: another --data, no init yet, or it was destroyed; with destroy, "
        "the vote was not opened or the code is mistyped (see the technician's page).",
    ),
    errors.MissingAuthority: Refusal(
        "Không thấy khóa CA. Đã cất sang USB thì thêm --ca-key USB/ca_key.pem.",
        "The CA's key is not here. If it was taken to a stick, add --ca-key FILE.",
    ),
    errors.NotPrivateAddress: Refusal(
        "Tên hoặc địa chỉ không thuộc mạng LAN riêng. Dùng --address 192.168.… (hoặc "
        "10.…) và --name có đuôi .lan.",
        "Not a name or address of an isolated LAN. Use --address 192.168.… (or 10.…) "
        "and a --name that ends in .lan.",
    ),
    errors.UnknownUser: Refusal(
        "Không có tài khoản này. Xem tên đúng bằng ballot-service user list.",
        "There is no such account. See ballot-service user list.",
    ),
    errors.DuplicateLogin: Refusal(
        "Tên đăng nhập đã có. Chọn tên khác, hoặc đặt lại mật khẩu: user reset.",
        "The login exists. Choose another, or give a new password by user reset.",
    ),
    errors.UnknownEvent: Refusal(
        "Không có cuộc bỏ phiếu nào mang mã này. Chép mã từ Trang kỹ thuật.",
        "No ballot has this code. Copy it from the technician's page.",
    ),
    errors.NotAnnounced: Refusal(
        "Kết quả này không công bố. Chỉ gửi khi chủ trì cho phép: --event MÃ_CUỘC "
        "--not-announced.",
        "This result was not announced. Where the chair permits: --event CODE "
        "--not-announced.",
    ),
    errors.NotCounted: Refusal(
        "Cuộc này chưa có kết quả. Chờ Ban kiểm phiếu nhận kết quả rồi làm lại.",
        "This ballot has no result yet. Wait until the committee has handed it in.",
    ),
    errors.NotSealedYet: Refusal(
        "Chưa đến lúc tiêu hủy. Xem thời hạn và trạng thái trong chi tiết ở trên.",
        "It is too early to destroy this. See the term and the state given above.",
    ),
    errors.AlreadyDestroyed: Refusal(
        "Đã tiêu hủy từ trước. Tìm lại biên bản của lần đó.",
        "It was destroyed before. Look for the minutes of that time.",
    ),
    errors.NoReason: Refusal(
        'Cần số biên bản và người thực hiện: --minutes SỐ --by "HỌ TÊN".',
        'The minutes and the person are needed: --minutes NUMBER --by "NAME".',
    ),
    errors.NoWebhook: Refusal(
        "Chưa đặt nơi nhận. Dùng ballot-service webhook set URL, hoặc drop THƯ_MỤC.",
        "No address is set. Use ballot-service webhook set URL, or drop FOLDER.",
    ),
    errors.BadWebhookAddress: Refusal(
        "Địa chỉ nơi nhận chưa đúng: cần http(s)://MÁY:CỔNG/ của một máy trong LAN.",
        "Not an address to send to: http(s)://HOST:PORT/ of one machine on the LAN.",
    ),
    errors.NotAPrivateAddress: Refusal(
        "Nơi nhận không thuộc mạng LAN. Máy này không gửi ra ngoài; dùng địa chỉ LAN.",
        "The address is not of the LAN. Nothing leaves it; use a private address.",
    ),
    errors.Unreachable: Refusal(
        "Nơi nhận không trả lời. Kiểm tra máy nhận và dây mạng, rồi chạy lại deliver; "
        "gửi lại không làm nhận hai lần.",
        "Nobody answers. Check the other machine and the cable, and run deliver "
        "again; sending again takes nothing over twice.",
    ),
    errors.DeliveryError: Refusal(
        "Nơi nhận không nhận bản kết quả. Hỏi người quản trị máy nhận; hoặc chép bằng "
        "drop THƯ_MỤC.",
        "The receiver did not take the statement. Ask its operator, or drop FOLDER.",
    ),
    errors.NotOneDestruction: Refusal(
        "Một biên bản chỉ ghi một số biên bản, mỗi nội dung một lần. Bỏ tệp nêu ở "
        "trên, hoặc làm biên bản riêng cho nó.",
        "One paper is of one reference, with each thing once. Leave the file above "
        "out, or make another paper of it.",
    ),
    errors.OptionNotPrintable: Refusal(
        "Một tùy chọn không in được lên văn bản. Sửa tùy chọn nêu ở trên rồi chạy lại.",
        "An option cannot be printed on the paper. Mend the one above and run again.",
    ),
    errors.CertificateExpired: Refusal(
        "E23: chứng thư số hết hạn. Dùng chứng thư mới, hoặc ký tay.",
        "E23: the certificate is out of date. Use a new one, or sign by hand.",
    ),
    errors.RevocationUnknown: Refusal(
        "E23: thiếu danh sách thu hồi. Thêm --crl TỆP mới nhất.",
        "E23: the list of revoked certificates is missing. Add the newest --crl FILE.",
    ),
    errors.CertificateError: Refusal(
        "E23: chứng thư số không được tin cậy hoặc đã thu hồi. Kiểm tra --root, --crl.",
        "E23: the certificate is not trusted, or revoked. Check --root and --crl.",
    ),
    errors.SigningKeyUnusable: Refusal(
        "Không dùng được khóa ký. Kiểm tra tệp hoặc thiết bị ký và mật khẩu của nó.",
        "The signing key cannot be used. Check its file or token, and its password.",
    ),
    errors.NotSigned: Refusal(
        "Văn bản chưa có chữ ký số nào.",
        "The paper bears no signature.",
    ),
    errors.SignatureBroken: Refusal(
        "Chữ ký không đúng: văn bản đã bị sửa sau khi ký. Không dùng bản này.",
        "The signature does not hold: the paper was altered. Do not use it.",
    ),
    errors.PackageNotOpened: Refusal(
        "Cụm mật khẩu không mở được gói. Gõ lại từng từ theo tờ giấy.",
        "The phrase does not open the package. Type it again, word by word.",
    ),
    errors.PackageError: Refusal(
        "Gói tờ trình không qua kiểm chứng. Không nhận; giữ gói, báo nơi gửi.",
        "The submission does not verify. Do not accept it; keep it, tell the sender.",
    ),
    errors.AttachmentDamaged: Refusal(
        "Tệp đính kèm hoặc khóa của kho tệp bị hỏng, thiếu. Khôi phục bản sao.",
        "An attached file or the key of the store is damaged or gone. Restore it.",
    ),
    errors.NotFit: Refusal(
        "CHƯA SẴN SÀNG. Sửa từng dòng LỖI theo cách ghi ngay dưới nó, rồi khám lại.",
        "NOT READY. Mend each failed line above as it says, and examine again.",
    ),
}


def refusal_of(error: BallotServiceError) -> Refusal:
    """Return what to do about an error, by the nearest kind that is known."""
    for kind in type(error).__mro__:
        if kind in REFUSALS:
            return REFUSALS[kind]
        if kind in OF_THE_MACHINE:
            return Refusal(*OF_THE_MACHINE[kind])
        if kind in OF_STATEMENTS and kind is not BallotServiceError:
            return OF_STATEMENTS[kind]
    return GENERAL
