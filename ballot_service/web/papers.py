"""The papers of an event as far as they exist: opening sheet, closing sheet, result.

Refuses to raise where a paper is not there yet: a page shows that it is not.
"""

from dataclasses import dataclass

from ballot_service.errors import MayNotOpen, NotClosedYet, NotFrozen, NotPrepared
from ballot_service.planning.ballot_event import State
from ballot_service.web.bench import office
from ballot_service.web.fault_texts import missing_texts
from ballot_service.web.language import current
from ballot_service.workflows import closing, opening
from ballot_service.workflows.overview import EventSummary
from ballot_service.workflows.sheets import ClosingSheet, OpeningSheet

BEFORE_OPENING = (
    State.FROZEN,
    State.KEYS_MADE,
    State.ROLL_CALLED,
    State.READY,
    State.ISSUING,
    State.REGISTRATION,
)


@dataclass(frozen=True)
class Sheets:
    """The two sheets, each where it exists."""

    opening: OpeningSheet | None
    closing: ClosingSheet | None


def sheets_of(summary: EventSummary) -> Sheets:
    """Return the sheets of an event."""
    return Sheets(_opening(summary), _closing(summary))


def _opening(summary: EventSummary) -> OpeningSheet | None:
    if not summary.setup_hash:
        return None
    try:
        return opening.opening_sheet(office(), summary.id)
    except NotPrepared:
        return None


def _closing(summary: EventSummary) -> ClosingSheet | None:
    if not summary.end_hash:
        return None
    try:
        return closing.closing_sheet(office(), summary.id)
    except NotClosedYet:
        return None


def opening_missing(summary: EventSummary) -> tuple[str, ...]:
    """Return what is still missing before the ballot may open, in words."""
    if summary.state not in BEFORE_OPENING:
        return ()
    try:
        opening.check_opening(office(), summary.id)
    except MayNotOpen as error:
        return missing_texts(error, current())
    except NotFrozen:
        return ()
    return ()
