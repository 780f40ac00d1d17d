"""What to do about each finding of the examination, in Vietnamese and in English.

Refuses a finding without advice: a test asks for each error that a check may raise.
"""

from typing import NamedTuple

from ballot_service import errors
from ballot_service.errors import BallotServiceError


class Advice(NamedTuple):
    """One sentence in both languages."""

    vi: str
    en: str


GENERAL = Advice(
    "Không đọc được. Báo người quản trị kèm tên lỗi này.",
    "It cannot be read. Tell the operator, with this error's name.",
)

ADVICE_OF: dict[type[BallotServiceError], Advice] = {
    errors.ClockWrong: Advice(
        "Đồng hồ máy sai. Chỉnh theo đồng hồ của Ban kiểm phiếu: timedatectl set-time.",
        "The clock is wrong. Set it by the committee's watch: timedatectl set-time.",
    ),
    errors.ZoneWrong: Advice(
        "Đặt múi giờ Việt Nam: timedatectl set-timezone Asia/Ho_Chi_Minh.",
        "Set the zone of Vietnam: timedatectl set-timezone Asia/Ho_Chi_Minh.",
    ),
    errors.SpaceLow: Advice(
        "Cần ít nhất 2 GB trống. Chuyển tệp khác đi, không xóa hồ sơ bỏ phiếu.",
        "At least 2 GB are needed. Move other files away; delete no record.",
    ),
    errors.LooseFolder: Advice(
        "Người khác trên máy đọc được. Chạy: chmod -R go= THƯ_MỤC.",
        "Others on the machine may read it. Run: chmod -R go= FOLDER.",
    ),
    errors.LooseKeyFile: Advice(
        "Người khác đọc được khóa. Chạy chmod 600; nếu nghi đã lộ, lập khóa mới.",
        "Others may read a key. Run chmod 600; if it may have leaked, make new keys.",
    ),
    errors.MissingServiceKey: Advice(
        "Thiếu khóa dịch vụ. Chạy ballot-service init, hoặc chỉ đúng thư mục --data.",
        "A service key is missing. Run ballot-service init, or name the right --data.",
    ),
    errors.CorruptedKeyFile: Advice(
        "Tệp khóa hỏng. Không mở cuộc họp bằng khóa này; lấy bản lưu hoặc lập mới.",
        "A key file is damaged. Hold no meeting with it; restore it, or make one.",
    ),
    errors.BlindSignatureError: Advice(
        "Khóa phát phiếu không đạt. Không dùng cuộc bỏ phiếu này; lập cuộc mới.",
        "An issuing key is unfit. Do not use that ballot; make a new one.",
    ),
    errors.MissingCertificate: Advice(
        "Chưa có chứng thư. Chạy: ballot-service tls.",
        "There is no certificate yet. Run: ballot-service tls.",
    ),
    errors.CertificateOutOfDate: Advice(
        "Chứng thư hết hạn hoặc sắp hết. Cấp lại: ballot-service tls.",
        "The certificate is out of date, or soon will be. Run: ballot-service tls.",
    ),
    errors.CertificateLacksName: Advice(
        "Chứng thư thiếu tên hoặc địa chỉ này. Cấp lại, kể đủ tên và địa chỉ: "
        "ballot-service tls --name TÊN --address ĐỊA_CHỈ.",
        "It lacks this name or address. Issue it again with all of them: "
        "ballot-service tls --name NAME --address ADDRESS.",
    ),
    errors.WrongAuthority: Advice(
        "Khóa, chứng thư và CA không cùng bộ. Cấp lại: ballot-service tls.",
        "Key, certificate and CA do not belong together. Run: ballot-service tls.",
    ),
    errors.AuthorityKeyHere: Advice(
        "Nên chuyển khóa CA sang USB cất riêng; chỉ cần khi cấp lại (--ca-key).",
        "Better move the CA's key to a stick; it is needed to issue again (--ca-key).",
    ),
    errors.PortTaken: Advice(
        "Cổng đang bận hoặc không được mở. Dừng chương trình khác, hoặc đổi --bind.",
        "The port is in use or forbidden. Stop the other program, or change --bind.",
    ),
    errors.NoLanAddress: Advice(
        "Máy chưa có địa chỉ LAN. Cắm dây mạng, bật bộ phát, rồi chạy lại.",
        "No LAN address. Plug in the cable, switch the router on, and run this again.",
    ),
    errors.OpenAddress: Advice(
        "Máy đang nối mạng ngoài. Rút kết nối Internet: chỉ dùng mạng LAN độc lập.",
        "The machine is on the open network. Unplug it: the isolated LAN only.",
    ),
    errors.SeveralAddresses: Advice(
        "Máy có nhiều địa chỉ. Tắt card mạng không dùng, hoặc báo rõ một địa chỉ.",
        "Several addresses. Switch off cards that are not used, or announce one.",
    ),
    errors.BoothNotBuilt: Advice(
        "Chưa có danh sách mã băm của buồng phiếu. Cài lại, hoặc chạy make setup.",
        "The booth has no list of hashes. Install again, or run make setup.",
    ),
    errors.BoothDiffers: Advice(
        "Tệp buồng phiếu khác bản đã dựng. Không mở cuộc họp; cài lại từ bản gốc.",
        "The booth differs from its build. Hold no meeting; install it again.",
    ),
    errors.DatabaseMissing: Advice(
        "Chưa có cơ sở dữ liệu. Chạy ballot-service init, hoặc chỉ đúng --data.",
        "There is no database. Run ballot-service init, or name the right --data.",
    ),
    errors.DatabaseDamaged: Advice(
        "Cơ sở dữ liệu hỏng. Không dùng tiếp; chép nguyên trạng và báo người quản trị.",
        "The database is damaged. Stop using it; copy it as it is, tell the operator.",
    ),
    errors.DatabaseSettings: Advice(
        "Thiết lập chống lưu thứ tự không có hiệu lực. Không bỏ phiếu trên máy này.",
        "A setting against keeping order does not hold. Hold no ballot here.",
    ),
    errors.UnsafeDatabase: Advice(
        "Máy chủ PostgreSQL lưu thứ tự hoặc thời gian. Sửa thiết lập đã nêu.",
        "The PostgreSQL server keeps order or time. Change the setting named.",
    ),
    errors.SchemaOld: Advice(
        "Cơ sở dữ liệu của phiên bản khác. Chạy: ballot-service migrate.",
        "The database is of another version. Run: ballot-service migrate.",
    ),
    errors.PasskeyNameLost: Advice(
        "Khóa truy cập gắn với tên này sẽ không dùng được; mật khẩu vẫn dùng được. "
        "Cấp lại chứng thư, tên này đứng đầu: ballot-service tls --name TÊN.",
        "Passkeys bound to this name will not work; passwords will. Issue the "
        "certificate with this name first: ballot-service tls --name NAME.",
    ),
    errors.PasskeyNameUnfit: Advice(
        "Khóa truy cập cần một tên hai phần, ví dụ bophieu.lan; địa chỉ số không được.",
        "Passkeys need a name of two words, as bophieu.lan; no numeric address.",
    ),
    errors.SwapOn: Advice(
        "Nên tắt bộ nhớ hoán đổi trong cuộc họp: swapoff -a.",
        "Better switch swap off for the meeting: swapoff -a.",
    ),
    errors.CoreDumpsOn: Advice(
        "Nên tắt kết xuất bộ nhớ: ulimit -c 0 trước khi chạy máy chủ.",
        "Better switch core dumps off: ulimit -c 0 before the server starts.",
    ),
}


def advice_for(error: BallotServiceError) -> Advice:
    """Return what to do about an error, by the most special class that is known."""
    for kind in type(error).__mro__:
        if kind in ADVICE_OF:
            return ADVICE_OF[kind]
    return GENERAL
