"""The facts of a meeting as they were typed: texts in, checked values out.

Refuses a default for what decides: each breach is a reject that names its field.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ballot_service.errors import NoSuchDay
from ballot_service.planning.field_rules import MAX_TEXT
from ballot_service.planning.known_profiles import KNOWN_PROFILES
from ballot_service.planning.lists.reading import cleaned, shown
from ballot_service.planning.lists.reasons import Reject
from ballot_service.planning.plan_checks import MAX_MEMBERS, MAX_QUESTIONS
from ballot_service.planning.plan_parts import STEPS_OF_KIND
from ballot_service.planning.typed_day import read_day

STEP_KINDS = tuple(
    f"{step}-{kind}" for kind, steps in STEPS_OF_KIND.items() for step in steps
)
"""Each step with each kind of ballot that it may hold, as a form gives them."""

GROUPS = ("Ed25519", "BELENIOS-2048")
LABELS: dict[str, str] = {
    "title": "Tên cuộc bỏ phiếu",
    "body": "Tập thể bỏ phiếu",
    "date": "Ngày họp",
    "step_kind": "Bước, loại phiếu",
    "profile": "Quy chế đợt",
    "group": "Nhóm mật mã",
    "threshold": "Số mảnh khóa tối thiểu",
    "members": "Tổng số thành viên",
    "rows": "Tổng số dòng nhân sự",
}
"""Field to the name by which the form, and a reject, calls it."""

_WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True)
class Facts:
    """What the secretary typed. `threshold` is 0 where it was left open."""

    title: str
    body: str
    date: str
    step: int
    kind: str
    profile: str
    group: str
    threshold: int
    members: int
    rows: int


class _Form:
    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.rejects: list[Reject] = []

    def reject(self, field: str, reason: str, **values: int | str) -> None:
        seen = shown(self.typed.get(field, ""))
        self.rejects.append(Reject("", 0, LABELS[field], reason, seen, values))

    def text(self, field: str) -> str:
        text = cleaned(self.typed.get(field, ""))
        if not text:
            self.reject(field, "missing")
        elif len(text) > MAX_TEXT:
            self.reject(field, "too_long")
        return text

    def choice(self, field: str, choices: tuple[str, ...]) -> str:
        text = self.typed.get(field, "")
        if text not in choices:
            self.reject(field, "not_choice")
            return choices[0]
        return text

    def whole(self, field: str, low: int, high: int) -> int:
        text = self.typed.get(field, "").strip()
        if not _WHOLE.fullmatch(text):
            self.reject(field, "not_number")
            return 0
        if not low <= int(text) <= high:
            self.reject(field, "out_of_range", low=low, high=high)
        return int(text)

    def day(self, field: str) -> str:
        try:
            return read_day(self.typed.get(field, ""))
        except NoSuchDay:
            self.reject(field, "no_day")
            return ""


def read_facts(typed: Mapping[str, str]) -> tuple[Facts, tuple[Reject, ...]]:
    """Read what was typed.

    Args:
        typed: by the names of LABELS; `date` as DD/MM/YYYY or YYYY-MM-DD.

    Returns:
        the facts, and all rejects; with a reject the facts are not to be used.
    """
    form = _Form(typed)
    step, _, kind = form.choice("step_kind", STEP_KINDS).partition("-")
    given = typed.get("threshold", "").strip()
    facts = Facts(
        title=form.text("title"),
        body=form.text("body"),
        date=form.day("date"),
        step=int(step),
        kind=kind,
        profile=form.choice("profile", tuple(p.id for p in KNOWN_PROFILES)),
        group=form.choice("group", GROUPS),
        threshold=form.whole("threshold", 1, 15) if given else 0,
        members=form.whole("members", 1, MAX_MEMBERS),
        rows=form.whole("rows", 1, MAX_QUESTIONS),
    )
    return facts, tuple(form.rejects)
