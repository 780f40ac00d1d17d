"""What a ballot is called on paper: its abstract line, its electors, its answers.

Refuses the words of elections: nobody is a candidate here (rules 4).
"""

from dataclasses import dataclass

from ballot_service.planning.outcomes import Status
from ballot_service.planning.paper_count import Invalid
from ballot_service.verify.statements import VerifiedStatement

KINDS = ("removal", "consultation", "addition", "reballot")

_ABOUT = {
    "removal": "bỏ phiếu đưa ra khỏi quy hoạch chức danh lãnh đạo, quản lý",
    "consultation": "lấy ý kiến về nhân sự dự kiến bổ sung quy hoạch chức danh "
    "lãnh đạo, quản lý",
    "addition": "bỏ phiếu kín giới thiệu nhân sự bổ sung quy hoạch chức danh "
    "lãnh đạo, quản lý",
    "reballot": "bỏ phiếu lại giữa các nhân sự bằng phiếu, bổ sung quy hoạch "
    "chức danh lãnh đạo, quản lý",
}

STATUS_WORDS = {
    Status.TAKEN: "Đạt, trong số lượng cần bổ sung",
    Status.BEYOND: "Đạt, ngoài số lượng cần bổ sung",
    Status.TIED: "Đạt, bằng phiếu tại ranh giới",
    Status.NOT_PASSED: "Không đạt",
    Status.OVER_LIMIT: "Đạt, quá số chức danh được quy hoạch",
    Status.REMOVED: "Đạt, đưa ra khỏi quy hoạch",
    Status.PROPOSED_REMOVAL: "Đạt, đề xuất đưa ra khỏi quy hoạch",
    Status.KEPT: "Không đạt, giữ nguyên trong quy hoạch",
    Status.CONSULTED: "Để tham khảo",
}

SHORT_STATUS = {
    **STATUS_WORDS,
    Status.TAKEN: "Đạt, trong số lượng",
    Status.BEYOND: "Đạt, ngoài số lượng",
    Status.TIED: "Đạt, bằng phiếu",
    Status.OVER_LIMIT: "Đạt, quá số chức danh",
}
"""The same for a narrow column."""

FAILED_AGAIN = "Đạt ở Bước 4, không đạt khi bỏ phiếu lại"
"""For one of those tied in step 4 whom the re-ballot did not bring above half."""

INVALID_WORDS = {
    Invalid.FOREIGN: "không do Ban kiểm phiếu phát ra",
    Invalid.SPOILED: "ghi thêm tên, ký tên, viết thêm hoặc đánh dấu riêng",
    Invalid.BLANK: "để trống toàn bộ",
}

FAILED = (Status.NOT_PASSED, Status.KEPT)


@dataclass(frozen=True)
class Answers:
    """How the two answers are called on this kind of ballot."""

    agree: str
    disagree: str


ANSWERS = {
    "removal": Answers("Đồng ý đưa ra", "Không đồng ý"),
    "consultation": Answers("Đồng ý", "Không đồng ý"),
    "addition": Answers("Đồng ý giới thiệu", "Không đồng ý"),
    "reballot": Answers("Đồng ý giới thiệu", "Không đồng ý"),
}


def about(statement: VerifiedStatement) -> str:
    """Return the abstract line: what was voted on, which step, year and run."""
    manifest, verdict = statement.manifest, statement.verdict
    run = f", lần {manifest.run}" if manifest.run > 1 else ""
    year = manifest.date.year
    return f"{_ABOUT[verdict.kind]} (Bước {verdict.step}), đợt rà soát năm {year}{run}"


def passed_word(status: Status) -> str:
    """Return "Đạt" or "Không đạt"; a consultation has no threshold."""
    if status is Status.CONSULTED:
        return "–"
    return "Không đạt" if status in FAILED else "Đạt"


def electors(statement: VerifiedStatement) -> str:
    """Return who N counts: members of the collective, or persons summoned."""
    if statement.verdict.kind == "consultation":
        return "Tổng số đại biểu được triệu tập"
    return "Tổng số thành viên tập thể lãnh đạo"


def rate_basis(statement: VerifiedStatement) -> str:
    """Return what the printed rates are rates of, with the number (form F4, 11)."""
    verdict = statement.verdict
    base = verdict.outcomes[0].rate_base
    if verdict.rate_base == "returned":
        return f"tổng số {base:02d} phiếu thu về"
    if verdict.kind == "consultation":
        return f"tổng số {base:02d} đại biểu được triệu tập"
    return f"tổng số {base:02d} thành viên tập thể lãnh đạo"


def medium_words(statement: VerifiedStatement) -> str:
    """Return the medium: "phiếu điện tử", or "phiếu giấy" for the fallback."""
    return "phiếu giấy" if statement.medium == "paper" else "phiếu điện tử"
