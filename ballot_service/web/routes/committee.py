"""The counting committee's desk: keys taken over, sheets signed, record out and back.

Refuses a share and a passphrase: there is no field for either, here or anywhere.
"""

import json
from collections.abc import Mapping

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import (
    IncompleteRecord,
    NotKeyFiles,
    NotProofFile,
    NotResultFiles,
    NotSlipFile,
)
from ballot_service.record.folder import RECORD, STATEMENT
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import now, office
from ballot_service.web.both_hands import BOTH_HANDS
from ballot_service.web.draft_view import draft_view
from ballot_service.web.packages import files_by_name, folder_as_zip, partials_of
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.papers import opening_missing, sheets_of
from ballot_service.web.persons import actor
from ballot_service.web.steps import Do, Step, take
from ballot_service.web.wanted_files import wanting
from ballot_service.workflows import (
    counting,
    keys,
    opening,
    overview,
    preparation,
    publication,
    records,
    slips,
)
from ballot_service.workflows.office import Role

routes = Blueprint("committee", __name__, url_prefix="/committee")


def _keys(step: Step) -> object:
    trustees, signing = step.file("trustees"), step.file("signing_keys")
    with wanting(NotKeyFiles):
        keys.accept_keys(
            step.office, step.event, step.actor, trustees, signing, step.now
        )
    return None


def _index_of(proof: bytes) -> int:
    """Return which trustee a proof says it is of; the workflow checks that it is."""
    try:
        value = json.loads(proof)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotProofFile("not JSON") from error
    index = value.get("index") if isinstance(value, dict) else None
    if type(index) is not int:
        raise NotProofFile("no index")
    return index


def _possession(step: Step) -> object:
    proofs = step.files("possession")
    if not proofs:
        raise BadRequest("possession")
    for proof in proofs:
        with wanting(NotProofFile):
            keys.accept_possession(
                step.office, step.event, step.actor, _index_of(proof), proof, step.now
            )
    return None


def _empty_box(step: Step) -> object:
    opening.confirm_empty_box(
        step.office, step.event, step.actor, step.text("seen"), step.now
    )
    return None


def _partials(step: Step) -> object:
    files = step.files("partial")
    if not files:
        raise BadRequest("partial")
    for data in files:
        counting.take_partial(step.office, step.event, step.actor, data, step.now)
    return None


def _combine(step: Step) -> object:
    return counting.combine_partials(step.office, step.event, step.actor, step.now)


def _is_combined(step: Step) -> bool:
    return records.record_folder(step.office, step.event).name == records.COMPLETE


def _partials_of_result(given: Mapping[str, bytes]) -> tuple[bytes, ...]:
    try:
        return tuple(partials_of(given[RECORD])) if RECORD in given else ()
    except IncompleteRecord as error:
        raise NotResultFiles(error.detail) from error


def _result(step: Step) -> object:
    """Take what the counting laptop gives: its record's decryptions, its statement."""
    present, issued = step.number("present"), step.number("issued")
    given = files_by_name(step.named_files("result"))
    statement = given.get(STATEMENT)
    if statement is None:
        raise NotResultFiles(f"no {STATEMENT}")
    if not _is_combined(step):
        for partial in _partials_of_result(given):
            counting.take_partial(
                step.office, step.event, step.actor, partial, step.now
            )
        counting.combine_partials(step.office, step.event, step.actor, step.now)
    return counting.take_statement(
        step.office, step.event, step.actor, statement, present, issued, step.now
    )


def _slips(step: Step) -> object:
    public = step.file("slips")
    with wanting(NotSlipFile):
        return slips.import_slips(step.office, step.event, step.actor, public, step.now)


def _undrawn(step: Step) -> object:
    undrawn, missing = step.file("undrawn"), step.number("missing")
    return slips.record_undrawn(
        step.office, step.event, step.actor, undrawn, missing, step.now
    )


def _seal(step: Step) -> object:
    return publication.seal(step.office, step.event, step.actor, step.now)


STEPS: dict[str, Do] = {
    **BOTH_HANDS,
    "keys": _keys,
    "possession": _possession,
    "empty-box": _empty_box,
    "partial": _partials,
    "combine": _combine,
    "result": _result,
    "slips": _slips,
    "undrawn": _undrawn,
    "seal": _seal,
}


@routes.get("/<event>")
@access(Who.COMMITTEE)
def desk(event: str) -> str:
    """Show the desk; `?ask=STEP` opens the question before that step."""
    summary = about(event)
    at, me = office(), actor(Role.COMMITTEE)
    return page(
        "committee/desk.html",
        progress=overview.progress(at, event),
        draft=draft_view(overview.draft_of(at, event)),
        seen=preparation.draft_digest(at, event),
        sheets=sheets_of(summary),
        missing=opening_missing(summary),
        slips=slips.slips_after_close(at, event),
        me=me,
        ask=request.args.get("ask", ""),
    )


@routes.get("/<event>/manifest.json")
@access(Who.COMMITTEE)
def manifest(event: str) -> Response:
    """Give the frozen manifest to the counting laptop."""
    body = overview.manifest_bytes(office(), event)
    return attached(body, "application/json", "manifest.json")


@routes.post("/<event>/request.json")
@access(Who.COMMITTEE)
def request_file(event: str) -> Response:
    """Draw a fresh value that the proofs of possession must answer, as a file."""
    remember_way_back(url_for("committee.desk", event=event))
    body = keys.possession_request(office(), event, actor(Role.COMMITTEE), now())
    return attached(body, "application/json", "request.json")


@routes.post("/<event>/export")
@access(Who.COMMITTEE)
def export(event: str) -> Response:
    """Give out the closed record; the first time begins the count."""
    remember_way_back(url_for("committee.desk", event=event))
    summary = about(event)
    folder = counting.export_record(office(), event, actor(Role.COMMITTEE), now())
    name = f"record-{summary.uuid}.zip"
    return attached(folder_as_zip(folder), "application/zip", name)


@routes.post("/<event>/<step>")
@access(Who.COMMITTEE)
def step(event: str, step: str) -> AnyResponse:
    """Take one step at the desk."""
    to = url_for("committee.desk", event=event)
    return take(STEPS, step, event, Role.COMMITTEE, to)
