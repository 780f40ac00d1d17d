"""The kinds of attached files: what each is called, whom it is about, who may read it.

Refuses a kind that does not exist, a dossier paper about nobody, a document about one.
"""

from collections.abc import Collection
from datetime import date

from ballot_service.errors import BadAttachmentKind, BadCertificateDate
from ballot_service.planning.submission import ANNEX, DOCUMENTS, DOSSIER, HEALTH

FOLDER: dict[str, str] = {
    name: text for name, text in DOCUMENTS.items() if name != ANNEX
}
"""Documents that are attached; the verification annex is made by the service."""

AFTERWARDS: dict[str, str] = {
    "receipt": "Giấy tiếp nhận của cấp có thẩm quyền",
    "request": "Văn bản yêu cầu bổ sung hồ sơ",
    "answer": "Văn bản trả lời của cấp có thẩm quyền",
    "own_decision": "Quyết định, kết luận của tập thể lãnh đạo",
    "archive_record": "Biên bản nộp lưu hồ sơ",
}
"""Papers of the way back, which come after the folder was submitted."""

NAMES: dict[str, str] = {**DOCUMENTS, **DOSSIER, **AFTERWARDS}


def check_kind(kind: str, person: str, persons: Collection[str]) -> None:
    """Check that a file of this kind can be about this person.

    Args:
        person: "" for a document. persons: everybody of the review plan, by id.

    Raises:
        BadAttachmentKind.
    """
    if kind in DOSSIER:
        if person not in persons:
            raise BadAttachmentKind(f"{kind}: a person of the plan is needed")
        return
    if kind not in FOLDER and kind not in AFTERWARDS:
        raise BadAttachmentKind(kind[:40])
    if person:
        raise BadAttachmentKind(f"{kind}: about nobody")


def check_issued(kind: str, issued: date | None, today: date) -> None:
    """Check that a health certificate has its day, and nothing else has one.

    Raises:
        BadCertificateDate.
    """
    if (kind == HEALTH) != (issued is not None):
        raise BadCertificateDate("a health certificate has a day, no other paper has")
    if issued is not None and issued > today:
        raise BadCertificateDate(f"{issued.isoformat()} is to come")


def readers(kind: str) -> tuple[str, ...]:
    """Return the roles that may read a file of this kind (rules 1.1, 1.9).

    A dossier is for the personnel agency alone, whose account is the secretary's.
    """
    return ("secretary",) if kind in DOSSIER else ("secretary", "chair")
