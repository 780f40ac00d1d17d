"""What one step hands to the next: who stays, K of each title, and who may go on.

Refuses to read a count twice: it works on verdicts and on the plan alone.
"""

from collections.abc import Sequence

from ballot_service.planning.outcomes import ResultLists, Verdict
from ballot_service.planning.places import Places, TitlePlan, places_after
from ballot_service.planning.plan_parts import StructureRequirement, Title
from ballot_service.planning.review_parts import Pair, ReviewFields, ReviewTitle


def removal_lists(verdicts: Sequence[Verdict]) -> ResultLists:
    """Return the removal lists of every step 1 ballot of the year, joined."""
    return ResultLists(
        removals=tuple(one for v in verdicts for one in v.lists.removals),
        proposed_removals=tuple(
            one for v in verdicts for one in v.lists.proposed_removals
        ),
    )


def places_of(title: ReviewTitle, lists: ResultLists) -> Places:
    """Return K of one title in both readings (R4).

    Args:
        title: with the persons planned and those who leave by themselves.
        lists: of all step 1 ballots.

    Raises:
        NumberOutOfRange: more leave than are planned.
    """
    approved = TitlePlan(title.id, title.cap, len(title.planned), len(title.exits))
    # Whoever an amended plan no longer lists must not leave it a second time.
    here = ResultLists(
        removals=tuple(e for e in lists.removals if e.nominee in title.planned),
        proposed_removals=tuple(
            e for e in lists.proposed_removals if e.nominee in title.planned
        ),
    )
    return places_after(approved, tuple(title.leaving), here)


def places_to_fill(review: ReviewFields, title: ReviewTitle, lists: ResultLists) -> int:
    """Return the K that the profile lets step 4 fill, in persons (R4)."""
    places = places_of(title, lists)
    if review.profile.places_reading == "certain":
        return places.certain
    return places.expected


def staying(
    review: ReviewFields, title: ReviewTitle, lists: ResultLists
) -> tuple[str, ...]:
    """Return who of the planned stays, by the reading of K that the profile has.

    Natural exits and removals by own authority are gone; a removal that is only
    proposed counts as gone where K counts it so.
    """
    gone = set(title.leaving)
    gone |= {one.nominee for one in lists.removals if one.title == title.id}
    if review.profile.places_reading == "expected":
        gone |= {
            one.nominee for one in lists.proposed_removals if one.title == title.id
        }
    return tuple(who for who in title.planned if who not in gone)


def open_additions(review: ReviewFields, lists: ResultLists) -> tuple[Pair, ...]:
    """Return the additions that are consulted on: titles with places only (W17)."""
    return tuple(
        (title, who)
        for title, who in review.pairs("addition")
        if places_to_fill(review, review.title(title), lists) > 0
    )


def full_titles(review: ReviewFields, lists: ResultLists) -> tuple[str, ...]:
    """Return the titles with proposed additions and no place: not opened (E18)."""
    asked = {title for title, _ in review.pairs("addition")}
    return tuple(
        title.id
        for title in review.titles
        if title.id in asked and places_to_fill(review, title, lists) == 0
    )


def ballot_title(review: ReviewFields, title: ReviewTitle, lists: ResultLists) -> Title:
    """Return a title as steps 2 to 4 put it on the ballot: K and who stays."""
    places = places_of(title, lists)
    held = [review.person(who) for who in staying(review, title, lists)]
    return Title(
        id=title.id,
        name=title.name,
        authority=title.authority,
        authority_name=title.authority_name,
        places=places.expected,
        places_certain=places.certain,
        structure=tuple(
            StructureRequirement(
                need.category,
                need.minimum,
                sum(need.category in person.categories for person in held),
            )
            for need in title.structure
        ),
    )


def planned_titles(review: ReviewFields, who: str, lists: ResultLists) -> int:
    """Return the titles of one level that somebody is planned for already (R5, R9).

    As the agency certified; a title that he left in step 1 by own authority counts
    no longer.
    """
    certified = [one.planned_titles for one in review.dossiers if one.person == who]
    left = sum(one.nominee == who for one in lists.removals)
    return max(0, max(certified, default=0) - left)
