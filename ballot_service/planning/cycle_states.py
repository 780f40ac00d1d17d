"""The states, actions and papers of the yearly review, and the table that joins them.

Refuses to decide: this file is the table only (rules 1.3).
"""

from enum import StrEnum


class CycleState(StrEnum):
    """S0 to S15 of rules 1.3, with both ways out."""

    NOT_STARTED = "not_started"
    CREATED = "created"
    REVIEWING = "reviewing"
    STEP1_MEETING = "step1_meeting"
    STEP1_DONE = "step1_done"
    STEP2_CONSULTING = "step2_consulting"
    STEP2_AGREED = "step2_agreed"
    STEP3_CONSULTING = "step3_consulting"
    STEP3_SUMMARISED = "step3_summarised"
    STEP4_BALLOT = "step4_ballot"
    STEP4_REBALLOT = "step4_reballot"
    LIST_CLOSED = "list_closed"
    DRAFTING_SUBMISSION = "drafting_submission"
    SUBMITTED = "submitted"
    APPRAISAL = "appraisal"
    ANSWERED = "answered"
    ISSUED = "issued"
    ARCHIVED = "archived"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class CycleAction(StrEnum):
    """What somebody asks of a cycle."""

    CREATE = "create"
    START_REVIEW = "start_review"
    OPEN_STEP1 = "open_step1"
    FINISH_STEP1 = "finish_step1"
    OPEN_STEP2 = "open_step2"
    AGREE_LIST = "agree_list"
    RETURN_TO_REVIEW = "return_to_review"
    OPEN_STEP3 = "open_step3"
    SUMMARISE = "summarise"
    OPEN_STEP4 = "open_step4"
    REBALLOT_TIE = "reballot_tie"
    REPEAT_VOID = "repeat_void"
    CLOSE_LIST = "close_list"
    CLOSE_WITHOUT_ADDITIONS = "close_without_additions"
    DRAFT_SUBMISSION = "draft_submission"
    SUBMIT = "submit"
    START_APPRAISAL = "start_appraisal"
    ASK_SUPPLEMENT = "ask_supplement"
    RECORD_ANSWER = "record_answer"
    ISSUE_OWN_DECISION = "issue_own_decision"
    ARCHIVE = "archive"
    SUSPEND = "suspend"
    RESUME = "resume"


S, A = CycleState, CycleAction

RUNNING = (
    S.CREATED,
    S.REVIEWING,
    S.STEP1_MEETING,
    S.STEP1_DONE,
    S.STEP2_CONSULTING,
    S.STEP2_AGREED,
    S.STEP3_CONSULTING,
    S.STEP3_SUMMARISED,
    S.STEP4_BALLOT,
    S.STEP4_REBALLOT,
    S.LIST_CLOSED,
    S.DRAFTING_SUBMISSION,
    S.SUBMITTED,
    S.APPRAISAL,
)
"""States from which a cycle may be suspended or cancelled."""

UNTIL_LIST_CLOSED = RUNNING[:10]
"""States in which the quarter still counts (E15, W06)."""

