"""A meeting under way: who sits where, and what stands on the papers so far.

Refuses to remember anything that no person in the room could know.
"""

from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.desk import Desk
from tests.browser.laptop import Laptop
from tests.browser.papers import ABSENT, MEMBERS, QUESTIONS, VERDICTS, VOTERS, Verdict
from tests.browser.person import DESK, Person, Room
from tests.browser.tablet import Tablet


@dataclass
class Meeting:
    """The staff signed in, the members' tablets, the wall, and the counting laptop.

    Attributes:
        voters: who is present, by name.
        absent: who is not, and the button of the roll call that says why.
        size: N, the members on the roll.
        verdicts: what the result must say.
        codes: the sign-in code of each card, by name.
        trackers: of every receipt.
        sheet: what stands on the signed opening and closing sheets.
        slips: codes of the slips that nobody drew yet.
        run: how often this ballot was begun.
    """

    room: Room
    folder: Path
    voters: tuple[str, ...] = VOTERS
    absent: tuple[tuple[str, str], ...] = ABSENT
    size: int = len(MEMBERS)
    rows: int = len(QUESTIONS)
    verdicts: tuple[Verdict, ...] = VERDICTS
    event: str = ""
    uuid: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    trackers: list[str] = field(default_factory=list)
    sheet: dict[str, str] = field(default_factory=dict)
    manifest_code: str = ""
    tablets: list[Tablet] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    run: int = 1

    def __post_init__(self) -> None:
        self.chair = Desk(self.room, "chutri")
        self.secretary = Desk(self.room, "thuky")
        self.head = Desk(self.room, "kiemphieu1")
        self.second = Desk(self.room, "kiemphieu2")
        self.third = Desk(self.room, "kiemphieu3")
        self.inspector = Desk(self.room, "kiemtra")
        self.wall = Person(self.room, "wall", DESK)
        self.laptop = self._another_laptop()

    def _another_laptop(self) -> Laptop:
        laptop = Laptop(self.folder / f"laptop-{self.run}")
        laptop.folder.mkdir()
        return laptop

    def begin_again(self, event: str) -> None:
        """Forget the papers of a void ballot: the next run has keys of its own."""
        self.event, self.uuid, self.run = event, "", self.run + 1
        self.codes, self.trackers, self.slips = {}, [], []
        self.laptop = self._another_laptop()

    @property
    def present(self) -> str:
        """How many are present, as a person types it."""
        return str(len(self.voters))

    @property
    def quorum(self) -> int:
        """Two thirds of the members, as the profile has it."""
        return (2 * self.size + 2) // 3
