"""What the tool says to the counting committee, in Vietnamese and English.

Refuses to compute; the words are those of the office's glossary.
"""

from typing import NamedTuple


class Said(NamedTuple):
    """One sentence in both languages."""

    vi: str
    en: str


TEXTS: dict[str, Said] = {
    # --- passphrases and progress ---
    "passphrase_rule": Said(
        "{who}: đặt mật khẩu cho mảnh khóa, ít nhất 12 ký tự. Không ai khác được biết "
        "mật khẩu này; quên thì không lấy lại được.",
        "{who}: choose a passphrase for the key share, at least 12 characters. Nobody "
        "else may know it; forgotten, it cannot be recovered.",
    ),
    "ask_new_passphrase": Said(
        "Mật khẩu mới của {who}:",
        "New passphrase of {who}:",
    ),
    "ask_again": Said(
        "{who} nhập lại mật khẩu:",
        "{who}, the same once more:",
    ),
    "ask_passphrase": Said(
        "Mật khẩu của {who}:",
        "Passphrase of {who}:",
    ),
    "weak_again": Said(
        "Mật khẩu quá ngắn hoặc quá đơn giản. Đề nghị đặt lại.",
        "Too short or too simple. Please choose again.",
    ),
    "not_the_same": Said(
        "Hai lần nhập không giống nhau. Đề nghị nhập lại.",
        "The two were not alike. Please type again.",
    ),
    "wrong_again": Said(
        "Mật khẩu không đúng. Đề nghị nhập lại.",
        "Wrong passphrase. Please type again.",
    ),
    "verifying": Said(
        "Kiểm tra từng phiếu",
        "Verifying ballots",
    ),
    # --- ceremony ---
    "member": Said(
        "thành viên số {index} ({name})",
        "trustee {index} ({name})",
    ),
    "ceremony_start": Said(
        "Lập chìa khóa hòm phiếu: {title}\n"
        "Mã cấu hình: {code} (đề nghị đối chiếu với bản in đã ký)\n"
        "Ban kiểm phiếu {size} thành viên; cần tối thiểu {threshold}/{size} mảnh khóa "
        "để mở hòm phiếu.\n"
        "Lưu ý: lập khóa trên một máy tính thì mọi người phải tin máy này; máy phải "
        "không nối mạng.",
        "Key ceremony: {title}\n"
        "Configuration code: {code} (please compare with the signed print)\n"
        "Committee of {size}; at least {threshold}/{size} key shares open the ballot "
        "box.\n"
        "Note: with one laptop everybody has to trust this machine; it must be off "
        "every network.",
    ),
    "share_written": Said(
        "Đã lập chìa khóa hòm phiếu: {who} nhận mảnh khóa số {index}/{size}: {path}",
        "{who} received key share {index}/{size}: {path}",
    ),
    "ceremony_done": Said(
        "Mã chìa khóa hòm phiếu: {code} (phải giống nhau trên mọi màn hình)\n"
        "Dấu vân tay khóa ký, ghi vào biên bản mở bỏ phiếu:",
        "Ballot-box key code: {code} (must be the same on every screen)\n"
        "Thumbprints of the signing keys, for the opening sheet:",
    ),
    "thumbprint": Said(
        "  {index}. {name}: {thumbprint}",
        "  {index}. {name}: {thumbprint}",
    ),
    "step_done": Said(
        "{who}: đã xong bước «{step}». Tệp công khai: {file}",
        "{who}: step '{step}' is done. Public file: {file}",
    ),
    "step_resent": Said(
        "{who}: bước «{step}» đã làm trước đây; đã ghi lại tệp công khai {file}",
        "{who}: step '{step}' was done before; its public file {file} is written again",
    ),
    "next_step": Said(
        "Khi đủ tệp của {size} thành viên trong thư mục chung, làm tiếp bước «{step}».",
        "Once the files of all {size} trustees are there, go on with '{step}'.",
    ),
    # --- possession ---
    "possession_done": Said(
        "{who}: mảnh khóa mở được. Bằng chứng: {file}",
        "{who}: the share opens. Proof: {file}",
    ),
    # --- count ---
    "record_holds": Said(
        "Hồ sơ đã đóng: ĐẠT. {ballots} phiếu thu về; mã mở bỏ phiếu {setup}; mã đóng "
        "bỏ phiếu {end}",
        "The closed record holds: {ballots} ballots; opening code {setup}; closing "
        "code {end}",
    ),
    "aggregated": Said(
        "Tổng hợp phiếu niêm phong của {ballots} phiếu: {file}",
        "Encrypted tally of {ballots} ballots: {file}",
    ),
    "bound": Said(
        "{who}: mảnh khóa đã gắn với mã đóng bỏ phiếu {end}; từ nay không mở hồ sơ "
        "nào khác.",
        "{who}: the share is bound to closing code {end}; it will open no other "
        "record.",
    ),
    "opened": Said(
        "{who}: đã mở tổng. Tệp: {file}",
        "{who}: opened the sums. File: {file}",
    ),
    "left_out": Said(
        "CẢNH BÁO: tệp {file} (mảnh khóa số {owner}) không đúng và bị loại: {error}. "
        "Đề nghị ghi biên bản.",
        "WARNING: {file} (share {owner}) does not hold and was left out: {error}. "
        "Please minute it.",
    ),
    "row": Said(
        "  {title} — {name} ({birth_year}): đồng ý {agree}, không đồng ý {disagree}, "
        "không đánh dấu {unmarked} / tổng số {members}. {reason}",
        "  {title} — {name} ({birth_year}): agree {agree}, disagree {disagree}, "
        "unmarked {unmarked} / members {members}. {reason}",
    ),
    "decision": Said(
        "Tập thể lãnh đạo cần quyết định: {what}",
        "The collective has to decide: {what}",
    ),
    "counted": Said(
        "Phát ra {issued}, thu về {returned}, hợp lệ {returned}, không hợp lệ 0.\n"
        "Mã bản kết quả: {code} (đề nghị ghi vào biên bản kiểm phiếu)\n"
        "Hồ sơ đầy đủ: {folder}",
        "Issued {issued}, returned {returned}, valid {returned}, invalid 0.\n"
        "Statement code: {code} (please write it in the minutes)\n"
        "Complete record: {folder}",
    ),
    "unsigned": Said(
        "Bản kết quả CHƯA có chữ ký. Từng thành viên đã mở tổng làm bước «sign».",
        "The statement is NOT signed yet. Each trustee who opened the tally runs "
        "'sign'.",
    ),
    "signed": Said(
        "{who}: đã ký bản kết quả (mã {code}). Còn thiếu chữ ký của: {missing}",
        "{who}: signed the statement (code {code}). Signatures still missing: "
        "{missing}",
    ),
    "nobody": Said(
        "không còn ai",
        "nobody",
    ),
    "reading": Said(
        "Quy tắc áp dụng cho từng nhân sự:",
        "The rule, person by person:",
    ),
    # --- paper ---
    "not_a_number": Said(
        "Đề nghị nhập một số nguyên, không có dấu.",
        "Please type a whole number.",
    ),
    "paper_present": Said("Số có mặt:", "Present:"),
    "paper_issued": Said("Số phiếu phát ra:", "Issued:"),
    "paper_returned": Said("Số phiếu thu về:", "Returned:"),
    "paper_valid": Said("Số phiếu hợp lệ:", "Valid:"),
    "paper_foreign": Said(
        "Không hợp lệ – không do Ban kiểm phiếu phát ra:",
        "Invalid – not issued by the committee:",
    ),
    "paper_spoiled": Said(
        "Không hợp lệ – viết thêm tên, ký tên hoặc có dấu hiệu riêng:",
        "Invalid – names added, signed, or marked:",
    ),
    "paper_blank": Said(
        "Không hợp lệ – để trống toàn bộ:",
        "Invalid – wholly blank:",
    ),
    "paper_row": Said("Dòng {number}: {text}", "Row {number}: {text}"),
    "paper_agree": Said("  Đồng ý:", "  Agree:"),
    "paper_disagree": Said("  Không đồng ý:", "  Disagree:"),
    "paper_unmarked": Said("  Không đánh dấu:", "  Unmarked:"),
    "paper_numbers": Said(
        "KẾT QUẢ PHIẾU GIẤY, mọi dòng (từ 1 đến {rows}): {title}\n"
        "Mã cấu hình: {manifest}. Mã số liệu: {code} (khớp biên bản đã ký)\n"
        "Tổng số thành viên {members}, có mặt {present}, phát ra {issued}, thu về "
        "{returned}, hợp lệ {valid}, không hợp lệ {invalid}.\n"
        "Phiếu giấy không bao giờ cộng với phiếu điện tử của cùng cuộc bỏ phiếu.",
        "COUNTED ON PAPER, all rows (1 to {rows}): {title}\n"
        "Configuration code: {manifest}. Code of the figures: {code}, as signed\n"
        "Members {members}, present {present}, issued {issued}, returned {returned}, "
        "valid {valid}, invalid {invalid}.\n"
        "Paper ballots are never added to electronic ones of the same ballot.",
    ),
    "paper_signed": Said(
        "Mã bản kết quả: {code}. Đã có {signed} chữ ký, cần tối thiểu {threshold}.\n"
        "Đưa tệp statement.json trong thư mục {folder} về máy chủ.",
        "Statement code: {code}. {signed} signatures, at least {threshold} needed.\n"
        "Take statement.json in {folder} to the service.",
    ),
    # --- slips ---
    "slips_made": Said(
        "Đã in {count} thẻ nhận phiếu: {pdf}\n"
        "Danh sách mã công khai để nhập vào hệ thống: {public}\n"
        "In xong: cắt, gấp, niêm phong, xáo trộn; rồi xóa tệp bằng lệnh\n"
        "  python -m ballot_service.tally slips-forget {pdf}\n"
        "Mã trên thẻ không lưu ở nơi nào khác.",
        "{count} slips are in {pdf}\n"
        "Public halves for the service: {public}\n"
        "After printing: cut, fold, seal, shuffle; then erase the file by\n"
        "  python -m ballot_service.tally slips-forget {pdf}\n"
        "The codes are kept nowhere else.",
    ),
    "slips_forgotten": Said(
        "Đã ghi đè và xóa {pdf}. Nếu tệp từng nằm trên USB, hãy hủy USB đó.",
        "{pdf} is overwritten and gone. If it was ever on a stick, destroy the stick.",
    ),
    "share_destroyed": Said(
        "Đã ghi đè và xóa mảnh khóa số {index}. Biên bản: {minutes}. USB hoặc bản sao "
        "từng chứa mảnh khóa phải hủy riêng.",
        "Key share {index} is overwritten and gone. Minutes: {minutes}. Destroy apart "
        "every stick or copy that ever held it.",
    ),
    "slip_read": Said("Đã nhận {count} thẻ.", "{count} slips read."),
    "slip_again": Said(
        "Mã chưa đúng: 25 ký tự, 5 nhóm. Nhập lại thẻ này.",
        "Not a slip's code: 25 characters, 5 groups. Type this slip again.",
    ),
    "slip_twice": Said(
        "Thẻ này đã nhập rồi, không tính lần nữa. Đã nhận {count} thẻ.",
        "This slip was typed before and is not taken again. {count} slips read.",
    ),
    "few_slips": Said(
        "CẢNH BÁO: ít hơn 3 thẻ. Phiếu của ít người dùng thẻ có thể bị suy ra; phải "
        "ghi vào biên bản.",
        "WARNING: fewer than 3 slips. So few slip users may be told apart; it must be "
        "minuted.",
    ),
    "ask_slip": Said(
        "Mã thẻ chưa phát (Enter để kết thúc):",
        "Code of an undrawn slip (Enter to end):",
    ),
    "slips_unused": Said(
        "{count} thẻ chưa phát: không thẻ nào đã bỏ phiếu.",
        "{count} undrawn slips: none of them voted.",
    ),
    "stopped": Said(
        "Đã dừng theo yêu cầu.",
        "Stopped as asked.",
    ),
    "refused": Said(
        "LỖI {name}: {advice}",
        "ERROR {name}: {advice}",
    ),
    "detail": Said(
        "  Chi tiết: {detail}",
        "  Detail: {detail}",
    ),
}
