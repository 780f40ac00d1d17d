"""R5: who may be put on a list before it is sealed: blocks and warnings.

Refuses to weigh a person: it reads facts that the personnel agency certified.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ballot_service.errors import (
    AppointmentOpen,
    NomineeInChair,
    NomineeOnCommittee,
    NoteMissing,
    StandardsNotCertified,
    TitleNotHigher,
    TooManyTitles,
)
from ballot_service.planning.profile import Profile

DISCIPLINE_CASES = ("none", "under_review", "under_inspection", "disciplined")


@dataclass(frozen=True)
class Dossier:
    """What the agency certified about one person for one title.

    `planned_titles` are titles of the same level that he has already, `proposed`
    those of this cycle, this one included. `discipline` is one of
    DISCIPLINE_CASES; every case but "none" needs a `note`.
    """

    nominee: str
    standards_certified: bool
    planned_titles: int
    proposed: int
    higher_title: bool
    appointment_open: bool
    discipline: str
    note: str


@dataclass(frozen=True)
class Warned:
    """A warning that does not block: its code and its text in both languages."""

    code: str
    text_vi: str
    text_en: str


def check_eligible(profile: Profile, dossier: Dossier) -> None:
    """Check the blocks of R5, the first breach first.

    Raises:
        StandardsNotCertified, TooManyTitles (E17), TitleNotHigher,
        AppointmentOpen (E19), NoteMissing: naming the nominee.
    """
    who = dossier.nominee
    if dossier.standards_certified is not True:
        raise StandardsNotCertified(who)
    if dossier.planned_titles + dossier.proposed > profile.max_titles_same_level:
        raise TooManyTitles(f"{who}: {dossier.planned_titles} + {dossier.proposed}")
    if profile.only_higher_titles and dossier.higher_title is not True:
        raise TitleNotHigher(who)
    if profile.refuse_open_appointment and dossier.appointment_open is not False:
        raise AppointmentOpen(who)
    if dossier.discipline not in DISCIPLINE_CASES:
        raise NoteMissing(f"{who}: unknown case")
    if dossier.discipline != "none" and not dossier.note.strip():
        raise NoteMissing(f"{who}: {dossier.discipline}")


def warnings_for(dossier: Dossier) -> tuple[Warned, ...]:
    """Return the warnings of R5 about one person; none of them blocks."""
    if dossier.discipline == "none":
        return ()
    return (
        Warned(
            "DISCIPLINE",
            f"Nhân sự đang hoặc đã bị xem xét kỷ luật, kiểm tra: {dossier.note}",
            f"A discipline or inspection case: {dossier.note}",
        ),
    )


def check_committee(committee: Collection[str], nominees: Collection[str]) -> None:
    """Check that no nominee sits on the counting committee (E13, R10).

    Args:
        committee: ids of persons on the committee.
        nominees: ids of the same kind of everybody on the list.

    Raises:
        NomineeOnCommittee: naming them.
    """
    both = sorted(set(committee) & set(nominees))
    if both:
        raise NomineeOnCommittee(", ".join(both))


def check_chair(chair: str, nominees: Collection[str]) -> None:
    """Check that nobody chairs the item about himself (R10; rules 1.1).

    Raises:
        NomineeInChair: a deputy chairs that item.
    """
    if chair in nominees:
        raise NomineeInChair(chair)
