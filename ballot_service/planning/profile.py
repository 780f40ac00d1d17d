"""The law as a profile: every parameter of rules R1 to R14, in one frozen object.

Refuses to hold a float, an unknown rule, or a rule that contradicts another one.
"""

from dataclasses import dataclass, fields

from ballot_service.errors import (
    BelowMinimumBallots,
    NotAnInteger,
    ProfileContradiction,
    ProfileIsDraft,
    ProfileNotElectronic,
)
from ballot_service.planning.field_rules import (
    BoolRule,
    ChoiceRule,
    FieldRule,
    IntRule,
    ListRule,
    TextRule,
    check_field,
    read_object,
)

TIE_STEPS = ("reballot", "chair_decides", "leave_vacant")
ELECTRONIC_MINIMUM = 3
"""With two ballots each voter knows the other's; with one the total is the ballot."""
SECRET_BY_LAW = 4
"""The step whose ballot the founding document itself calls secret."""

FIELD_RULES: dict[str, FieldRule] = {
    "id": TextRule(),
    "version": IntRule(1, 1_000_000),
    "status": ChoiceRule(("in_force", "draft")),
    "legal_basis": TextRule(),
    "unconfirmed": ListRule(TextRule(), 60),
    "quorum_numerator": IntRule(0, 1000),
    "quorum_denominator": IntRule(1, 1000),
    "majority_numerator": IntRule(1, 1000),
    "majority_denominator": IntRule(2, 1000),
    "majority_base": ChoiceRule(("members",)),
    "tie_rule": ListRule(ChoiceRule(TIE_STEPS), 3),
    "reballots_at_most": IntRule(0, 1),
    "structure_mode": ChoiceRule(("strict_rank", "structure_first")),
    "places_reading": ChoiceRule(("expected", "certain")),
    "max_persons_per_title": IntRule(1, 100),
    "max_titles_same_level": IntRule(1, 100),
    "only_higher_titles": BoolRule(),
    "refuse_open_appointment": BoolRule(),
    "consultation_rate_base": ChoiceRule(("members", "returned")),
    "warn_below_half": BoolRule(),
    "nominee_member_rule": ChoiceRule(("votes", "recuse_keep_n", "recuse_reduce_n")),
    "blank_ballots": ChoiceRule(("not_counted", "counted_valid", "counted_invalid")),
    "marks_cap": ChoiceRule(("none", "places")),
    "free_text": BoolRule(),
    "secret_steps": ListRule(IntRule(1, 4), 4),
    "announced_steps": ListRule(IntRule(1, 4), 4),
    "late_arrivals": BoolRule(),
    "absentees": ChoiceRule(("none", "paper_envelope")),
    "envelope_minimum": IntRule(3, 1000),
    "minimum_ballots": IntRule(1, 1000),
    "cycle_quarter": IntRule(1, 4),
    "once_a_year": BoolRule(),
    "evaluation_required": BoolRule(),
    "retention_ballots_years": IntRule(1, 100),
    "retention_rest_years": IntRule(1, 100),
    "address": ChoiceRule(("dong_chi", "ong_ba")),
}


