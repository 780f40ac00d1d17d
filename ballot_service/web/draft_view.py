"""A draft or manifest as a page lays it out: titles, and under each its nominees.

Refuses to order anything: titles and rows stand as they will on the ballot.
"""

from dataclasses import dataclass
from typing import Any, cast

from ballot_service.planning.majority import min_yes
from ballot_service.planning.profile import Profile


@dataclass(frozen=True)
class TitleView:
    """One title with the nominees asked about for it."""

    id: str
    name: str
    authority: str
    authority_name: str
    places: int
    places_certain: int
    nominees: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class DraftView:
    """What chair, head and secretary read before they confirm."""

    title: str
    body: str
    date: str
    step: int
    kind: str
    group: str
    titles: tuple[TitleView, ...]
    committee: tuple[dict[str, str], ...]
    size: int
    threshold: int
    profile: Profile
    rows: int

    def min_yes(self, members: int) -> int:
        """Return the least number of agreeing ballots that passes, of N members."""
        return min_yes(self.profile, members)


def draft_view(draft: dict[str, object]) -> DraftView:
    """Lay out a draft that the workflow has accepted."""
    value = cast("dict[str, Any]", draft)
    nominees = {item["id"]: item for item in value["nominees"]}
    titles = tuple(
        TitleView(
            id=title["id"],
            name=title["name"],
            authority=title["authority"],
            authority_name=title["authority_name"],
            places=title["places"],
            places_certain=title["places_certain"],
            nominees=tuple(
                nominees[row["nominee"]]
                for row in value["questions"]
                if row["title"] == title["id"]
            ),
        )
        for title in value["titles"]
    )
    return DraftView(
        title=value["title"],
        body=value["body"],
        date=value["date"],
        step=value["step"],
        kind=value["kind"],
        group=value["group"],
        titles=titles,
        committee=tuple(value["committee"]),
        size=len(value["committee"]),
        threshold=value["trustees"]["threshold"],
        profile=Profile.from_json(value["profile"]),
        rows=len(value["questions"]),
    )
