"""How long papers are kept: ballots and proofs five years, the rest ten (rules 1.9).

Refuses destruction before its time, and without minutes.
"""

from datetime import date

from ballot_service.errors import NoReason, RetentionNotOver, UnknownChoice
from ballot_service.planning.profile import Profile

KINDS = ("ballots", "rest")


def keep_until(profile: Profile, kind: str, sealed_on: date) -> date:
    """Return the first day on which something may be destroyed.

    Args:
        profile: with the years of each kind.
        kind: "ballots" (ciphertexts and proofs) or "rest" (minutes, lists).
        sealed_on: the day on which the dossier was sealed. A 29 February that
            its year lacks counts as 1 March, never earlier.

    Raises:
        UnknownChoice: another kind.
    """
    if kind not in KINDS:
        raise UnknownChoice(f"kind: {kind!r}")
    years = (
        profile.retention_ballots_years
        if kind == "ballots"
        else profile.retention_rest_years
    )
    year = sealed_on.year + years
    if (sealed_on.month, sealed_on.day) == (2, 29) and not _leap(year):
        return date(year, 3, 1)
    return sealed_on.replace(year=year)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def check_may_destroy(
    profile: Profile, kind: str, sealed_on: date, today: date, minutes: str
) -> None:
    """Check that something may be destroyed today, under these minutes.

    Raises:
        RetentionNotOver: too early. NoReason: no reference of minutes.
        UnknownChoice: another kind.
    """
    end = keep_until(profile, kind, sealed_on)
    if today < end:
        raise RetentionNotOver(f"{kind}: keep until {end.isoformat()}")
    if not minutes.strip():
        raise NoReason("destruction")
