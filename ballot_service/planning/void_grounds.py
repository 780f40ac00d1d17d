"""R12: the grounds on which a ballot is void, and how it is repeated.

Refuses a void without a ground, and one after the count has begun.
"""

from dataclasses import dataclass

from ballot_service.errors import EventStepRefused, NoGroundToVoid
from ballot_service.planning.ballot_event import VOIDABLE, State

GROUNDS: dict[str, str] = {
    "more_returned_than_issued": "Số phiếu thu về lớn hơn số phiếu phát ra.",
    "wrong_configuration": "Danh sách, tổng số thành viên hoặc quy chế đợt chốt sai.",
    "box_not_empty": "Không chứng minh được hòm phiếu rỗng khi mở.",
    "members_could_not_send": "Nhiều thành viên không gửi được phiếu do kỹ thuật.",
    "key_shares_lost": "Không còn đủ số mảnh khóa tối thiểu.",
    "secrecy_breach": "Có phản ánh lộ nội dung phiếu.",
    "more_claims_than_tokens": "Số đề nghị cấp lại phiếu vượt số phiếu chưa đăng ký.",
}


@dataclass(frozen=True)
class VoidRecord:
    """Why a ballot is void: one of GROUNDS, and the reference of the minutes."""

    ground: str
    minutes: str


def check_void(state: State, record: VoidRecord) -> None:
    """Check that a ballot may be declared void (R12; architecture D5).

    Raises:
        EventStepRefused: the closed record was exported already, or it is void.
        NoGroundToVoid: no ground of R12, or no minutes.
    """
    if state not in VOIDABLE:
        raise EventStepRefused(f"from {state.value} to {State.VOID.value}")
    if record.ground not in GROUNDS:
        raise NoGroundToVoid(record.ground)
    if not record.minutes.strip():
        raise NoGroundToVoid(f"{record.ground}: no minutes")
