"""Where a review plan is wrong: section, row and field, in words, all faults at once.

Refuses to guess: a place without a name is shown as the file calls it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.planning.review import ReviewPlan
from ballot_service.planning.review_json import read_review
from ballot_service.web.cycle_names import Words
from ballot_service.web.cycle_words import said, word
from ballot_service.web.fault_texts import text_of
from ballot_service.web.language import current

SECTIONS: dict[str, Words] = {
    "review": ("Phần đầu", "Head"),
    "profile": ("Quy chế đợt", "Rule profile"),
    "titles": ("Chức danh", "Titles"),
    "title": ("Chức danh", "Title"),
    "persons": ("Nhân sự", "Persons"),
    "person": ("Nhân sự", "Person"),
    "proposals": ("Đề nghị", "Proposals"),
    "dossiers": ("Xác nhận của cơ quan tổ chức", "Dossiers"),
    "meetings": ("Cuộc họp", "Meetings"),
    "meeting": ("Cuộc họp", "Meeting"),
}
FIELDS: dict[str, Words] = {
    "schema": ("mẫu tệp", "schema"),
    "body": ("tên cơ quan, tập thể", "body"),
    "agency": ("cơ quan tổ chức", "agency"),
    "year": ("năm", "year"),
    "secrecy": ("độ mật", "secrecy"),
    "family": ("thể thức văn bản", "family of documents"),
    "group": ("nhóm mật mã", "group"),
    "id": ("mã", "id"),
    "name": ("họ tên, tên gọi", "name"),
    "authority": ("thẩm quyền", "authority"),
    "authority_name": ("cấp có thẩm quyền", "name of the authority"),
    "cap": ("số lượng tối đa", "cap"),
    "planned": ("đang quy hoạch", "planned"),
    "exits": ("đương nhiên ra khỏi quy hoạch", "natural exits"),
    "structure": ("cơ cấu", "structure"),
    "category": ("loại cơ cấu", "category"),
    "categories": ("loại cơ cấu", "categories"),
    "minimum": ("số tối thiểu", "minimum"),
    "birth_year": ("năm sinh", "year of birth"),
    "position": ("chức vụ", "position"),
    "member": ("mã thành viên", "member id"),
    "kind": ("loại đề nghị", "kind"),
    "title": ("chức danh", "title"),
    "person": ("nhân sự", "person"),
    "reason": ("lý do", "reason"),
    "standards_certified": ("xác nhận đủ tiêu chuẩn", "standards certified"),
    "planned_titles": ("số chức danh đang quy hoạch", "titles planned already"),
    "higher_title": ("chức danh cao hơn", "higher title"),
    "appointment_open": ("đang bổ nhiệm, giới thiệu", "appointment open"),
    "discipline": ("kỷ luật, kiểm tra", "discipline"),
    "note": ("ghi chú", "note"),
    "step": ("bước", "step"),
    "date": ("ngày họp", "day"),
    "place": ("địa điểm", "place"),
    "basis": ("căn cứ danh sách", "document behind the roll"),
    "chair": ("chủ trì", "chair"),
    "secretary": ("thư ký", "secretary"),
    "head": ("Trưởng ban kiểm phiếu", "head of the committee"),
    "members": ("danh sách thành viên", "roll"),
    "committee": ("Ban kiểm phiếu", "committee"),
    "threshold": ("số mảnh khóa tối thiểu", "threshold"),
    "role": ("nhiệm vụ", "role"),
}
TEXTS: dict[type[BallotServiceError], Words] = {
    errors.UnknownField: (
        "Ô này không có trong mẫu: đề nghị bỏ đi hoặc sửa tên ô.",
        "No such field: please remove it or correct its name.",
    ),
    errors.MissingField: ("Thiếu ô này.", "This field is missing."),
    errors.WrongType: (
        "Sai kiểu dữ liệu (chữ, số, danh sách).",
        "Another type is needed (text, number, list).",
    ),
    errors.BadText: (
        "Để trống, quá dài, hoặc có ký tự không dùng được; mã và ngày phải đúng mẫu.",
        "Blank, too long, or not in the form of an id, a day or a plain text.",
    ),
    errors.NumberOutOfRange: (
        "Số ngoài khoảng cho phép.",
        "The number is out of range.",
    ),
    errors.UnknownChoice: (
        "Không phải một trong các giá trị cho phép.",
        "Not one of the permitted values.",
    ),
    errors.DuplicateId: ("Mã bị trùng.", "The same id twice."),
    errors.UnknownId: (
        "Mã này không có trong danh sách chức danh hoặc nhân sự.",
        "No title or person has this id.",
    ),
    errors.DuplicateMember: (
        "Một thành viên có tên hai lần trong danh sách.",
        "A member stands twice on the roll.",
    ),
    errors.EmptyRoll: ("Danh sách thành viên trống.", "The roll is empty."),
    errors.ProfileIsDraft: (
        "Quy chế đợt còn là dự thảo, chưa dùng được để lập đợt.",
        "The rule profile is a draft and cannot found a review.",
    ),
    errors.ProfileNotElectronic: (
        "Quy chế đợt có nội dung không thực hiện được bằng phiếu điện tử.",
        "The rule profile asks for what electronic ballots cannot do.",
    ),
}
_ROWS = re.compile(r"^([a-z_]+)\[(\d+)\]")
_NAMED = re.compile(r"^(title|person|meeting|dossier)s? ([^\s.:]+)")
_PAIR = re.compile(r"^(?:dossier )?(\S+) for (\S+?)(?::|$)")
_SEAT = re.compile(r"^(chair|secretary|head|member)\.(id|name)")
_INNER = re.compile(r"\.([a-z_]+)(?:\[(\d+)\])?")
_LEAVES = ("proposals", "dossiers", "meetings")
MOST = 60
"""Faults shown at once; a file with more is not the plan at all."""


@dataclass(frozen=True)
class PlanFault:
    """One fault: section, row (from 1, or an id, "" where none), field, and why."""

    section: str
    row: str
    field: str
    text: str
    seen: str


def plan_fault(error: BallotServiceError) -> PlanFault:
    """Return where a plan is wrong, from the path that its reader names."""
    detail = error.detail
    place, _, seen = detail.partition(": ")
    rows, of = _ROWS.match(place), _NAMED.match(place)
    section, row, rest = place.split(".")[0], "", place
    if rows:
        section, row, rest = rows[1], str(int(rows[2]) + 1), place[rows.end() :]
    elif of:
        section, row, rest = of[1], of[2], place[of.end() :]
    elif _PAIR.match(detail):
        section, seen = "proposals", detail
    inner = _INNER.findall(rest)
    seat = _SEAT.match(seen)
    if seat:
        inner += [(seat[1], ""), (seat[2], "")]
    known = section in SECTIONS
    return PlanFault(
        section=word(SECTIONS, section) if known else "",
        row=row,
        field=", ".join(_field(name, number) for name, number in inner),
        text=fault_sentence(error),
        seen=seen if known else detail,
    )


def _field(name: str, number: str) -> str:
    row = (
        said((f" (dòng {int(number) + 1})", f" (row {int(number) + 1})"))
        if number
        else ""
    )
    return word(FIELDS, name) + row


def fault_sentence(error: BallotServiceError) -> str:
    """Return the sentence for an error of a plan, in the page's language."""
    for kind in type(error).__mro__:
        if kind in TEXTS:
            return said(TEXTS[kind])
    return text_of(error, current())