STEPS: dict[tuple[CycleState, CycleAction], CycleState] = {
    (S.NOT_STARTED, A.CREATE): S.CREATED,
    (S.CREATED, A.START_REVIEW): S.REVIEWING,
    (S.REVIEWING, A.OPEN_STEP1): S.STEP1_MEETING,
    (S.STEP1_MEETING, A.FINISH_STEP1): S.STEP1_DONE,
    # A void ballot is repeated where it was; nothing of it was ever opened (R12).
    (S.STEP1_MEETING, A.REPEAT_VOID): S.STEP1_MEETING,
    (S.STEP2_CONSULTING, A.REPEAT_VOID): S.STEP2_CONSULTING,
    (S.STEP3_CONSULTING, A.REPEAT_VOID): S.STEP3_CONSULTING,
    # Nobody is proposed, every title is full, or nobody is left on the agreed list:
    # the next ballot would have no question.
    (S.STEP1_DONE, A.CLOSE_WITHOUT_ADDITIONS): S.LIST_CLOSED,
    (S.STEP2_AGREED, A.CLOSE_WITHOUT_ADDITIONS): S.LIST_CLOSED,
    (S.STEP3_SUMMARISED, A.CLOSE_WITHOUT_ADDITIONS): S.LIST_CLOSED,
    (S.STEP1_DONE, A.OPEN_STEP2): S.STEP2_CONSULTING,
    (S.STEP2_CONSULTING, A.AGREE_LIST): S.STEP2_AGREED,
    # A new name after step 2 goes back to the review, and through every step again.
    (S.STEP2_CONSULTING, A.RETURN_TO_REVIEW): S.REVIEWING,
    (S.STEP2_AGREED, A.RETURN_TO_REVIEW): S.REVIEWING,
    (S.STEP2_AGREED, A.OPEN_STEP3): S.STEP3_CONSULTING,
    (S.STEP3_CONSULTING, A.SUMMARISE): S.STEP3_SUMMARISED,
    (S.STEP3_SUMMARISED, A.OPEN_STEP4): S.STEP4_BALLOT,
    (S.STEP4_BALLOT, A.REBALLOT_TIE): S.STEP4_REBALLOT,
    (S.STEP4_BALLOT, A.REPEAT_VOID): S.STEP4_BALLOT,
    (S.STEP4_REBALLOT, A.REBALLOT_TIE): S.STEP4_REBALLOT,
    (S.STEP4_REBALLOT, A.REPEAT_VOID): S.STEP4_REBALLOT,
    (S.STEP4_BALLOT, A.CLOSE_LIST): S.LIST_CLOSED,
    (S.STEP4_REBALLOT, A.CLOSE_LIST): S.LIST_CLOSED,
    (S.LIST_CLOSED, A.DRAFT_SUBMISSION): S.DRAFTING_SUBMISSION,
    (S.DRAFTING_SUBMISSION, A.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, A.START_APPRAISAL): S.APPRAISAL,
    (S.APPRAISAL, A.ASK_SUPPLEMENT): S.DRAFTING_SUBMISSION,
    (S.APPRAISAL, A.RECORD_ANSWER): S.ANSWERED,
    # Titles of both authorities in one cycle: the own list goes out beside the
    # submission, without waiting for it.
    (S.LIST_CLOSED, A.ISSUE_OWN_DECISION): S.ISSUED,
    (S.DRAFTING_SUBMISSION, A.ISSUE_OWN_DECISION): S.ISSUED,
    (S.SUBMITTED, A.ISSUE_OWN_DECISION): S.ISSUED,
    (S.APPRAISAL, A.ISSUE_OWN_DECISION): S.ISSUED,
    (S.ANSWERED, A.ISSUE_OWN_DECISION): S.ISSUED,
    (S.ANSWERED, A.ARCHIVE): S.ARCHIVED,
    (S.ISSUED, A.ARCHIVE): S.ARCHIVED,
    # A review that took and removed nobody has no list to send.
    (S.LIST_CLOSED, A.ARCHIVE): S.ARCHIVED,
    **{(state, A.SUSPEND): S.SUSPENDED for state in RUNNING},
}
"""Resuming is the one step that is not here: it leads back to where it came from."""

EVIDENCE: dict[CycleAction, tuple[str, ...]] = {
    A.OPEN_STEP1: ("proposals", "eligibility_report"),
    A.FINISH_STEP1: (
        *("meeting_minutes", "removal_minutes", "places_recomputed"),
        "opinion",
    ),
    A.AGREE_LIST: ("step2_result", "meeting_minutes"),
    A.RETURN_TO_REVIEW: ("reason",),
    A.SUMMARISE: ("step3_result",),
    A.OPEN_STEP4: ("agency_report",),
    A.REBALLOT_TIE: ("counting_minutes",),
    A.REPEAT_VOID: ("void_minutes",),
    A.CLOSE_LIST: ("counting_minutes", "meeting_minutes"),
    A.CLOSE_WITHOUT_ADDITIONS: ("conclusion",),
    A.SUBMIT: ("submission",),
    A.START_APPRAISAL: ("receipt",),
    A.ASK_SUPPLEMENT: ("request",),
    A.RECORD_ANSWER: ("answer",),
    A.ISSUE_OWN_DECISION: ("own_decision",),
    A.ARCHIVE: ("archive_record",),
    A.SUSPEND: ("reason", "authority"),
}
"""The papers that an action needs, by name; `submission` also needs its checklist."""

CYCLE_STATE_NAMES: dict[CycleState, str] = {
    S.NOT_STARTED: "Chưa lập đợt",
    S.CREATED: "Đã lập đợt",
    S.REVIEWING: "Thẩm định, rà soát",
    S.STEP1_MEETING: "Bước 1: họp tập thể lãnh đạo",
    S.STEP1_DONE: "Đã xong Bước 1",
    S.STEP2_CONSULTING: "Bước 2: lấy ý kiến hội nghị cán bộ chủ chốt",
    S.STEP2_AGREED: "Bước 2: tập thể lãnh đạo thống nhất danh sách",
    S.STEP3_CONSULTING: "Bước 3: lấy ý kiến ban chấp hành, tập thể lãnh đạo mở rộng",
    S.STEP3_SUMMARISED: "Bước 3: cơ quan tổ chức tổng hợp, báo cáo",
    S.STEP4_BALLOT: "Bước 4: thảo luận, bỏ phiếu kín",
    S.STEP4_REBALLOT: "Bước 4: bỏ phiếu lại",
    S.LIST_CLOSED: "Đã chốt danh sách",
    S.DRAFTING_SUBMISSION: "Lập tờ trình",
    S.SUBMITTED: "Đã trình",
    S.APPRAISAL: "Đang thẩm định",
    S.ANSWERED: "Đã có kết quả xác nhận",
    S.ISSUED: "Đã ban hành",
    S.ARCHIVED: "Lưu trữ",
    S.SUSPENDED: "Tạm dừng",
    S.CANCELLED: "Đã hủy đợt",
}
