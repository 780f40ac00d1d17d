"""What pages of a review cycle call things: states, acts, papers, lists, decisions.

Refuses to decide anything: a word without an entry is an error that a test finds.
"""

from flask import Flask

from ballot_service.planning.cycle_guards import quarter_text
from ballot_service.planning.cycle_states import CYCLE_STATE_NAMES, CycleState
from ballot_service.planning.messages import render
from ballot_service.planning.profile import Profile
from ballot_service.planning.structure import CATEGORY_NAMES
from ballot_service.web.access import CYCLE_READERS
from ballot_service.web.cycle_names import ACT_NAMES, LOG_NAMES, PAPERS, Words
from ballot_service.web.language import current
from ballot_service.workflows.cycle_steps import FILED

S = CycleState
STATES_EN: dict[CycleState, str] = {
    S.NOT_STARTED: "Not started",
    S.CREATED: "Review created",
    S.REVIEWING: "Files and persons under review",
    S.STEP1_MEETING: "Step 1: the collective meets",
    S.STEP1_DONE: "Step 1 is done",
    S.STEP2_CONSULTING: "Step 2: the key-cadre conference is consulted",
    S.STEP2_AGREED: "Step 2: the collective has agreed the list",
    S.STEP3_CONSULTING: "Step 3: the expanded collective is consulted",
    S.STEP3_SUMMARISED: "Step 3: summed up by the personnel agency",
    S.STEP4_BALLOT: "Step 4: discussion and secret ballot",
    S.STEP4_REBALLOT: "Step 4: re-ballot",
    S.LIST_CLOSED: "The list is closed",
    S.DRAFTING_SUBMISSION: "Submission being drafted",
    S.SUBMITTED: "Submitted",
    S.APPRAISAL: "Under appraisal",
    S.ANSWERED: "Answered by the authority",
    S.ISSUED: "Own decision issued",
    S.ARCHIVED: "Archived",
    S.SUSPENDED: "Suspended",
    S.CANCELLED: "Cancelled",
}

WAITS: dict[str, Words] = {
    "eligibility": (
        "Chờ kiểm tra điều kiện, tiêu chuẩn, và không còn nhân sự bị chặn.",
        "Eligibility must be checked, and nobody be blocked, first.",
    ),
    "ballot": (
        "Chờ cuộc bỏ phiếu của bước này kết thúc và kết quả được nhận vào đợt.",
        "The ballot of this step must end, and its result be taken, first.",
    ),
    "result": (
        "Chờ nhận kết quả đã ký của bước này.",
        "The signed result of this step must be taken first.",
    ),
    "opinion": (
        "Chờ ghi ý kiến của tập thể lãnh đạo về phương án bổ sung.",
        "The collective's opinion on the additions must be recorded first.",
    ),
    "report": (
        "Chờ báo cáo tổng hợp của cơ quan tổ chức.",
        "The agency's report must be on file first.",
    ),
    "decisions": (
        "Chờ ghi đủ các quyết định còn thiếu.",
        "The decisions still open must be recorded first.",
    ),
}

KINDS: dict[str, Words] = {
    "removal": ("Đưa ra khỏi quy hoạch", "Removal"),
    "consultation": ("Lấy ý kiến bổ sung", "Consultation"),
    "addition": ("Giới thiệu bổ sung, bỏ phiếu kín", "Secret ballot on additions"),
    "reballot": ("Bỏ phiếu lại do bằng phiếu", "Re-ballot of a tie"),
}

LISTS: dict[str, Words] = {
    "proposed_for_confirmation": (
        "Danh sách đề nghị xác nhận bổ sung quy hoạch",
        "Proposed for confirmation of addition",
    ),
    "additions": ("Danh sách bổ sung quy hoạch", "Additions"),
    "proposed_removals": (
        "Danh sách đề xuất đưa ra khỏi quy hoạch",
        "Proposed for removal",
    ),
    "removals": ("Danh sách đưa ra khỏi quy hoạch", "Removals"),
}

R5: dict[str, Words] = {
    "StandardsNotCertified": (
        "Cơ quan tổ chức chưa xác nhận đủ tiêu chuẩn.",
        "The agency has not certified the standards.",
    ),
    "TooManyTitles": (
        "Vượt số chức danh cùng cấp được quy hoạch.",
        "Planned for too many titles of one level.",
    ),
    "TitleNotHigher": (
        "Chức danh không cao hơn chức vụ hiện giữ.",
        "The title is not above the present position.",
    ),
    "AppointmentOpen": (
        "Đang trong quy trình bổ nhiệm, giới thiệu ứng cử.",
        "An appointment procedure is open.",
    ),
    "NoteMissing": (
        "Có việc kỷ luật, kiểm tra nhưng chưa ghi rõ.",
        "A discipline case without its note.",
    ),
}

STRUCTURE: dict[str, Words] = {
    "accept_and_explain": (
        "Chấp nhận danh sách và giải trình trong tờ trình",
        "Accept the list and explain in the submission",
    ),
    "leave_empty": (
        "Để trống vị trí của nhân sự nêu dưới đây",
        "Leave the places of the persons below empty",
    ),
    "supplement_later": (
        "Giữ danh sách, bổ sung người đúng cơ cấu vào đợt sau",
        "Keep the list, and supplement in a later review",
    ),
}

DISCIPLINE: dict[str, Words] = {
    "none": ("Không", "None"),
    "under_review": ("Đang xem xét kỷ luật", "Under review"),
    "under_inspection": ("Đang kiểm tra, thanh tra", "Under inspection"),
    "disciplined": ("Đã bị kỷ luật", "Disciplined"),
}


def said(words: Words) -> str:
    """Return the words in the page's language."""
    return words[0 if current() == "vi" else 1]


def word(table: dict[str, Words], key: str) -> str:
    """Return the word for a key, or the key itself where it has none."""
    found = table.get(key)
    return key if found is None else said(found)


def cycle_state_name(state: CycleState) -> str:
    """Return the name of a cycle's state in the page's language."""
    return said((CYCLE_STATE_NAMES[state], STATES_EN[state]))


def warning_text(code: str, profile: Profile) -> str:
    """Return a cycle's warning with its fields."""
    quarter, last_day = quarter_text(profile)
    return render(code, current(), quarter=quarter, last_day=last_day)


def install(app: Flask) -> None:
    """Teach the templates these words."""
    app.jinja_env.filters.update(
        cycle_state=lambda state: cycle_state_name(CycleState(state)),
        cycle_act=lambda act: word(ACT_NAMES, act),
        cycle_log=lambda act: word(LOG_NAMES, act),
        paper_name=lambda kind: word(PAPERS, kind),
        ballot_kind=lambda kind: word(KINDS, kind),
        list_title=lambda name: word(LISTS, name),
        r5_text=lambda error: word(R5, error),
        structure_option=lambda option: word(STRUCTURE, option),
        category=lambda name: word(CATEGORY_NAMES, name),
        discipline=lambda name: word(DISCIPLINE, name),
        pair_name=" ".join,
    )
    app.jinja_env.globals.update(
        cycle_warning=warning_text,
        cycle_readers=CYCLE_READERS,
        FILED=FILED,
    )