# --- all faults of one file -------------------------------------------------------


def plan_faults(unverified_plan: Mapping[str, object]) -> tuple[PlanFault, ...]:
    """Return every fault that can be told apart, each with its place in the file.

    A faulty row is set aside and the rest is read again. Titles and persons are what
    the others refer to: after a fault in them only the reading of fields goes on.
    """
    rest = _Rest(unverified_plan)
    found: list[PlanFault] = []
    for read, sections in (
        (read_review, (*_LEAVES, "titles", "persons")),
        (ReviewPlan.from_json, _LEAVES),
    ):
        while len(found) < MOST:
            try:
                read(rest.plan)
            except BallotServiceError as error:
                fault = plan_fault(error)
                row = rest.set_aside(error.detail, sections)
                found.append(replace(fault, row=row) if row else fault)
                if not row:
                    return tuple(found)
            else:
                break
        if rest.stops:
            break
    return tuple(found)


class _Rest:
    """What is left of a plan, and which row of the file each row was."""

    def __init__(self, plan: Mapping[str, object]) -> None:
        self.plan: dict[str, object] = dict(plan)
        self.stops = False
        self._rows: dict[str, list[int]] = {}
        for name, rows in plan.items():
            if isinstance(rows, list):
                self.plan[name] = list(rows)
                self._rows[name] = list(range(1, len(rows) + 1))

    def set_aside(self, detail: str, sections: tuple[str, ...]) -> str:
        """Take the faulty row out; return its number in the file, "" where unclear."""
        at, pair = _ROWS.match(detail), _PAIR.match(detail)
        meeting = re.match(r"^meeting (\d+)", detail)
        if at and at[1] in sections:
            self.stops |= at[1] not in _LEAVES
            return self._take(at[1], int(at[2]))
        if pair and "dossiers" in sections:
            name = "dossiers" if detail.startswith("dossier ") else "proposals"
            return self._take(name, self._last(name, title=pair[2], person=pair[1]))
        if meeting:
            return self._take("meetings", self._last("meetings", step=int(meeting[1])))
        return ""

    def _last(self, name: str, **wanted: object) -> int:
        rows = self.plan.get(name)
        places = [
            place
            for place, row in enumerate(rows if isinstance(rows, list) else [])
            if isinstance(row, dict)
            and all(row.get(key) == value for key, value in wanted.items())
        ]
        return places[-1] if places else -1

    def _take(self, name: str, place: int) -> str:
        rows = self.plan.get(name)
        if not isinstance(rows, list) or not 0 <= place < len(rows):
            return ""
        gone = rows.pop(place)
        if name == "proposals" and isinstance(gone, dict):
            # Its dossier would be refused for that alone.
            dossier = self._last(
                "dossiers", title=gone.get("title"), person=gone.get("person")
            )
            self._take("dossiers", dossier)
        return str(self._rows[name].pop(place))
