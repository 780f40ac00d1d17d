"""The life of one ballot event, as a table: from draft to sealed, void or postponed.

Refuses every step that the table does not name, saying from where and by what.
"""

from enum import StrEnum

from ballot_service.errors import (
    EventStepRefused,
    NotAnInteger,
    NumberOutOfRange,
    RepeatNotAllowed,
)


class State(StrEnum):
    """Where a ballot event stands (rules 1.4; architecture D2 to D5)."""

    DRAFT = "draft"
    CHAIR_CONFIRMED = "chair_confirmed"
    HEAD_CONFIRMED = "head_confirmed"
    FROZEN = "frozen"
    KEYS_MADE = "keys_made"
    ROLL_CALLED = "roll_called"
    READY = "ready"
    POSTPONED = "postponed"
    POSTPONED_WITH_KEYS = "postponed_with_keys"
    ISSUING = "issuing"
    REGISTRATION = "registration"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    COUNTING = "counting"
    COUNTED = "counted"
    PUBLISHED = "published"
    NOT_ANNOUNCED = "not_announced"
    COMPLAINT_COUNTED = "complaint_counted"
    COMPLAINT_PUBLISHED = "complaint_published"
    COMPLAINT_NOT_ANNOUNCED = "complaint_not_announced"
    SEALED = "sealed"
    VOID = "void"
    PAPER = "paper"
    PAPER_AGREED = "paper_agreed"


class Action(StrEnum):
    """What somebody asks of a ballot event."""

    CONFIRM_AS_CHAIR = "confirm_as_chair"
    CONFIRM_AS_HEAD = "confirm_as_head"
    AMEND = "amend"
    MAKE_KEYS = "make_keys"
    CALL_ROLL = "call_roll"
    POSTPONE = "postpone"
    RECONVENE = "reconvene"
    ISSUE = "issue"
    REGISTER = "register"
    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    EXPORT = "export"
    COUNT = "count"
    PUBLISH = "publish"
    DO_NOT_ANNOUNCE = "do_not_announce"
    HEAR_COMPLAINT = "hear_complaint"
    SETTLE_COMPLAINT = "settle_complaint"
    SEAL = "seal"
    VOID = "void"
    TURN_TO_PAPER = "turn_to_paper"
    AGREE_ON_PAPER = "agree_on_paper"
    RECOUNT_PAPER = "recount_paper"


S, A = State, Action

VOIDABLE = (
    S.DRAFT,
    S.CHAIR_CONFIRMED,
    S.HEAD_CONFIRMED,
    S.FROZEN,
    S.KEYS_MADE,
    S.ROLL_CALLED,
    S.READY,
    S.POSTPONED,
    S.POSTPONED_WITH_KEYS,
    S.ISSUING,
    S.REGISTRATION,
    S.OPEN,
    S.PAUSED,
    S.CLOSED,
    S.PAPER,
)
"""Before the first export of the closed record: after it nothing is void (D5). On paper
before two tellers agreed on the counts: what was counted is not voted again."""

STEPS: dict[tuple[State, Action], State] = {
    # Two hands freeze; a change of mind before the second hand goes back to draft.
    (S.DRAFT, A.CONFIRM_AS_CHAIR): S.CHAIR_CONFIRMED,
    (S.DRAFT, A.CONFIRM_AS_HEAD): S.HEAD_CONFIRMED,
    (S.CHAIR_CONFIRMED, A.CONFIRM_AS_HEAD): S.FROZEN,
    (S.HEAD_CONFIRMED, A.CONFIRM_AS_CHAIR): S.FROZEN,
    (S.CHAIR_CONFIRMED, A.AMEND): S.DRAFT,
    (S.HEAD_CONFIRMED, A.AMEND): S.DRAFT,
    # Keys and roll call come in either order.
    (S.FROZEN, A.MAKE_KEYS): S.KEYS_MADE,
    (S.FROZEN, A.CALL_ROLL): S.ROLL_CALLED,
    (S.KEYS_MADE, A.CALL_ROLL): S.READY,
    (S.ROLL_CALLED, A.MAKE_KEYS): S.READY,
    # No quorum: postponed, and the roll is called again.
    (S.ROLL_CALLED, A.POSTPONE): S.POSTPONED,
    (S.READY, A.POSTPONE): S.POSTPONED_WITH_KEYS,
    (S.POSTPONED, A.RECONVENE): S.FROZEN,
    (S.POSTPONED_WITH_KEYS, A.RECONVENE): S.KEYS_MADE,
    # A lost token or a late member before opening goes back to issuing (D2).
    (S.READY, A.ISSUE): S.ISSUING,
    (S.ISSUING, A.REGISTER): S.REGISTRATION,
    (S.REGISTRATION, A.ISSUE): S.ISSUING,
    (S.REGISTRATION, A.OPEN): S.OPEN,
    (S.OPEN, A.PAUSE): S.PAUSED,
    (S.PAUSED, A.RESUME): S.OPEN,
    (S.OPEN, A.CLOSE): S.CLOSED,
    (S.PAUSED, A.CLOSE): S.CLOSED,
    # The first export begins the count, and no way leads back.
    (S.CLOSED, A.EXPORT): S.COUNTING,
    (S.COUNTING, A.COUNT): S.COUNTED,
    (S.COUNTED, A.PUBLISH): S.PUBLISHED,
    (S.COUNTED, A.DO_NOT_ANNOUNCE): S.NOT_ANNOUNCED,
    (S.PUBLISHED, A.SEAL): S.SEALED,
    (S.NOT_ANNOUNCED, A.SEAL): S.SEALED,
    # A complaint is heard by verifying again, and returns to where it came from.
    (S.COUNTED, A.HEAR_COMPLAINT): S.COMPLAINT_COUNTED,
    (S.PUBLISHED, A.HEAR_COMPLAINT): S.COMPLAINT_PUBLISHED,
    (S.NOT_ANNOUNCED, A.HEAR_COMPLAINT): S.COMPLAINT_NOT_ANNOUNCED,
    (S.COMPLAINT_COUNTED, A.SETTLE_COMPLAINT): S.COUNTED,
    (S.COMPLAINT_PUBLISHED, A.SETTLE_COMPLAINT): S.PUBLISHED,
    (S.COMPLAINT_NOT_ANNOUNCED, A.SETTLE_COMPLAINT): S.NOT_ANNOUNCED,
    # When tablets fail, the same list is voted on paper: never opened, or void (R12).
    (S.KEYS_MADE, A.TURN_TO_PAPER): S.PAPER,
    (S.READY, A.TURN_TO_PAPER): S.PAPER,
    (S.ISSUING, A.TURN_TO_PAPER): S.PAPER,
    (S.REGISTRATION, A.TURN_TO_PAPER): S.PAPER,
    (S.VOID, A.TURN_TO_PAPER): S.PAPER,
    (S.PAPER, A.AGREE_ON_PAPER): S.PAPER_AGREED,
    (S.PAPER_AGREED, A.RECOUNT_PAPER): S.PAPER,
    (S.PAPER_AGREED, A.COUNT): S.COUNTED,
    **{(state, A.VOID): S.VOID for state in VOIDABLE},
}

