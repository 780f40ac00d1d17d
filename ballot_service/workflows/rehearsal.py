"""A rehearsal: a whole meeting in which the tablets are the members.

Refuses to be announced: its title says what it is, on screens and in its statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ballot_service.planning.lists.columns import COMMITTEE, NOMINEES, ROLL, TITLES
from ballot_service.planning.lists.facts import LABELS
from ballot_service.planning.lists.reasons import Reject
from ballot_service.workflows.intake import DryRun, dry_run, typed_sheet

PREFIX = "BỎ PHIẾU THỬ"
"""Sealed in the manifest, and so on each tablet, on paper and in the statement."""

FEWEST, MOST = 3, 500
_BODY = "Máy tính bảng của hội nghị"
_TITLES = (
    {
        "id": "THU",
        "name": "Chức danh thử",
        "authority": "Tự quyết định",
    },
)
_NOMINEES = (
    {"id": "THU1", "name": "Nhân sự thử Một", "birth_year": "1980"},
    {"id": "THU2", "name": "Nhân sự thử Hai", "birth_year": "1981"},
)


def is_rehearsal(title: str) -> bool:
    """Say whether a ballot's title says that it is a rehearsal."""
    return title.startswith(PREFIX)


def rehearsal(
    tablets: str, date: str, committee: Sequence[Mapping[str, str]]
) -> DryRun:
    """Make the draft of a rehearsal, as a dry run like any other.

    It is a consultation, for which the profile has neither a threshold nor an
    announcement; one member of the roll is one tablet.

    Args:
        tablets: how many there are, as it was typed.
        date: as it was typed.
        committee: rows of `name` and `role`: its ceremony is rehearsed too.
    """
    count = int(tablets) if tablets.isascii() and tablets.isdecimal() else 0
    members = [
        {"id": f"M{i:03}", "name": f"Máy tính bảng {i:03}", "position": "Bỏ phiếu thử"}
        for i in range(1, max(FEWEST, min(count, MOST)) + 1)
    ]
    nominees = [
        {**row, "position": "Không có thật", "title": "THU"} for row in _NOMINEES
    ]
    typed = {
        "title": f"{PREFIX} – không phải kết quả",
        "body": _BODY,
        "date": date,
        "step_kind": "2-consultation",
        "profile": "HD06-2017",
        "group": "Ed25519",
        "members": tablets,
        "rows": str(len(nominees)),
    }
    lists = {ROLL: members, TITLES: _TITLES, NOMINEES: nominees, COMMITTEE: committee}
    sheets = [
        (sheet, (kind,))
        for kind, rows in lists.items()
        if (sheet := typed_sheet(kind, rows)) is not None
    ]
    run = dry_run(typed, sheets, alphabetical=False)
    if FEWEST <= count <= MOST:
        return run
    values: dict[str, int | str] = {"low": FEWEST, "high": MOST}
    reject = Reject("", 0, "Số máy tính bảng", "out_of_range", tablets, values)
    # The roll that was made for a number out of range is nobody's to mend.
    rest = [
        r for r in run.rejects if r.column != LABELS["members"] and r.reason != "count"
    ]
    return replace(run, draft=None, roll=None, rejects=(reject, *rest))
