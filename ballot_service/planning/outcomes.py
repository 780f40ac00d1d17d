"""What a count means: per question, per title, and what the collective must decide.

Refuses to hold anything but facts of one verdict; it computes nothing.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from ballot_service.planning.numbers import Numbers

SCHEMA = "ballot-service/verdict/1"


class Status(StrEnum):
    """What became of one nominee for one title."""

    TAKEN = "taken"
    BEYOND = "beyond_places"
    TIED = "tied"
    NOT_PASSED = "not_passed"
    OVER_LIMIT = "over_title_limit"
    REMOVED = "removed"
    PROPOSED_REMOVAL = "proposed_removal"
    KEPT = "kept"
    CONSULTED = "consulted"


@dataclass(frozen=True)
class Outcome:
    """One question: its counts in ballots, its rank, its rate, what follows and why.

    `rank` is 1 + the number of nominees of the title with a higher count; equals
    share a rank. `rate` is for reading only; `rate_base` is its denominator.
    """

    title: str
    title_name: str
    nominee: str
    nominee_name: str
    birth_year: int
    position: str
    agree: int
    disagree: int
    unmarked: int
    rank: int
    rate: str
    rate_base: int
    status: Status
    rule: str
    reason_vi: str
    reason_en: str


@dataclass(frozen=True)
class Ranked:
    """One line of a list from the highest down."""

    nominee: str
    rank: int
    agree: int


@dataclass(frozen=True)
class TitleResult:
    """The lists of one title, each from the highest down, equals in ballot order.

    `places` is the K that was filled and `tied_places` what is left of it among the
    tied, both in persons. For a removal `taken` are those whose removal passed.
    """

    id: str
    name: str
    authority: str
    authority_name: str
    places: int
    places_certain: int
    ranking: tuple[Ranked, ...]
    taken: tuple[Ranked, ...] = ()
    tied: tuple[Ranked, ...] = ()
    beyond: tuple[Ranked, ...] = ()
    not_passed: tuple[Ranked, ...] = ()
    over_limit: tuple[Ranked, ...] = ()
    tied_places: int = 0

    def entry(self, line: Ranked) -> "ListEntry":
        """Return a line of this title as an entry of one of the four lists."""
        return ListEntry(self.id, line.nominee, line.rank, line.agree)


@dataclass(frozen=True)
class Flag:
    """Something the collective must see; `title` is "" where it is the whole ballot."""

    code: str
    title: str
    nominees: tuple[str, ...]
    text_vi: str
    text_en: str


@dataclass(frozen=True)
class Decision:
    """A decision that only the collective can take, to be recorded with its reason.

    `kind` is "tie", "structure" or "titles"; the first of `options` is what the
    profile says comes next; `places` are the places that it is about, in persons.
    """

    kind: str
    title: str
    nominees: tuple[str, ...]
    places: int
    options: tuple[str, ...]
    text_vi: str
    text_en: str


@dataclass(frozen=True)
class ListEntry:
    """One person on one of the four lists of rules 1.6."""

    title: str
    nominee: str
    rank: int
    agree: int


@dataclass(frozen=True)
class ResultLists:
    """The four lists of rules 1.6."""

    proposed_for_confirmation: tuple[ListEntry, ...] = ()
    additions: tuple[ListEntry, ...] = ()
    proposed_removals: tuple[ListEntry, ...] = ()
    removals: tuple[ListEntry, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What one ballot decided, and what it left to the collective.

    `min_yes` is the least Y that passes, 0 for a consultation, which has no
    threshold; `rate_base` says what the printed rates are rates of.
    """

    kind: str
    step: int
    members: int
    min_yes: int
    rate_base: str
    numbers: Numbers
    outcomes: tuple[Outcome, ...]
    titles: tuple[TitleResult, ...]
    flags: tuple[Flag, ...] = ()
    decisions: tuple[Decision, ...] = ()
    lists: ResultLists = field(default_factory=ResultLists)

    def title(self, title_id: str) -> TitleResult:
        """Return the result of one title. Raises KeyError where there is none."""
        return {title.id: title for title in self.titles}[title_id]

    def outcome(self, title_id: str, nominee_id: str) -> Outcome:
        """Return the outcome of one question. Raises KeyError where there is none."""
        rows = {(row.title, row.nominee): row for row in self.outcomes}
        return rows[title_id, nominee_id]

    def to_json(self) -> dict[str, object]:
        """Return str, int, list and dict only (`docs/spec/profile.md`, "Verdict").

        The numbers are not repeated: the statement holds them beside the verdict.
        """
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "step": self.step,
            "members": self.members,
            "min_yes": self.min_yes,
            "rate_base": self.rate_base,
            "outcomes": [_plain(row) for row in self.outcomes],
            "titles": [_plain(title) for title in self.titles],
            "flags": [_plain(flag) for flag in self.flags],
            "decisions": [_plain(decision) for decision in self.decisions],
            "lists": _plain(self.lists),
        }


_Part = Outcome | TitleResult | Ranked | Flag | Decision | ListEntry | ResultLists


def _plain(part: _Part) -> dict[str, object]:
    return {
        name: _plain_value(getattr(part, name)) for name in part.__dataclass_fields__
    }


def _plain_value(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    if isinstance(value, Ranked | ListEntry):
        return _plain(value)
    return value
