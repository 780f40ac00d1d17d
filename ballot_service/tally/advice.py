"""What to do about each refusal, in Vietnamese and English.

Refuses to leave anyone with a name alone: an error without its own line takes that of
its kind.
"""

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.tally.texts import Said

ADVICE: dict[type[BallotServiceError], Said] = {
    errors.WrongPassphrase: Said(
        "Mật khẩu không mở được mảnh khóa. Kiểm tra bộ gõ và phím Caps Lock rồi nhập "
        "lại.",
        "The passphrase does not open the share. Check keyboard and Caps Lock, type "
        "again.",
    ),
    errors.CorruptedKeyFile: Said(
        "Tệp mảnh khóa bị hỏng hoặc không phải mảnh khóa. Dùng USB còn lại của chính "
        "thành viên này, hoặc đủ số mảnh khóa tối thiểu của các thành viên khác.",
        "The share file is damaged or is no share. Use this member's other stick, or "
        "enough shares of other members.",
    ),
    errors.ShareOfAnotherElection: Said(
        "Mảnh khóa không đúng của cuộc bỏ phiếu này. Cắm đúng USB của cuộc này.",
        "This share belongs to another election. Plug in the right stick.",
    ),
    errors.WeakPassphrase: Said(
        "Mật khẩu cần ít nhất 12 ký tự, trong đó ít nhất 5 ký tự khác nhau. Đặt lại.",
        "A passphrase needs at least 12 characters, 5 of them different. Choose again.",
    ),
    errors.LooseKeyFile: Said(
        "Người khác trên máy này đọc được tệp bí mật. Chạy «chmod 600 TỆP» rồi làm "
        "lại.",
        "Others on this machine may read the secret file. Run 'chmod 600 FILE' and "
        "retry.",
    ),
    errors.KeyFileError: Said(
        "Không dùng được tệp bí mật. Kiểm tra lại USB.",
        "The secret file cannot be used. Check the stick.",
    ),
    errors.LatchedToAnother: Said(
        "Mảnh khóa này đã mở một hồ sơ (hoặc đã ký kết quả phiếu giấy) khác và không "
        "bao giờ mở hồ sơ thứ hai. Dừng kiểm phiếu, lập biên bản: có hai kết quả khác "
        "nhau của một cuộc bỏ phiếu.",
        "This share has opened another record, or signed a count on paper, and will "
        "never open a second. Stop and minute it: there are two different results of "
        "one ballot.",
    ),
    errors.TooFewBallots: Said(
        "Quá ít phiếu: mở ra sẽ lộ lựa chọn của từng người. Không kiểm phiếu điện tử; "
        "bỏ phiếu lại bằng giấy.",
        "Too few ballots: opening would reveal single votes. Do not count; repeat on "
        "paper.",
    ),
    errors.TooFewShares: Said(
        "Thiếu mảnh khóa. Mời thêm thành viên Ban kiểm phiếu mang mảnh khóa tới; hồ "
        "sơ vẫn nguyên vẹn.",
        "Too few key shares. Call further trustees with theirs; the record is "
        "unharmed.",
    ),
    errors.ForeignCiphertext: Said(
        "Yêu cầu đưa sẵn dữ liệu để mở. Không chấp nhận; giữ lại tệp và báo thanh tra.",
        "The request brings something to decrypt. Refused; keep the file, tell the "
        "inspector.",
    ),
    errors.MissingSheetFigure: Said(
        "Thiếu số liệu trên biên bản đã ký. Nhập đủ --setup, --ballots, --end (và "
        "--present, --issued khi lập bản kết quả; --code với phiếu giấy) từ bản giấy.",
        "A figure of the signed sheets is missing. Type --setup, --ballots, --end "
        "(and --present, --issued for the statement; --code on paper) from paper.",
    ),
    errors.MissingFile: Said(
        "Không đọc hoặc ghi được tệp. Kiểm tra đường dẫn và USB.",
        "The file cannot be read or written. Check path and stick.",
    ),
    errors.NoTerminal: Said(
        "Cần người nhập mật khẩu. Chạy trong cửa sổ lệnh, hoặc dùng --passphrase-file.",
        "Somebody must type. Run it in a terminal, or use --passphrase-file.",
    ),
    errors.NotSlips: Said(
        "Tệp này không phải tệp PDF của thẻ; không xóa gì. Chỉ xóa slips.pdf đã in.",
        "This is not the PDF of the slips; nothing was erased. Erase slips.pdf alone.",
    ),
    errors.SlipTwice: Said(
        "Một thẻ đưa vào hai lần. Bỏ mã lặp rồi chạy lại; chưa ghi gì.",
        "A slip was given twice. Leave it out and run again; nothing was written.",
    ),
    errors.UndrawnSlipVoted: Said(
        "Thẻ chưa phát lại có phiếu trong hồ sơ. Không công nhận kết quả; lập biên "
        "bản và bỏ phiếu lại.",
        "An undrawn slip has voted. Do not accept the result; minute it and repeat.",
    ),
    errors.BrokenCommitment: Said(
        "Thành viên {trustee} đưa ra nội dung khác với cam kết. Lập lại khóa từ đầu, "
        "ghi biên bản về thành viên này.",
        "Trustee {trustee} showed something else than committed to. Start over, and "
        "minute this trustee.",
    ),
    errors.BadTrusteeShare: Said(
        "Thành viên {trustee} gửi phần khóa sai. Lập lại khóa từ đầu, ghi biên bản về "
        "thành viên này.",
        "Trustee {trustee} sent a false share. Start over, and minute this trustee.",
    ),
    errors.OutOfTurn: Said(
        "Chưa tới bước này, bước đã làm rồi, hoặc còn thiếu tệp. Làm lần lượt "
        "certify, commit, share, accept, finish; mỗi bước chờ đủ tệp của mọi thành "
        "viên.",
        "Not yet this step's turn, done already, or a file is missing. Go through "
        "certify, commit, share, accept, finish; each waits for the files of all.",
    ),
    errors.CeremonyError: Said(
        "Lập khóa không khớp (thành viên {trustee}; 0 là không xác định). Không dùng "
        "khóa này; lập lại từ đầu với thư mục mới.",
        "The ceremony does not fit together (trustee {trustee}; 0: nobody to name). "
        "Do not use this key; start over in a new folder.",
    ),
    errors.RefusesToOverwrite: Said(
        "Tệp hoặc thư mục đã có. Chọn tên khác; không xóa khi chưa rõ là gì.",
        "The file or folder exists. Choose another name; do not delete what you do "
        "not know.",
    ),
    errors.WrongSetupHash: Said(
        "Mã mở bỏ phiếu không khớp với biên bản. Kiểm tra lại cách gõ; nếu vẫn không "
        "khớp thì dừng kiểm phiếu, lập biên bản.",
        "The opening code does not match the sheet. Check the typing; if it still "
        "differs, stop and minute it.",
    ),
    errors.WrongEndHash: Said(
        "Mã đóng bỏ phiếu không khớp với biên bản. Kiểm tra lại cách gõ; nếu vẫn "
        "không khớp thì dừng kiểm phiếu, lập biên bản.",
        "The closing code does not match the sheet. Check the typing; if it still "
        "differs, stop and minute it.",
    ),
    errors.WrongBallotCount: Said(
        "Số phiếu thu về không khớp với biên bản. Kiểm tra lại cách gõ; nếu vẫn không "
        "khớp thì dừng kiểm phiếu, lập biên bản.",
        "The number of ballots does not match the sheet. Check the typing; if it "
        "still differs, stop and minute it.",
    ),
    errors.VerificationError: Said(
        "Bản kết quả hoặc số liệu trên giấy không khớp với hồ sơ. Không ký; lập biên "
        "bản.",
        "Statement or paper does not match the record. Do not sign; minute it.",
    ),
    errors.WrongElection: Said(
        "Tệp này thuộc cuộc bỏ phiếu khác: lấy đúng tệp của cuộc này. Nếu chính hồ sơ "
        "đã đóng báo lỗi này thì không mở tổng, không ký; lập biên bản.",
        "A file of another ballot: fetch the one of this ballot. If it is the closed "
        "record itself, open nothing and sign nothing; minute it.",
    ),
    errors.WrongManifest: Said(
        "Cấu hình không phải bản đã dùng khi lập khóa. Đối chiếu mã cấu hình trên bản "
        "in.",
        "Not the manifest of this key. Compare the manifest code on the signed print.",
    ),
    errors.PlanningError: Said(
        "Số liệu trái quy chế: cần thu về ≤ phát ra ≤ có mặt ≤ tổng số thành viên, và "
        "đủ điều kiện tiến hành. Kiểm tra --present (có mặt), --issued (phát ra) trên "
        "biên bản.",
        "The figures break the rules: ballots ≤ issued ≤ present ≤ all members, and a "
        "quorum. Check --present and --issued on the sheet.",
    ),
    errors.WrongOwner: Said(
        "Tệp của thành viên không thuộc hồ sơ này, hoặc nộp hai lần. Lấy lại đúng tệp.",
        "A trustee's file of another record, or given twice. Fetch the right file.",
    ),
    errors.BadSlip: Said(
        "Mã thẻ chưa đúng: 25 ký tự, 5 nhóm, ký tự cuối để kiểm tra. Nhập lại từ thẻ.",
        "Not a slip's code: 25 characters in 5 groups, the last one checks the others. "
        "Type it again.",
    ),
    errors.UndrawnOfAnotherRecord: Said(
        "Danh sách thẻ chưa phát thuộc hồ sơ khác. Lấy lại đúng tệp.",
        "This list of undrawn slips is of another record. Fetch the right file.",
    ),
    errors.UnknownCredential: Said(
        "Mã thẻ không có trong danh sách của cuộc này. Kiểm tra lại thẻ và cách gõ.",
        "This slip is not in the election's list. Check the slip and the typing.",
    ),
    errors.NotUnpacked: Said(
        "Gói chưa giải nén. Giải nén bằng lệnh ở dưới, rồi nêu thư mục record.",
        "The package is not unpacked. Unpack it as below, then name the folder record.",
    ),
    errors.RecordError: Said(
        "Hồ sơ bị hỏng, thiếu hoặc bị sửa. Không mở tổng; chép lại hồ sơ từ máy chủ "
        "và đối chiếu mã đóng bỏ phiếu.",
        "The record is damaged, incomplete or altered. Open nothing; copy it again "
        "and compare the closing code.",
    ),
    errors.ProtocolError: Said(
        "Hồ sơ không qua kiểm chứng. Không mở tổng, không ký; lập biên bản.",
        "The record does not verify. Open nothing, sign nothing; minute it.",
    ),
    errors.CryptoError: Said(
        "Một bằng chứng hoặc chữ ký không đúng. Không mở tổng, không ký; lập biên bản.",
        "A proof or signature does not hold. Open nothing, sign nothing; minute it.",
    ),
    errors.EncodingError: Said(
        "Tệp không đúng mẫu. Lấy lại bản gốc, không sửa bằng trình soạn thảo.",
        "A file is not in its form. Fetch the original; do not edit it.",
    ),
    errors.TallyError: Said(
        "Công cụ kiểm phiếu từ chối. Dừng lại và báo Trưởng ban kiểm phiếu.",
        "The counting tool refuses. Stop, and tell the head of the committee.",
    ),
    BallotServiceError: Said(
        "Có lỗi. Dừng lại và báo Trưởng ban kiểm phiếu.",
        "Something is wrong. Stop, and tell the head of the committee.",
    ),
}


def advice_for(error: BallotServiceError, lang: str) -> str:
    """Return what to do about an error; the nearest kind's line where it has none."""
    for kind in type(error).__mro__:
        if kind in ADVICE:
            text = ADVICE[kind][0 if lang == "vi" else 1]
            return text.format(trustee=getattr(error, "trustee", 0))
    return ADVICE[BallotServiceError][0]
