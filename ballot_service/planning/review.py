"""The review plan: all that a yearly review is made of before anybody votes.

Refuses what contradicts itself; it may be incomplete until the step that needs it.
"""

from dataclasses import dataclass, replace

from ballot_service.errors import EligibilityError, StandardsNotCertified
from ballot_service.planning import review_checks, review_json
from ballot_service.planning.eligibility import (
    Dossier,
    Warned,
    check_eligible,
    warnings_for,
)
from ballot_service.planning.review_parts import (
    Certified,
    Meeting,
    Pair,
    ReviewFields,
)

__all__ = ["Block", "EligibilityReport", "Meeting", "Pair", "ReviewPlan"]


@dataclass(frozen=True)
class ReviewPlan(ReviewFields):
    """One body's review of one year (`docs/spec/cycle.md`, section 2)."""

    def check(self) -> None:
        """Check that the plan agrees with itself.

        Raises:
            All of `review_checks`, each named for the fact.
        """
        review_checks.check_shape(self)
        review_checks.check_references(self)
        review_checks.check_meetings(self)

    @classmethod
    def from_json(cls, value: object) -> "ReviewPlan":
        """Read what `to_json` wrote, and check it.

        Raises:
            UnknownField, MissingField, WrongType, and all of `check`.
        """
        plan = cls(**vars(review_json.read_review(value)))
        plan.check()
        return plan

    def to_json(self) -> dict[str, object]:
        """Return str, int, bool, list and dict only."""
        return review_json.write_review(self)

    def with_meeting(self, meeting: Meeting) -> "ReviewPlan":
        """Return the plan with one meeting entered or replaced, checked.

        Raises:
            All of `review_checks.check_meetings`.
        """
        kept = [one for one in self.meetings if one.step != meeting.step]
        meetings = tuple(sorted([*kept, meeting], key=lambda one: one.step))
        plan = replace(self, meetings=meetings)
        plan.check()
        return plan

    def eligibility(self) -> "EligibilityReport":
        """Check every addition against R5, without stopping at the first block."""
        blocks: list[Block] = []
        warnings: list[tuple[Pair, Warned]] = []
        dossiers = {(one.title, one.person): one for one in self.dossiers}
        for pair in self.pairs("addition"):
            try:
                dossier = self._dossier(pair, dossiers)
                check_eligible(self.profile, dossier)
            except EligibilityError as error:
                blocks.append(Block(pair, type(error).__name__, error.code))
            else:
                warnings += [(pair, one) for one in warnings_for(dossier)]
        return EligibilityReport(tuple(blocks), tuple(warnings))

    def _dossier(self, pair: Pair, dossiers: dict[Pair, Certified]) -> Dossier:
        found = dossiers.get(pair)
        if found is None:
            raise StandardsNotCertified(pair[1])
        proposed = sum(who == pair[1] for _, who in self.pairs("addition"))
        return Dossier(
            nominee=pair[1],
            standards_certified=found.standards_certified,
            planned_titles=found.planned_titles,
            proposed=proposed,
            higher_title=found.higher_title,
            appointment_open=found.appointment_open,
            discipline=found.discipline,
            note=found.note,
        )


@dataclass(frozen=True)
class Block:
    """One addition that R5 blocks: the error's name and its message code, or ""."""

    pair: Pair
    error: str
    code: str


@dataclass(frozen=True)
class EligibilityReport:
    """Every block and every warning of R5, in the plan's order."""

    blocks: tuple[Block, ...]
    warnings: tuple[tuple[Pair, Warned], ...]