@dataclass(frozen=True)
class Profile:
    """One version of the law (architecture D6). Fields: `docs/spec/profile.md`.

    Raises:
        WrongType, NumberOutOfRange, UnknownChoice, BadText: naming the field.
        ProfileContradiction: two fields that cannot both hold.
    """

    id: str
    version: int
    status: str
    legal_basis: str
    unconfirmed: tuple[str, ...]
    quorum_numerator: int
    quorum_denominator: int
    majority_numerator: int
    majority_denominator: int
    majority_base: str
    tie_rule: tuple[str, ...]
    reballots_at_most: int
    structure_mode: str
    places_reading: str
    max_persons_per_title: int
    max_titles_same_level: int
    only_higher_titles: bool
    refuse_open_appointment: bool
    consultation_rate_base: str
    warn_below_half: bool
    nominee_member_rule: str
    blank_ballots: str
    marks_cap: str
    free_text: bool
    secret_steps: tuple[int, ...]
    announced_steps: tuple[int, ...]
    late_arrivals: bool
    absentees: str
    envelope_minimum: int
    minimum_ballots: int
    cycle_quarter: int
    once_a_year: bool
    evaluation_required: bool
    retention_ballots_years: int
    retention_rest_years: int
    address: str

    def __post_init__(self) -> None:
        for name, rule in FIELD_RULES.items():
            value = getattr(self, name)
            check_field(rule, value, f"profile.{name}")
            if isinstance(value, list):
                object.__setattr__(self, name, tuple(value))
        _check_fractions(self)
        _check_ties(self)
        _check_sets(self)

    @classmethod
    def from_json(cls, value: object) -> "Profile":
        """Read a profile from a parsed JSON object, leaving nothing to taste.

        Raises:
            UnknownField, MissingField, WrongType, NumberOutOfRange, UnknownChoice,
            BadText, ProfileContradiction: the detail names the field.
        """
        return cls(**read_object(value, "profile", FIELD_RULES))  # type: ignore[arg-type]

    def to_json(self) -> dict[str, object]:
        """Return the profile as str, int, bool and list only, ready for RFC 8785."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in named.items()
        }

    def check_electronic(self) -> None:
        """Refuse what totals per person cannot enforce (architecture D6).

        Raises:
            ProfileNotElectronic: the detail names every such field.
        """
        refused = [
            name
            for name, permitted in {
                "nominee_member_rule": self.nominee_member_rule == "votes",
                "blank_ballots": self.blank_ballots == "not_counted",
                "marks_cap": self.marks_cap == "none",
                "free_text": not self.free_text,
                "secret_steps": set(self.secret_steps) == {1, 2, 3, 4},
                "absentees": self.absentees == "none",
                "minimum_ballots": self.minimum_ballots >= ELECTRONIC_MINIMUM,
            }.items()
            if not permitted
        ]
        if refused:
            raise ProfileNotElectronic(", ".join(refused))

    def check_in_force(self) -> None:
        """Refuse a draft where a list of persons depends on it.

        Raises:
            ProfileIsDraft: status is "draft".
        """
        if self.status != "in_force":
            raise ProfileIsDraft(f"{self.id} version {self.version}")

    def check_minimum_ballots(self, ballots: int) -> None:
        """Refuse a count that would show single votes (architecture D5).

        Args:
            ballots: C, the ballots in the closed record.

        Raises:
            NotAnInteger: not an int. BelowMinimumBallots: C < minimum_ballots.
        """
        if type(ballots) is not int:
            raise NotAnInteger("ballots")
        if ballots < self.minimum_ballots:
            raise BelowMinimumBallots(f"{ballots} < {self.minimum_ballots}")


def _check_fractions(profile: Profile) -> None:
    if profile.quorum_numerator > profile.quorum_denominator:
        raise ProfileContradiction("profile.quorum_numerator: above the whole")
    if profile.majority_numerator >= profile.majority_denominator:
        raise ProfileContradiction("profile.majority_numerator: nobody could pass")
    if 2 * profile.majority_numerator < profile.majority_denominator:
        raise ProfileContradiction("profile.majority_numerator: below one half")


def _check_ties(profile: Profile) -> None:
    rule = profile.tie_rule
    if not rule or rule[-1] != "leave_vacant":
        raise ProfileContradiction("profile.tie_rule: must end in leave_vacant")
    if list(rule) != [step for step in TIE_STEPS if step in rule]:
        raise ProfileContradiction("profile.tie_rule: out of order")
    if ("reballot" in rule) != (profile.reballots_at_most > 0):
        raise ProfileContradiction("profile.reballots_at_most: against tie_rule")


def _check_sets(profile: Profile) -> None:
    for name in ("secret_steps", "announced_steps"):
        steps = getattr(profile, name)
        if list(steps) != sorted(steps):
            raise ProfileContradiction(f"profile.{name}: not ascending")
    if SECRET_BY_LAW not in profile.secret_steps:
        raise ProfileContradiction("profile.secret_steps: step 4 is secret by law")
    for name in profile.unconfirmed:
        if name not in FIELD_RULES:
            raise ProfileContradiction(f"profile.unconfirmed: {name} is no field")
    if profile.status == "in_force" and profile.unconfirmed:
        raise ProfileContradiction("profile.unconfirmed: only a draft has these")
