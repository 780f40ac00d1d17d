"""What staff did, in words: the names of the acts in the operation log.

Refuses to hide an act: one without a name is shown by its code.
"""

import re

from ballot_service.planning.void_grounds import GROUNDS
from ballot_service.protocol.codes import event_code

ACTS: dict[str, tuple[str, str]] = {
    "create_event": ("Lập cuộc bỏ phiếu", "Ballot prepared"),
    "amend_event": ("Sửa nội dung", "Draft amended"),
    "confirm_event": ("Xác nhận cấu hình", "Configuration confirmed"),
    "freeze": ("Chốt cấu hình", "Configuration frozen"),
    "repeat_event": ("Lập lại lần mới", "Repeated as a new run"),
    "accept_keys": ("Nhận chìa khóa hòm phiếu", "Ballot-box key taken over"),
    "possession_request": ("Lập yêu cầu chứng minh", "Proofs of possession asked for"),
    "accept_possession": ("Nhận chứng minh nắm giữ", "Proof of possession accepted"),
    "confirm_present": ("Xác nhận có mặt", "Presence confirmed"),
    "withdraw_presence": ("Bỏ đánh dấu có mặt", "Presence withdrawn"),
    "mark_absent": ("Ghi vắng mặt", "Marked absent"),
    "make_code": ("In thẻ mã nhận phiếu", "Sign-in card made"),
    "finish_roll_call": ("Chốt điểm danh", "Roll call finished"),
    "postpone": ("Hoãn cuộc họp", "Meeting postponed"),
    "reconvene": ("Họp lại", "Meeting reconvened"),
    "begin_issuing": ("Phát phiếu", "Issuing begun"),
    "confirm_replacement": ("Xác nhận cấp lại phiếu", "Replacement confirmed"),
    "begin_registration": ("Bắt đầu đăng ký phiếu", "Registration begun"),
    "import_slips": ("Nhận thẻ giấy", "Slips taken over"),
    "give_slip": ("Trao thẻ giấy", "Slip given"),
    "record_undrawn": ("Mở thẻ chưa phát", "Undrawn slips opened"),
    "add_tablet": ("Thêm máy dùng chung", "Shared tablet added"),
    "revoke_tablet": ("Thu hồi máy dùng chung", "Shared tablet revoked"),
    "turn_to_paper": ("Chuyển sang phiếu giấy", "Turned to paper"),
    "enter_paper_count": ("Nhập số liệu phiếu giấy", "Paper count entered"),
    "paper_counts_differ": ("Số liệu phiếu giấy chưa khớp", "Paper counts differ"),
    "agree_on_paper": ("Số liệu phiếu giấy đã khớp", "Paper counts agreed"),
    "recount_paper": ("Bỏ số liệu phiếu giấy, nhập lại", "Paper counts taken back"),
    "prepare_opening": ("Lập biên bản mở", "Opening sheet prepared"),
    "discard_opening": ("Hủy biên bản mở", "Opening sheet discarded"),
    "confirm_empty_box": ("Xác nhận hòm phiếu trống", "Empty ballot box confirmed"),
    "sign_opening": ("Ký biên bản mở", "Opening sheet signed"),
    "open_ballot": ("Mở bỏ phiếu", "Vote opened"),
    "pause": ("Tạm dừng", "Paused"),
    "resume": ("Tiếp tục bỏ phiếu", "Resumed"),
    "close_ballot": ("Đóng bỏ phiếu", "Vote closed"),
    "sign_closing": ("Ký biên bản đóng", "Closing sheet signed"),
    "export_record": ("Xuất gói kiểm phiếu", "Closed record exported"),
    "take_partial": ("Nhận phần mở phiếu", "Partial decryption taken back"),
    "combine_partials": ("Ghép và kiểm tra", "Combined and checked"),
    "take_statement": ("Nhận bản kết quả", "Statement taken"),
    "publish": ("Công bố kết quả", "Result announced"),
    "do_not_announce": ("Không công bố tại hội nghị", "Result not announced"),
    "hear_complaint": ("Tiếp nhận khiếu nại", "Complaint taken up"),
    "settle_complaint": ("Kết thúc khiếu nại", "Complaint settled"),
    "seal": ("Niêm phong và bàn giao", "Sealed"),
    "make_sealing_paper": ("Lập biên bản niêm phong (F9)", "Minutes of sealing made"),
    "save_paper_facts": ("Nhập dữ kiện văn bản", "Facts of papers typed"),
    "void_event": ("Hủy cuộc bỏ phiếu", "Declared void"),
}

GROUNDS_EN = {
    "more_returned_than_issued": "More ballots returned than issued.",
    "wrong_configuration": "List, number of members or profile were frozen wrongly.",
    "box_not_empty": "The box could not be shown to be empty at opening.",
    "members_could_not_send": "Several members could not send for technical reasons.",
    "key_shares_lost": "Fewer key shares are left than the minimum.",
    "secrecy_breach": "A breach of secrecy was reported.",
    "more_claims_than_tokens": "More lost tokens claimed than were left.",
}

_HASH = re.compile(r"[0-9a-f]{64}")
_DETAILS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\bunexcused\b"), "không lý do", "without leave"),
    (re.compile(r"\bexcused\b"), "có lý do", "with leave"),
    (re.compile(r"\btrustee ([0-9]+)"), r"mảnh khóa số \1", r"key share \1"),
    (re.compile(r"\b([0-9]+) ballots of "), r"\1 phiếu, mã ", r"\1 ballots, code "),
    (re.compile(r"\b([0-9]+) of ([0-9]+)"), r"\1/\2", r"\1/\2"),
    (re.compile(r"^place ([0-9]+)$"), r"người giữ mảnh khóa số \1", r"key holder \1"),
    (re.compile(r"\brow\.([0-9]+)"), r"dòng \1", r"row \1"),
    (re.compile(r"\brepeats "), "lập lại cuộc ", "repeats "),
    *(
        (re.compile(rf"^{key}(?=, )"), GROUNDS[key][:-1], GROUNDS_EN[key][:-1])
        for key in GROUNDS
    ),
)
"""How the log writes what an act was about, and how a page says it."""


def act_detail(detail: str, language: str) -> str:
    """Return what an act was about, in words; a hash as the code that is compared."""
    for pattern, vietnamese, english in _DETAILS:
        detail = pattern.sub(vietnamese if language == "vi" else english, detail)
    return _HASH.sub(lambda found: event_code(found[0]), detail)


def act_name(act: str, language: str) -> str:
    """Return the name of an act, or its code where it has none."""
    found = ACTS.get(act)
    return act if found is None else found[0 if language == "vi" else 1]
