"""What each step says, in Vietnamese and English: what it established, and what not.

Refuses to compute: the figures are those that the step itself noted.
"""

from dataclasses import dataclass

from ballot_service.verify.narrator import StepId


@dataclass(frozen=True)
class StepText:
    """Sentences of one step: its name, what it established, what it cannot."""

    name: str
    established: str
    cannot: str


VI = {
    StepId.FRAMING: StepText(
        "Khung hồ sơ",
        "{records} bản ghi; từng byte và từng mã băm khớp",
        "bản này có phải là bản mà thành viên đã thấy hay không",
    ),
    StepId.ORDER: StepText(
        "Chuỗi sự kiện",
        "đúng thứ tự duy nhất, nối tiếp nhau, đóng bỏ phiếu một lần; {ballots} phiếu",
        "thời điểm của từng sự kiện (hồ sơ không ghi)",
    ),
    StepId.ELECTION: StepText(
        "Cuộc bỏ phiếu",
        "số hiệu {uuid}, nhóm {group}, {questions} dòng",
        "ai được quyền quyết định danh sách này",
    ),
    StepId.MANIFEST: StepText(
        "Cấu hình đã chốt",
        "mã cấu hình {code}; N = {members}; cuộc bỏ phiếu dựng lại khớp từng byte",
        "N và danh sách có đúng thực tế hay không: xem danh sách đã ký",
    ),
    StepId.TRUSTEES: StepText(
        "Chìa khóa hòm phiếu",
        "chứng thư, đa thức, khóa và bằng chứng của các thành viên giữ khóa đều đúng",
        "ai thực sự giữ từng mảnh khóa",
    ),
    StepId.SETUP: StepText(
        "Mở bỏ phiếu",
        "mã mở bỏ phiếu {code}; {credentials} chứng chỉ phiếu hợp lệ, khác nhau",
        "chứng chỉ có thuộc về thành viên có mặt hay không: dựa vào điểm danh đã ký",
    ),
    StepId.BALLOTS: StepText(
        "Từng phiếu",
        "{ballots} phiếu đúng mẫu, đúng chứng chỉ, mọi bằng chứng đều đúng",
        "có phiếu nào bị bỏ ra ngoài hay không: đối chiếu biên nhận của thành viên",
    ),
    StepId.CLOSING: StepText(
        "Đóng bỏ phiếu",
        "{ballots} phiếu thu về; mã đóng bỏ phiếu {code}",
        "",
    ),
    StepId.TALLY: StepText(
        "Tổng hợp phiếu niêm phong",
        "bằng đúng tích của {counted} phiếu",
        "",
    ),
    StepId.DECRYPTIONS: StepText(
        "Mở tổng",
        "mảnh khóa {owners} đã mở, mọi bằng chứng đều đúng",
        "mảnh khóa có bị sao chép để mở thứ khác hay không",
    ),
    StepId.RESULT: StepText("Kết quả", "các con số đúng bằng tổng đã mở", ""),
    StepId.VERDICT: StepText(
        "Kết luận theo quy chế",
        "C {returned} ≤ I {issued} ≤ P {present} ≤ N {members}; quy chế {profile}",
        "P và I: lấy từ phiếu tổng hợp đã ký",
    ),
    StepId.STATEMENT: StepText(
        "Bản kết quả",
        "dựng lại khớp từng byte; mã bản kết quả {code}",
        "",
    ),
    StepId.SIGNATURES: StepText(
        "Chữ ký trên bản kết quả",
        "đủ chữ ký của các thành viên phải ký ({signers})",
        "khóa ký có đúng là của người có tên hay không: so với bản in lúc mở",
    ),
}

