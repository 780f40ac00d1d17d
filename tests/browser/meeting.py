"""A meeting under way: who sits where, and what stands on the papers so far.

Refuses to remember anything that no person in the room could know.
"""

from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.desk import Desk
from tests.browser.laptop import Laptop
from tests.browser.papers import VOTERS
from tests.browser.person import DESK, Person, Room
from tests.browser.tablet import Tablet


@dataclass
class Meeting:
    """The staff signed in, five tablets, the wall, and the counting laptop."""

    room: Room
    folder: Path
    event: str = ""
    uuid: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    trackers: list[str] = field(default_factory=list)
    sheet: dict[str, str] = field(default_factory=dict)
    manifest_code: str = ""

    def __post_init__(self) -> None:
        self.chair = Desk(self.room, "chutri")
        self.secretary = Desk(self.room, "thuky")
        self.head = Desk(self.room, "kiemphieu1")
        self.second = Desk(self.room, "kiemphieu2")
        self.third = Desk(self.room, "kiemphieu3")
        self.inspector = Desk(self.room, "kiemtra")
        self.wall = Person(self.room, "wall", DESK)
        self.tablets = [Tablet(self.room, i) for i in range(1, len(VOTERS) + 1)]
        self.laptop = Laptop(self.folder / "laptop")
        self.laptop.folder.mkdir()
