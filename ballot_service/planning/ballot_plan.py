"""A ballot as it was frozen: kind, step, N, titles, nominees and questions in order.

Refuses to know who votes; that is the roll's, and the roll stays in the office.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ballot_service.planning import plan_checks, plan_json
from ballot_service.planning.plan_parts import (
    Nominee,
    PlanFields,
    Question,
    StructureRequirement,
    Title,
)

__all__ = ["BallotPlan", "Nominee", "Question", "StructureRequirement", "Title"]


@dataclass(frozen=True)
class BallotPlan(PlanFields):
    """Everything that `decide` may know before the count (architecture D8)."""

    def check(self) -> None:
        """Check that the plan agrees with itself and with its profile.

        Raises:
            WrongType, NumberOutOfRange, UnknownChoice, BadText: naming the field.
            UnknownKind, DuplicateId, DuplicateQuestion, UnknownId, UnusedEntry,
            BadPlaces, BadStructure, NoPlaces (E18, W17), ReballotRefused,
            NotTheTied (R7): named for the fact.
        """
        plan_checks.check_shape(self)
        plan_checks.check_references(self)
        plan_checks.check_places(self)

    @classmethod
    def from_json(cls, value: object) -> "BallotPlan":
        """Read what `to_json` wrote, and check it.

        Raises:
            UnknownField, MissingField, and all of `check` and of `Profile`.
        """
        plan = cls(*plan_json.read_plan(value))
        plan.check()
        return plan

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, object]) -> "BallotPlan":
        """Read the plan out of a parsed manifest (`docs/spec/manifest.md`, section 2).

        Raises:
            MissingField, WrongType, and all of `from_json`.
        """
        return cls.from_json(plan_json.plan_fields(manifest))

    def to_json(self) -> dict[str, object]:
        """Return str, int, bool, list and dict only; fields as in the manifest."""
        return plan_json.write_plan(self)