STATE_NAMES: dict[State, tuple[str, str]] = {
    S.DRAFT: ("Nháp", "Draft"),
    S.CHAIR_CONFIRMED: (
        "Chủ trì đã xác nhận, chờ Trưởng ban kiểm phiếu",
        "Confirmed by the chair",
    ),
    S.HEAD_CONFIRMED: (
        "Trưởng ban kiểm phiếu đã xác nhận, chờ chủ trì",
        "Confirmed by the head of the counting committee",
    ),
    S.FROZEN: ("Đã chốt cấu hình", "Frozen"),
    S.KEYS_MADE: ("Đã lập chìa khóa hòm phiếu", "Ballot-box key made"),
    S.ROLL_CALLED: ("Đã điểm danh", "Roll called"),
    S.READY: ("Sẵn sàng phát phiếu", "Ready to issue"),
    S.POSTPONED: ("Hoãn, chưa đủ điều kiện tiến hành", "Postponed, no quorum"),
    S.POSTPONED_WITH_KEYS: (
        "Hoãn, chưa đủ điều kiện tiến hành (đã lập chìa khóa)",
        "Postponed, no quorum (key made)",
    ),
    S.ISSUING: ("Đang phát phiếu", "Issuing"),
    S.REGISTRATION: ("Đang đăng ký phiếu", "Registration"),
    S.OPEN: ("Đang bỏ phiếu", "Open"),
    S.PAUSED: ("Tạm dừng bỏ phiếu", "Paused"),
    S.CLOSED: ("Đã đóng bỏ phiếu", "Closed"),
    S.COUNTING: ("Đang kiểm phiếu", "Counting"),
    S.COUNTED: ("Đã kiểm phiếu", "Counted"),
    S.PUBLISHED: ("Đã công bố kết quả", "Published"),
    S.NOT_ANNOUNCED: ("Không công bố tại hội nghị", "Not announced"),
    S.COMPLAINT_COUNTED: ("Đang xem xét khiếu nại", "Complaint being heard"),
    S.COMPLAINT_PUBLISHED: (
        "Đang xem xét khiếu nại (đã công bố)",
        "Complaint being heard (published)",
    ),
    S.COMPLAINT_NOT_ANNOUNCED: (
        "Đang xem xét khiếu nại (không công bố)",
        "Complaint being heard (not announced)",
    ),
    S.SEALED: ("Đã niêm phong", "Sealed"),
    S.VOID: ("Đã hủy cuộc bỏ phiếu", "Void"),
    S.PAPER: ("Bỏ phiếu bằng phiếu giấy", "Voting on paper"),
    S.PAPER_AGREED: (
        "Đã khớp số liệu phiếu giấy, chờ ký bản kết quả",
        "Paper counts agreed, to be signed",
    ),
}


def after(state: State, action: Action) -> State:
    """Return the state that `action` leads to.

    Raises:
        EventStepRefused: the table has no such step; the detail says from and by.
    """
    found = STEPS.get((state, action))
    if found is None:
        raise EventStepRefused(f"from {state.value} by {action.value}")
    return found


def check_step(before: State, target: State) -> None:
    """Check that some single action leads from `before` to `target`.

    Raises:
        EventStepRefused: none does; the detail says from and to.
    """
    targets = [to for (origin, _), to in STEPS.items() if origin is before]
    if target not in targets:
        raise EventStepRefused(f"from {before.value} to {target.value}")


def next_run(state: State, run: int) -> int:
    """Return the run of the new event that repeats a void one (R12).

    Args:
        state: of the event to repeat; the new one starts as a draft, with a new
            uuid, new keys and a new roll call.
        run: its number, from 1.

    Raises:
        NotAnInteger, NumberOutOfRange: not a run. RepeatNotAllowed: not void.
    """
    if type(run) is not int:
        raise NotAnInteger("run")
    if run < 1:
        raise NumberOutOfRange(f"run: {run}")
    if state is not State.VOID:
        raise RepeatNotAllowed(state.value)
    return run + 1


def run_label(run: int) -> str:
    """Return the Vietnamese label of a run: "Lần 2"."""
    return f"Lần {run}"
