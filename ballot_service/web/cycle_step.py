"""What a form of a review cycle was sent with: papers by number and day, pairs, words.

Refuses to judge what was typed: the workflow does.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from ballot_service.planning.review import Pair
from ballot_service.planning.typed_day import read_field_day, write_day
from ballot_service.web.day_fault_texts import BEHIND_PAPER
from ballot_service.workflows.office import Actor, Office


def pair_name(pair: Pair) -> str:
    """Return a title and a person as one word of a form: ids hold no space."""
    return " ".join(pair)


def reference_of(form: Mapping[str, str], name: str) -> str:
    """Return a paper's reference as typed: its number, and its day where one is given.

    Raises:
        BadDayField: the day is none.
    """
    number = form.get(name, "").strip()
    day = day_of(form, f"{name}{BEHIND_PAPER}")
    return f"{number} ngày {write_day(day)}" if number and day else number


def day_of(form: Mapping[str, str], name: str) -> str:
    """Return the day in a field as YYYY-MM-DD, "" where none was typed.

    Raises:
        BadDayField: naming the field.
    """
    typed = form.get(name, "").strip()
    return read_field_day(name, typed) if typed else ""


@dataclass(frozen=True)
class CycleStep:
    """What an act is given: by whom, on which cycle, when, and what was typed."""

    office: Office
    cycle: str
    actor: Actor
    now: int
    today: dt.date
    form: "MultiDict[str, str]"

    def call(self, workflow: Callable[..., object], *given: object) -> None:
        """Call a workflow of the cycle: office, cycle, actor, what is given, now."""
        workflow(self.office, self.cycle, self.actor, *given, self.now)

    def text(self, name: str) -> str:
        """Return a field without space around it."""
        return str(self.form.get(name, "")).strip()

    def paper(self, name: str) -> str:
        """Return a paper's reference, "" where none was typed."""
        return reference_of(self.form, name)

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return every value of a field that may be ticked more than once."""
        return tuple(str(value) for value in self.form.getlist(name))

    def pairs(self, name: str) -> tuple[Pair, ...]:
        """Return the pairs of title and person that a field names."""
        found = (word.split(" ", 1) for word in self.chosen(name))
        return tuple((one[0], one[-1]) for one in found)
