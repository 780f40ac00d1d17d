"""A submission as its pages lay it out: each paper with its files, and what is missing.

Refuses to decide what is mandatory: `planning.submission` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask

from ballot_service.planning.attachment_kinds import AFTERWARDS
from ballot_service.planning.cycle_states import CycleState
from ballot_service.planning.plan_after import Standing
from ballot_service.planning.review_parts import Person, ReviewFields
from ballot_service.planning.submission import (
    ANNEX,
    DOCUMENTS,
    DOSSIER,
    HEALTH,
    required_documents,
)
from ballot_service.store.attachments import AttachmentRow
from ballot_service.web.cycle_names import Words
from ballot_service.web.cycle_words import said, word
from ballot_service.workflows.submission import SubmissionView

S = CycleState
STALE = "health_certificate_in_date"
NAMES_EN: dict[str, str] = {
    "submission": "Submission (signed)",
    "addition_list": "List proposed for confirmation",
    "removal_list": "List of proposed removals, with reasons",
    "rotation_plan": "Plan of rotation",
    "training_plan": "Plan of training",
    "meeting_minutes_1": "Conference minutes, step 1",
    "counting_minutes_1": "Counting minutes, step 1",
    "meeting_minutes_2": "Conference minutes, step 2",
    "counting_minutes_2": "Counting minutes, step 2",
    "meeting_minutes_3": "Conference minutes, step 3",
    "counting_minutes_3": "Counting minutes, step 3",
    "meeting_minutes_4": "Conference minutes, step 4",
    "counting_minutes_4": "Counting minutes, step 4",
    "summary_table": "Table of the results of all steps",
    "review_report": "Review report of the personnel agency",
    "verification_annex": "Electronic verification annex",
    "cv_2c": "CV (form 2C), photo 4×6",
    "self_review": "Self-review of the last 3 years",
    "collective_assessment": "Assessment by collective and Party committee",
    "residence_remark": "Remark of the Party committee at the residence",
    "political_conclusion": "Conclusion on political standards",
    "asset_declaration": "Declaration of assets and income",
    "diplomas": "Copies of diplomas and certificates",
    "health_certificate": "Health certificate (at most 6 months old)",
    "receipt": "Receipt of the authority",
    "request": "Request for a supplement",
    "answer": "Answer of the authority",
    "own_decision": "Decision or conclusion of the collective",
    "archive_record": "Archive record",
    "submission_package": "Package of the submission",
}
NAMES_VI = {
    **DOCUMENTS,
    **DOSSIER,
    **AFTERWARDS,
    "submission_package": "Gói tờ trình",
}
NAMES: dict[str, Words] = {kind: (vi, NAMES_EN[kind]) for kind, vi in NAMES_VI.items()}

STANDINGS: dict[Standing, Words] = {
    Standing.STAYS: ("Trong quy hoạch", "In the plan"),
    Standing.LEFT_BY_HIMSELF: ("Đương nhiên ra khỏi quy hoạch", "Automatic exit"),
    Standing.REMOVED: ("Đã đưa ra khỏi quy hoạch", "Removed"),
    Standing.REMOVAL_REFUSED: (
        "Không phê duyệt đưa ra: vẫn trong quy hoạch",
        "Removal not approved: stays in the plan",
    ),
    Standing.REMOVAL_WAITS: (
        "Đề nghị đưa ra, chờ quyết định: vẫn trong quy hoạch",
        "Removal waits for its decision: still in the plan",
    ),
    Standing.ADDED: ("Được bổ sung quy hoạch", "Added to the plan"),
    Standing.ADDITION_REFUSED: ("Không được xác nhận", "Not confirmed"),
    Standing.ADDITION_WAITS: ("Chờ xác nhận hoặc quyết định", "Waits for a decision"),
}
LOG_ACTS: dict[str, Words] = {
    "add": ("Nộp tệp", "Handed in"),
    "replace": ("Thay bản mới", "Replaced by a newer version"),
    "withdraw": ("Rút tệp", "Withdrawn"),
    "read": ("Mở xem", "Read"),
    "export": ("Xuất gói", "Exported"),
}
BEFORE_LISTS = tuple(S)[1 : tuple(S).index(S.LIST_CLOSED)]
CHANGEABLE = tuple(
    state
    for state in S
    if state
    not in (
        *(S.NOT_STARTED, S.SUBMITTED, S.APPRAISAL, S.ANSWERED, S.ISSUED),
        *(S.ARCHIVED, S.CANCELLED),
    )
)


@dataclass(frozen=True)
class PaperLine:
    """One paper of the checklist: needed or not, there or not, and its files."""

    kind: str
    needed: bool
    there: bool
    stale: bool
    files: tuple[AttachmentRow, ...]

    @property
    def missing(self) -> bool:
        """Whether the submission waits for it."""
        return self.needed and (self.stale or not self.there)


@dataclass(frozen=True)
class DossierLine:
    """One person's dossier; `needed` where the person is on the submitted list."""

    person: Person
    papers: tuple[PaperLine, ...]
    needed: bool

    @property
    def missing(self) -> int:
        """How many papers are missing."""
        return sum(paper.missing for paper in self.papers)


