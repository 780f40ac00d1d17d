"""The submission and its attachments: complete, or a list of what is missing (1.8).

Refuses to send an incomplete dossier (E22), and to read what the papers say.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ballot_service.errors import DocumentsMissing

DOCUMENTS: dict[str, str] = {
    "submission": "Tờ trình",
    "addition_list": "Danh sách đề nghị xác nhận bổ sung quy hoạch",
    "removal_list": "Danh sách đề xuất đưa ra khỏi quy hoạch, kèm lý do",
    "rotation_plan": "Kế hoạch luân chuyển",
    "training_plan": "Kế hoạch đào tạo, bồi dưỡng",
    "meeting_minutes_1": "Biên bản hội nghị Bước 1",
    "counting_minutes_1": "Biên bản kiểm phiếu Bước 1",
    "meeting_minutes_2": "Biên bản hội nghị Bước 2",
    "counting_minutes_2": "Biên bản kiểm phiếu Bước 2",
    "meeting_minutes_3": "Biên bản hội nghị Bước 3",
    "counting_minutes_3": "Biên bản kiểm phiếu Bước 3",
    "meeting_minutes_4": "Biên bản hội nghị Bước 4",
    "counting_minutes_4": "Biên bản kiểm phiếu Bước 4",
    "summary_table": "Bảng tổng hợp kết quả lấy ý kiến và bỏ phiếu",
    "review_report": "Báo cáo rà soát của cơ quan tổ chức",
    "verification_annex": "Phụ lục kiểm chứng điện tử",
}

DOSSIER: dict[str, str] = {
    "cv_2c": "Sơ yếu lý lịch (mẫu 2C), ảnh 4×6",
    "self_review": "Bản tự kiểm điểm 3 năm công tác gần nhất",
    "collective_assessment": "Nhận xét, đánh giá của tập thể lãnh đạo, cấp ủy",
    "residence_remark": "Nhận xét của cấp ủy nơi cư trú",
    "political_conclusion": "Kết luận tiêu chuẩn chính trị",
    "asset_declaration": "Bản kê khai tài sản, thu nhập",
    "diplomas": "Bản sao văn bằng, chứng chỉ",
    "health_certificate": "Giấy chứng nhận sức khỏe (không quá 6 tháng)",
}

HEALTH = "health_certificate"
ANNEX = "verification_annex"
TABLE = "summary_table"
ALL_STEPS = frozenset({1, 2, 3, 4})
HEALTH_MONTHS = 6
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Submission:
    """What is in the folder: names of DOCUMENTS, and per nominee those of DOSSIER.

    `additions` and `removals` are the nominees on the lists to be submitted;
    `health_dates` the days of their health certificates; `removal_ballot` says
    whether step 1 voted on anybody, without which it has no counting minutes;
    `steps` were held: a list closed after step 1 has no minutes of the others.
    """

    documents: frozenset[str]
    additions: tuple[str, ...]
    removals: tuple[str, ...]
    dossiers: Mapping[str, Collection[str]]
    health_dates: Mapping[str, date]
    removal_ballot: bool
    steps: frozenset[int] = ALL_STEPS


@dataclass(frozen=True)
class Held:
    """One file of the folder: `person` "" for a document, `issued` of a certificate."""

    kind: str
    person: str = ""
    issued: date | None = None


def gathered(
    additions: Collection[str],
    removals: Collection[str],
    held: Collection[Held],
    steps: Collection[int],
    *,
    removal_ballot: bool,
) -> Submission:
    """Return the folder that these files make; the newest certificate of each counts.

    Args:
        additions, removals: nominees on the closed lists that are submitted.
        held: the files that count.
        steps: the steps that were held.
        removal_ballot: whether step 1 voted on anybody.
    """
    dossiers: dict[str, list[str]] = {}
    health: dict[str, date] = {}
    for one in held:
        if one.person:
            dossiers.setdefault(one.person, []).append(one.kind)
        if one.kind == HEALTH and one.issued is not None:
            newest = max(one.issued, health.get(one.person, one.issued))
            health[one.person] = newest
    return Submission(
        documents=frozenset(one.kind for one in held if not one.person),
        additions=tuple(dict.fromkeys(additions)),
        removals=tuple(dict.fromkeys(removals)),
        dossiers=dossiers,
        health_dates=health,
        removal_ballot=removal_ballot,
        steps=frozenset(steps) | {1},
    )


def required_documents(submission: Submission) -> tuple[str, ...]:
    """Return the names of the mandatory documents, in the order of rules 1.8."""
    spared = set()
    if not submission.additions:
        spared.add("addition_list")
    if not submission.removals:
        spared.add("removal_list")
    if not submission.removal_ballot:
        spared.add("counting_minutes_1")
    for step in ALL_STEPS - submission.steps:
        spared |= {f"meeting_minutes_{step}", f"counting_minutes_{step}"}
    if submission.steps == {1}:
        spared.add(TABLE)
    return tuple(name for name in DOCUMENTS if name not in spared)


def check_complete(submission: Submission, on: date) -> None:
    """Check that nothing mandatory is missing (E22; rules 1.8).

    Args:
        submission: the folder.
        on: the day of the submission, for the age of health certificates.

    Raises:
        DocumentsMissing: `missing` holds document names, and "nominee: paper" for
        the dossiers, in a fixed order.
    """
    missing = [
        name
        for name in required_documents(submission)
        if name not in submission.documents
    ]
    for nominee in submission.additions:
        held = submission.dossiers.get(nominee, ())
        missing += [f"{nominee}: {paper}" for paper in DOSSIER if paper not in held]
        issued = submission.health_dates.get(nominee)
        if HEALTH in held and not _fresh(issued, on):
            missing.append(f"{nominee}: health_certificate_in_date")
    if missing:
        raise DocumentsMissing(tuple(missing))


def _fresh(issued: date | None, on: date) -> bool:
    """Say whether a certificate is at most six months old, by calendar month."""
    if issued is None or issued > on:
        return False
    months = (on.year - issued.year) * MONTHS_A_YEAR + on.month - issued.month
    return months < HEALTH_MONTHS or (months == HEALTH_MONTHS and on.day <= issued.day)


def document_names(missing: Collection[str]) -> tuple[str, ...]:
    """Return the Vietnamese names of missing papers, for the message E22."""
    names = []
    for item in missing:
        nominee, colon, paper = item.rpartition(": ")
        if paper == "health_certificate_in_date":
            name = "Giấy chứng nhận sức khỏe còn thời hạn (không quá 6 tháng)"
        else:
            name = DOCUMENTS.get(paper) or DOSSIER.get(paper, paper)
        names.append(f"{nominee}{colon}{name}")
    return tuple(names)
