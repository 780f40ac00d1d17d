"""R8: whether the list keeps the required shares, and the places reserved for them.

Refuses to swap anybody by itself, and never lowers the standard of R2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.planning.plan_parts import Nominee, Title
from ballot_service.planning.selection import Reserve

CATEGORY_NAMES: dict[str, tuple[str, str]] = {
    "female": ("cán bộ nữ", "woman"),
    "young": ("cán bộ trẻ", "young cadre"),
    "ethnic_minority": ("cán bộ người dân tộc thiểu số", "ethnic-minority cadre"),
    "science_technology": (
        "cán bộ khoa học, công nghệ",
        "science and technology cadre",
    ),
}
STRUCTURE_OPTIONS = ("accept_and_explain", "leave_empty", "supplement_later")


@dataclass(frozen=True)
class Shortfall:
    """One unmet requirement, in persons; `open` while a tie may still cure it."""

    category: str
    minimum: int
    have: int
    open: bool

    def text_vi(self) -> str:
        """Return what is missing, as it follows "Chưa bảo đảm cơ cấu:"."""
        name = CATEGORY_NAMES[self.category][0]
        if self.have == 0:
            return f"chưa có {name}"
        return f"chưa đủ {name} ({self.have:02d}/{self.minimum:02d})"

    def text_en(self) -> str:
        """Return the same in English."""
        name = CATEGORY_NAMES[self.category][1]
        if self.have == 0:
            return f"no {name} yet"
        return f"not enough: {name} ({self.have} of {self.minimum})"


def reserves(title: Title, mode: str) -> tuple[Reserve, ...]:
    """Return the places to reserve for a title (R8, structure first; W14).

    Args:
        title: with its requirements in their sealed order.
        mode: the profile's `structure_mode`; strict rank reserves nothing.
    """
    if mode != "structure_first":
        return ()
    return tuple(
        Reserve(need.category, need.minimum - need.staying)
        for need in title.structure
        if need.minimum > need.staying
    )


def shortfalls(
    title: Title, taken: Sequence[Nominee], tied: Sequence[Nominee], tied_places: int
) -> tuple[Shortfall, ...]:
    """Return the requirements that (staying + taken) does not meet (R8, W13).

    Args:
        title: with its requirements.
        taken: persons taken for certain.
        tied: persons taken in some ways only.
        tied_places: places left among the tied.
    """
    found = []
    for need in title.structure:
        have = need.staying + sum(need.category in who.categories for who in taken)
        possible = min(tied_places, sum(need.category in w.categories for w in tied))
        if have < need.minimum:
            is_open = have + possible >= need.minimum
            found.append(Shortfall(need.category, need.minimum, have, is_open))
    return tuple(found)
