"""F8, the submission as a paper: made from the statements, with the key's code.

Refuses to be made without the number of each counting minutes, and a figure of its own.
"""

from collections.abc import Mapping

from ballot_service.documents.submission import (
    SubmissionFacts,
    submission,
    submission_docx,
)
from ballot_service.planning.submission import DOCUMENTS, Submission, required_documents
from ballot_service.workflows.cycle_office import acting_on_cycle
from ballot_service.workflows.cycle_papers import Made, PaperSource, source_of
from ballot_service.workflows.office import Actor, Office, Role, require
from ballot_service.workflows.paper_fields import lines

MINUTES = "minutes "
"""Beginning of a field's name; behind it stands the statement's hash."""


def enclosed(folder: Submission, signer: str) -> tuple[str, ...]:
    """Return the lines of "Tài liệu kèm theo", the package's key last."""
    named = [
        DOCUMENTS[kind] for kind in required_documents(folder) if kind != "submission"
    ]
    if folder.additions:
        named.append(f"Hồ sơ nhân sự của {len(folder.additions):02d} đồng chí")
    named.append(f"Gói hồ sơ điện tử; mã khóa ký gói: {signer}")
    return tuple(named)


def make_submission_paper(
    office: Office,
    cycle: str,
    actor: Actor,
    typed: Mapping[str, str],
    enclosures: tuple[str, ...],
    now: int,
) -> Made:
    """Make the submission as PDF/A, or its words as DOCX where `make` is "docx".

    Args:
        typed: fields by name, as the page has them.
        enclosures: `enclosed` of the folder.

    Raises:
        WrongRole, UnknownCycle. ResultMissing: the list is open.
        DocumentError, BadDayField, BadText, FactMissing: naming the field.
    """
    require(actor, Role.SECRETARY)
    word = typed.get("make", "") == "docx"
    source = source_of(office, cycle, typed, word=word)
    made = submission_docx if word else submission
    body = made(source.lists(), source.statements(), _facts(source, enclosures))
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.log("make_paper", "submission")
    return Made(body, "docx" if word else "pdf")


def _facts(source: PaperSource, enclosures: tuple[str, ...]) -> SubmissionFacts:
    typed = source.typed
    numbers = {
        one.digest: typed.get(f"{MINUTES}{one.digest}", "").strip()
        for one in source.statements()
    }
    return SubmissionFacts(
        paper=source.paper(),
        addressee=typed.get("addressee", ""),
        grounds=lines(typed.get("grounds", "")),
        introduction=typed.get("introduction", ""),
        explanation=typed.get("explanation", ""),
        minutes={digest: number for digest, number in numbers.items() if number},
        reasons={
            one.person: one.reason
            for one in source.review.proposals
            if one.kind == "removal"
        },
        bands=(),
        attachments=enclosures,
        signer=source.signer(),
        recipients=source.recipients(),
    )
