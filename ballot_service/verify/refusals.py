"""Why a statement is not taken over, and what to do, in Vietnamese and in English.

Refuses to leave anyone with a name alone: an error without its own line takes that of
its kind.
"""

from typing import NamedTuple

from ballot_service import errors
from ballot_service.errors import BallotServiceError


class Refusal(NamedTuple):
    """One sentence in both languages."""

    vi: str
    en: str


REFUSALS: dict[type[BallotServiceError], Refusal] = {
    errors.NothingPinned: Refusal(
        "Thiếu hoặc thừa dấu vân tay khóa ký. Chép đủ mọi dấu từ biên bản mở bỏ phiếu "
        "đã ký vào tệp --keys, mỗi dòng một dấu, đúng thứ tự.",
        "Thumbprints are missing, or too many. Copy all of the signed opening sheet "
        "into the --keys file, one a line, in their order.",
    ),
    errors.PinsFromThePackage: Refusal(
        "Tệp --keys nằm trong chính gói kết quả nên không chứng minh được gì. Chép dấu "
        "vân tay từ tờ giấy đã ký vào một tệp ở nơi khác.",
        "The --keys file lies in the package itself and proves nothing. Copy the "
        "thumbprints from the signed paper into a file elsewhere.",
    ),
    errors.NotTheAwaitedElection: Refusal(
        "Không phải cuộc bỏ phiếu đang chờ, hoặc mã gõ nhầm. Gõ lại --manifest đúng mã "
        "cấu hình trên biên bản mở đã ký (25 ký tự, 5 nhóm); vẫn không khớp thì không "
        "nhận, báo nơi gửi.",
        "Not the ballot that is awaited, or the code is mistyped. Type --manifest as "
        "the configuration code of the signed opening sheet (25 characters, 5 groups); "
        "if it still differs, take nothing over and tell the sender.",
    ),
    errors.OlderRun: Refusal(
        "Lần bỏ phiếu này đã được thay bằng lần sau. Chờ kết quả của lần sau; --run là "
        "số lần ghi trên biên bản mở.",
        "A later run has replaced this one. Await the later run's result; --run is the "
        "number on the opening sheet.",
    ),
    errors.StatementOfVoidRun: Refusal(
        "Cuộc bỏ phiếu này đã hủy, không có kết quả để dùng. Chờ lần bỏ phiếu mới.",
        "This ballot was declared void and has no result. Await the new run.",
    ),
    errors.AnotherStatementImported: Refusal(
        "Cuộc này đã nhận một bản kết quả khác. Không thay thế; giữ cả hai gói, báo "
        "chủ trì và người kiểm tra, lập biên bản.",
        "Another statement of this ballot was taken over before. Replace nothing; keep "
        "both packages, tell chair and inspector, minute it.",
    ),
    errors.WrongRollDigest: Refusal(
        "Danh sách thành viên không phải danh sách đang giữ. Đối chiếu danh sách đã "
        "ký; không nhận cho đến khi rõ.",
        "Not the roll that is held here. Compare with the signed roll; take nothing "
        "over until it is clear.",
    ),
    errors.LedgerDamaged: Refusal(
        "Sổ đã nhận không đọc được nên không nhận gì. Lấy lại sổ từ bản sao; đừng lập "
        "sổ trống thay thế.",
        "The ledger cannot be read, so nothing is taken over. Restore it; do not "
        "begin an empty one in its place.",
    ),
    errors.IncompletePackage: Refusal(
        "Gói thiếu statement.json hoặc manifest.json. Chỉ đúng thư mục có tên "
        "statement-…, hoặc chép lại cả thư mục.",
        "The package lacks statement.json or manifest.json. Name the folder called "
        "statement-…, or copy the whole folder again.",
    ),
    errors.UnpinnedSigningKey: Refusal(
        "Bản kết quả không do các khóa ghi trên biên bản mở ký, hoặc dấu vân tay chép "
        "nhầm hay sai thứ tự. So lại từng ký tự với tờ giấy; vẫn không khớp thì không "
        "nhận, báo người kiểm tra.",
        "Not signed by the keys of the opening sheet, or a thumbprint is miscopied or "
        "out of order. Compare each with the paper; if it still differs, take nothing "
        "over and tell the inspector.",
    ),
    errors.TooFewSignatures: Refusal(
        "Chưa đủ chữ ký của thành viên Ban kiểm phiếu. Xin gói đã đủ chữ ký.",
        "Too few trustees have signed. Ask for the package with all signatures.",
    ),
    errors.NotCountersigned: Refusal(
        "Máy chủ chưa xác nhận bản kết quả này. Xin gói do lệnh drop của máy chủ lập.",
        "The service has not countersigned. Ask for the package made by its drop.",
    ),
    errors.BadStatementSignature: Refusal(
        "Chữ ký không đúng: bản kết quả đã bị sửa hoặc chép hỏng. Không nhận; chép lại "
        "từ nơi gửi, vẫn sai thì báo người kiểm tra.",
        "A signature does not hold: the statement was altered or badly copied. Take "
        "nothing over; copy it again, and if it still fails tell the inspector.",
    ),
    errors.UnknownStatementSchema: Refusal(
        "Bản kết quả theo mẫu mà chương trình này chưa biết. Cập nhật chương trình; "
        "không sửa tệp.",
        "The statement has a form that this program does not know. Update the "
        "program; do not edit the file.",
    ),
    errors.StatementOfAnotherElection: Refusal(
        "Bản kết quả và cấu hình trong gói không thuộc cùng một cuộc. Chép lại cả gói.",
        "Statement and manifest of the package belong to two ballots. Copy it again.",
    ),
    errors.BadStatement: Refusal(
        "Bản kết quả không đúng mẫu, hoặc số liệu trong đó không khớp nhau. Không "
        "nhận; chép lại từ nơi gửi, không sửa tệp.",
        "The statement is not in its form, or its figures contradict each other. Take "
        "nothing over; copy it again, do not edit it.",
    ),
    errors.VerificationError: Refusal(
        "Bản kết quả không qua kiểm chứng. Không nhận; báo người kiểm tra.",
        "The statement does not verify. Take nothing over; tell the inspector.",
    ),
    errors.RecordError: Refusal(
        "Cấu hình trong gói hỏng hoặc thiếu. Chép lại cả gói từ nơi gửi.",
        "The manifest of the package is damaged or missing. Copy the package again.",
    ),
    errors.EncodingError: Refusal(
        "Tệp không đúng mẫu. Lấy lại bản gốc; không mở ra sửa và lưu lại.",
        "A file is not in its form. Fetch the original; do not edit and save it.",
    ),
    errors.CryptoError: Refusal(
        "Một chữ ký hoặc bằng chứng không đúng. Không nhận; báo người kiểm tra.",
        "A signature or proof does not hold. Take nothing over; tell the inspector.",
    ),
    errors.PlanningError: Refusal(
        "Kết luận của bản kết quả trái quy chế. Không nhận; báo người kiểm tra.",
        "The statement's verdict is not that of the rules. Take nothing over; tell "
        "the inspector.",
    ),
    BallotServiceError: Refusal(
        "Không nhận được. Giữ nguyên gói, báo người kiểm tra kèm tên lỗi này.",
        "It is not taken over. Keep the package, tell the inspector this error's name.",
    ),
}


def refusal_of(error: BallotServiceError) -> Refusal:
    """Return what to do about a refusal; its nearest kind's line where it has none."""
    kinds = (kind for kind in type(error).__mro__ if kind in REFUSALS)
    return REFUSALS[next(kinds)]