EN = {
    StepId.FRAMING: StepText(
        "Framing",
        "{records} records; every byte and every hash fits",
        "whether this copy is the one that the members saw",
    ),
    StepId.ORDER: StepText(
        "Chain of events",
        "the only order, each event chained to the last, one close; {ballots} ballots",
        "when anything happened (the record does not say)",
    ),
    StepId.ELECTION: StepText(
        "Election",
        "uuid {uuid}, group {group}, {questions} rows",
        "who had the right to set this list",
    ),
    StepId.MANIFEST: StepText(
        "Frozen manifest",
        "code {code}; N = {members}; the election rebuilt is the same to the byte",
        "whether N and the list are true: see the signed roll",
    ),
    StepId.TRUSTEES: StepText(
        "Ballot-box key",
        "certificates, polynomials, keys and proofs of the trustees hold",
        "who really holds each share",
    ),
    StepId.SETUP: StepText(
        "Opening",
        "opening code {code}; {credentials} valid, distinct credentials",
        "whether each belongs to a member present: that rests on the signed roll call",
    ),
    StepId.BALLOTS: StepText(
        "Every ballot",
        "{ballots} ballots canonical, admitted, with every proof holding",
        "whether a ballot was left out: compare the members' receipts",
    ),
    StepId.CLOSING: StepText(
        "Closing", "{ballots} ballots returned; closing code {code}", ""
    ),
    StepId.TALLY: StepText(
        "Encrypted tally", "exactly the product of {counted} ballots", ""
    ),
    StepId.DECRYPTIONS: StepText(
        "Partial decryptions",
        "trustees {owners} decrypted, every proof holds",
        "whether a share was copied and used elsewhere",
    ),
    StepId.RESULT: StepText("Result", "the figures are those that were decrypted", ""),
    StepId.VERDICT: StepText(
        "Verdict by the profile",
        "C {returned} ≤ I {issued} ≤ P {present} ≤ N {members}; profile {profile}",
        "P and I: they come from the signed sheets",
    ),
    StepId.STATEMENT: StepText(
        "Statement", "rebuilt the same to the byte; statement code {code}", ""
    ),
    StepId.SIGNATURES: StepText(
        "Signatures",
        "signed by every trustee who must sign ({signers})",
        "whether a key is its owner's: compare with the signed opening sheet",
    ),
}

STEPS = {"vi": VI, "en": EN}

WORDS = {
    "vi": {
        "step": "Bước",
        "held": "ĐẠT",
        "failed": "KHÔNG ĐẠT",
        "not_run": "KHÔNG CHẠY",
        "cannot": "không xác lập được",
        "not_compared": "chưa so với bản giấy đã ký",
        "undrawn": "{undrawn} thẻ chưa phát: không thẻ nào đã bỏ phiếu",
        "bare": "hồ sơ không có cấu hình kèm theo",
        "closed": "hồ sơ chưa kiểm phiếu",
        "unsigned": "không yêu cầu kiểm tra bản kết quả",
        "paper": "bỏ phiếu bằng phiếu giấy: không có hồ sơ điện tử",
        "after": "dừng sau bước không đạt",
        "ok": "Kết quả kiểm chứng: ĐẠT",
        "ok_bare": "Các bước của giao thức: ĐẠT. Hồ sơ trần: không nói gì về nhân sự, "
        "quy chế và chữ ký",
        "ok_closed": "Hồ sơ đã đóng: ĐẠT. Chưa có kết quả để kiểm chứng",
        "ok_unsigned": "Kết quả kiểm phiếu: ĐẠT. Bản kết quả CHƯA được kiểm chứng",
        "ok_paper": "Bản kết quả phiếu giấy, mọi dòng: ĐẠT. Số phiếu do Ban kiểm phiếu "
        "đếm, không có bằng chứng điện tử",
        "fail": "Kết quả kiểm chứng: KHÔNG ĐẠT",
        "unreadable": "Không đọc được",
        "look": "Kiểm tra tên tệp, thư mục và USB.",
        "zip": "Gói chưa giải nén, chưa kiểm chứng gì. Giải nén, rồi nêu thư mục:",
        "progress": "Kiểm tra phiếu",
        "outside": "Chương trình độc lập đọc được hồ sơ này",
    },
    "en": {
        "step": "Step",
        "held": "HOLDS",
        "failed": "FAILS",
        "not_run": "NOT RUN",
        "cannot": "cannot establish",
        "not_compared": "not compared with the signed paper",
        "undrawn": "{undrawn} undrawn slips: none of them voted",
        "bare": "the record has no manifest with it",
        "closed": "the record is not counted yet",
        "unsigned": "the statement was not asked for",
        "paper": "held on paper: there is no electronic record",
        "after": "stopped after the step that failed",
        "ok": "Verification: IT HOLDS",
        "ok_bare": "The protocol's steps: THEY HOLD. A bare record: nothing is said of "
        "persons, law or signatures",
        "ok_closed": "The closed record: IT HOLDS. There is no result to verify yet",
        "ok_unsigned": "The count: IT HOLDS. The statement was NOT verified",
        "ok_paper": "The statement of paper ballots, all rows: IT HOLDS. The committee "
        "counted them; there is no electronic proof",
        "fail": "Verification: IT DOES NOT HOLD",
        "unreadable": "Cannot read",
        "look": "Check the name of file and folder, and the stick.",
        "zip": "The package is not unpacked; nothing was verified. Unpack it:",
        "progress": "Ballots",
        "outside": "Independent programs that read this record",
    },
}

OUTSIDE = {
    "BELENIOS-2048": "belenios-tool 2.0 (Debian 12), Belenios 3.x",
    "Ed25519": "Belenios 2.1 – 3.x (election verify: format.md §13)",
}
