"""What a refused act of a review cycle says, with names instead of ids.

Refuses to leave out a line: each thing that is missing has its own.
"""

import re

from ballot_service.errors import (
    BadDayField,
    BadHourField,
    BallotServiceError,
    DecisionsMissing,
    EvidenceMissing,
    NotEligible,
)
from ballot_service.errors.planning import SeveralMissing
from ballot_service.planning.cycle_guards import quarter_text
from ballot_service.planning.messages import CATALOGUE, render
from ballot_service.planning.profile import Profile
from ballot_service.planning.review_parts import ReviewFields
from ballot_service.web.cycle_names import PAPERS, Words
from ballot_service.web.cycle_words import R5, word
from ballot_service.web.language import current
from ballot_service.web.plan_faults import fault_sentence

_WORD = re.compile(r"[A-Za-z0-9_.-]+")
_KINDS: dict[str, Words] = {
    "tie": ("Bằng phiếu", "Tie"),
    "structure": ("Cơ cấu", "Structure"),
}


def named(text: str, review: ReviewFields | None) -> str:
    """Return a detail with the names of persons and titles in place of their ids."""
    if review is None:
        return text
    names = {one.id: one.name for one in review.persons}
    names |= {one.id: one.name for one in review.titles}
    return _WORD.sub(lambda found: names.get(found[0], found[0]), text)


def _line(error: SeveralMissing, item: str, review: ReviewFields | None) -> str:
    if isinstance(error, EvidenceMissing):
        return word(PAPERS, item)
    if isinstance(error, NotEligible):
        who, title, fault = item.split(": ", 2)
        return f"{named(who, review)} – {named(title, review)}: {word(R5, fault)}"
    if isinstance(error, DecisionsMissing):
        kind, title = item.split(": ", 1)
        return f"{word(_KINDS, kind)}: {named(title, review)}"
    return named(item, review)


def fault_lines(
    error: BallotServiceError, review: ReviewFields | None
) -> tuple[str, ...]:
    """Return the things that a refusal names, one a line, in words."""
    if isinstance(error, SeveralMissing):
        return tuple(_line(error, item, review) for item in error.missing)
    if isinstance(error, BadDayField | BadHourField):
        return ()  # its sentence names the field
    return (named(error.detail, review),) if error.detail else ()


def creation_text(error: BallotServiceError, year: int, profile: Profile) -> str:
    """Return the sentence for a cycle that may not be created: E14, E15, E16."""
    code = getattr(error, "code", "")
    fields = CATALOGUE[code].fields() if code in CATALOGUE else frozenset()
    values: dict[str, int | str] = {
        "year": year - 1 if code == "E16" else year,
        "quarter": quarter_text(profile)[0],
    }
    if fields and fields <= set(values):
        return render(code, current(), **{name: values[name] for name in fields})
    return fault_sentence(error)
