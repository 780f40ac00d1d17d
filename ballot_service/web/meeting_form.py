"""The meeting of one step as a form: its fields, and the plan's JSON made of them.

Refuses to lose what was typed; what it means is judged by `planning`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from ballot_service.planning.review_json import write_meeting
from ballot_service.planning.review_parts import ReviewFields
from ballot_service.planning.typed_day import write_day
from ballot_service.web.cycle_step import day_of

SEATS = 5
"""Rows for the counting committee; blank ones are left out."""
_LINES = ("body", "date", "place", "basis")


@dataclass(frozen=True)
class MeetingForm:
    """What the form shows: single fields, the committee's rows, and the roll so far."""

    fields: Mapping[str, str]
    seats: tuple[Mapping[str, str], ...]
    members: tuple[Mapping[str, str], ...]


def _rows(seats: Sequence[Mapping[str, str]]) -> tuple[Mapping[str, str], ...]:
    blank = {"id": "", "name": "", "role": ""}
    return (*seats, *(blank for _ in range(SEATS - len(seats))))


def form_of(review: ReviewFields, step: int) -> MeetingForm:
    """Return the form of a step: its meeting, or what another step suggests.

    Step 4 is of the collective of step 1, so the one is offered for the other.
    """
    entered = {one.step: one for one in review.meetings}
    found = entered.get(step) or entered.get({1: 4, 4: 1}.get(step, 0))
    if found is None:
        return MeetingForm({"body": review.body, "threshold": "2"}, _rows(()), ())
    own = found.step == step
    fields = {name: getattr(found, name) for name in _LINES}
    fields |= {"date": write_day(found.date)}
    fields |= {"threshold": str(found.threshold)}
    for name, one in (("chair", found.chair), ("secretary", found.secretary)):
        fields |= {f"{name}_id": one.id, f"{name}_name": one.name}
    if not own:
        fields |= {"date": "", "basis": ""}
    seats = [{"id": o.id, "name": o.name, "role": o.role} for o in found.committee]
    members = [
        {"id": one.id, "name": one.name, "position": one.position}
        for one in found.members
    ]
    return MeetingForm(fields, _rows(seats), tuple(members))


def typed_form(form: "MultiDict[str, str]", members: Sequence[object]) -> MeetingForm:
    """Return the form as it was sent."""
    names = ("id", "name", "role")
    columns = [form.getlist(f"seat_{name}") for name in names]
    seats = [
        dict(zip(names, (value.strip() for value in row), strict=True))
        for row in zip(*columns, strict=False)
    ]
    fields = {
        name: form.get(name, "").strip()
        for name in (
            *(*_LINES, "threshold", "declared", "document", "document_day"),
            *("chair_id", "chair_name", "secretary_id", "secretary_name"),
        )
    }
    rows = tuple(row for row in members if isinstance(row, dict))
    return MeetingForm(fields, _rows(seats), rows)


def meeting_json(form: MeetingForm, step: int) -> dict[str, object]:
    """Return the meeting as the plan has it; a blank name is taken from the roll.

    Raises:
        BadDayField: `date` is no day.
    """
    names = {row["id"]: row["name"] for row in form.members if "id" in row}

    def official(who: str, name: str) -> dict[str, str]:
        return {"id": who, "name": name or str(names.get(who, ""))}

    number = form.fields["threshold"]
    return {
        "step": step,
        **{name: form.fields[name] for name in _LINES},
        "date": day_of(form.fields, "date"),
        "chair": official(form.fields["chair_id"], form.fields["chair_name"]),
        "secretary": official(
            form.fields["secretary_id"], form.fields["secretary_name"]
        ),
        "members": list(form.members),
        "committee": [
            official(seat["id"], seat["name"]) | {"role": seat["role"]}
            for seat in form.seats
            if seat["id"] or seat["name"]
        ],
        "threshold": int(number) if number.isascii() and number.isdigit() else number,
    }


def plan_without(review: ReviewFields, step: int) -> list[dict[str, object]]:
    """Return the other meetings of a plan as JSON."""
    return [write_meeting(one) for one in review.meetings if one.step != step]
