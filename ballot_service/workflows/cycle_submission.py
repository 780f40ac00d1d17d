"""After the list is closed: the way of the submission, own decision, archive.

Refuses an answer that leaves somebody out. Submitting is in `submission.py`.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import AnswersMissing, NoReason, UnknownId
from ballot_service.planning.cycle_states import CycleAction
from ballot_service.planning.outcomes import ResultLists
from ballot_service.planning.review import Pair
from ballot_service.record.manifest import canonical
from ballot_service.workflows.cycle_closing import read_lists
from ballot_service.workflows.cycle_office import CycleAct, acting_on_cycle
from ballot_service.workflows.cycle_progress import LISTS
from ballot_service.workflows.office import Actor, Office, Role, require

ANSWERS = "answers"


@dataclass(frozen=True)
class PersonAnswer:
    """What the authority decided about one person on one submitted list.

    `kind` is "addition" or "removal"; a refusal needs its `note`.
    """

    kind: str
    pair: Pair
    confirmed: bool
    note: str


def _lists(act: CycleAct) -> ResultLists:
    return read_lists(act.papers(LISTS)[-1].body)


def answers_of(body: bytes) -> dict[tuple[str, str, str], bool]:
    """Read kept answers: (kind, title, person) to confirmed or not."""
    return {
        (one["kind"], one["title"], one["person"]): one["confirmed"]
        for one in json.loads(body)
    }


def draft_submission(office: Office, cycle: str, actor: Actor, now: int) -> None:
    """Begin the submission to the superior body (S11).

    Raises:
        WrongRole, CycleStepRefused. BranchNotFinished: no list goes there.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.DRAFT_SUBMISSION, {})
        act.log("draft_submission")


def start_appraisal(
    office: Office, cycle: str, actor: Actor, receipt: str, now: int
) -> None:
    """Record that the authority received the submission (S13).

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.START_APPRAISAL, {"receipt": receipt})
        act.log("start_appraisal", receipt[:300])


def ask_supplement(
    office: Office, cycle: str, actor: Actor, request: str, now: int
) -> None:
    """Record that the authority asks for more papers; the submission is drafted again.

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.ASK_SUPPLEMENT, {"request": request})
        act.log("ask_supplement", request[:300])


def record_answer(
    office: Office,
    cycle: str,
    actor: Actor,
    answers: Sequence[PersonAnswer],
    document: str,
    now: int,
) -> None:
    """Record the authority's document, person by person (S14).

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing. AnswersMissing: by
        "kind: title: person". UnknownId: somebody who was not submitted, or twice.
        NoReason: a refusal without its note.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        _check_answers(_lists(act), answers)
        act.step(CycleAction.RECORD_ANSWER, {"answer": document})
        body = [
            {
                "kind": one.kind,
                "title": one.pair[0],
                "person": one.pair[1],
                "confirmed": one.confirmed,
                "note": one.note,
            }
            for one in answers
        ]
        act.paper(ANSWERS, document, canonical(body))
        act.log("record_answer", document[:300])


def _check_answers(lists: ResultLists, answers: Sequence[PersonAnswer]) -> None:
    asked = [("addition", e.title, e.nominee) for e in lists.proposed_for_confirmation]
    asked += [("removal", e.title, e.nominee) for e in lists.proposed_removals]
    given = [(one.kind, *one.pair) for one in answers]
    for place, one in enumerate(given):
        if one not in asked or one in given[:place]:
            raise UnknownId(f"answer: {': '.join(one)}")
    missing = tuple(": ".join(one) for one in asked if one not in given)
    if missing:
        raise AnswersMissing(missing)
    for answer in answers:
        if not answer.confirmed and not answer.note.strip():
            raise NoReason(f"answer: {answer.pair[1]}")


def issue_own_decision(
    office: Office, cycle: str, actor: Actor, reference: str, now: int
) -> None:
    """Issue the lists under the body's own authority.

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing. BranchNotFinished: none waits.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.ISSUE_OWN_DECISION, {"own_decision": reference})
        act.log("issue_own_decision", reference[:300])


def archive_cycle(
    office: Office, cycle: str, actor: Actor, record: str, on: dt.date, now: int
) -> None:
    """Archive the dossier; retention runs from this day (S15; rules 1.9).

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing. BranchNotFinished.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.ARCHIVE, {"archive_record": record})
        act.change(archived_on=on.isoformat())
        act.log("archive_cycle", record[:300])