def document_lines(view: SubmissionView) -> tuple[PaperLine, ...]:
    """Return the documents of the folder in the order of rules 1.8."""
    needed = required_documents(view.folder)
    return tuple(
        PaperLine(
            kind=kind,
            needed=kind in needed,
            there=kind in view.folder.documents,
            stale=False,
            files=_files(view.files, kind, ""),
        )
        for kind in DOCUMENTS
    )


def after_lines(view: SubmissionView) -> tuple[PaperLine, ...]:
    """Return the papers of the way back; none is mandatory as a file."""
    lines = [(kind, _files(view.files, kind, "")) for kind in AFTERWARDS]
    return tuple(
        PaperLine(kind, needed=False, there=bool(files), stale=False, files=files)
        for kind, files in lines
    )


def dossier_line(view: SubmissionView, person: Person) -> DossierLine:
    """Return one person's dossier."""
    needed = person.id in view.folder.additions
    held = view.folder.dossiers.get(person.id, ())
    stale = f"{person.id}: {STALE}" in view.missing
    return DossierLine(
        person=person,
        needed=needed,
        papers=tuple(
            PaperLine(
                kind=kind,
                needed=needed,
                there=kind in held,
                stale=stale and kind == HEALTH,
                files=_files(view.files, kind, person.id),
            )
            for kind in DOSSIER
        ),
    )


def dossier_lines(
    view: SubmissionView, review: ReviewFields
) -> tuple[DossierLine, ...]:
    """Return the dossiers that are needed, then those begun for others proposed.

    Before the list is closed everybody proposed for addition may have one.
    """
    asked = set(view.folder.additions) | {row.person for row in view.files}
    if CycleState(view.row.state) in BEFORE_LISTS:
        asked |= {who for _, who in review.pairs("addition")}
    people = [one for one in review.persons if one.id in asked]
    lines = [dossier_line(view, one) for one in people]
    return tuple(sorted(lines, key=lambda line: not line.needed))


def _files(
    files: Sequence[AttachmentRow], kind: str, person: str
) -> tuple[AttachmentRow, ...]:
    return tuple(row for row in files if (row.kind, row.person) == (kind, person))


def may_attach(view: SubmissionView, kind: str) -> bool:
    """Say whether a file of this kind can be handed in now."""
    state = CycleState(view.row.state)
    if kind == ANNEX or state in (S.ARCHIVED, S.CANCELLED, S.NOT_STARTED):
        return False
    return kind in AFTERWARDS or state in CHANGEABLE


def size_text(size: int) -> str:
    """Write a size as people read it, rounded up, in whole kilobytes or megabytes."""
    kilobytes = -(-size // 1024)
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{-(-kilobytes // 1024)} MB"  # noqa: PLR2004


def install(app: Flask) -> None:
    """Teach the templates the words of a submission."""
    app.jinja_env.filters.update(
        attachment_name=lambda kind: word(NAMES, kind),
        access_act=lambda act: word(LOG_ACTS, act),
        standing=lambda one: said(STANDINGS[one]),
        may_attach=lambda kind, view: may_attach(view, kind),
        size_text=size_text,
    )
