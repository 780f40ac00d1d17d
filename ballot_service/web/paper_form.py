"""The form of a teller: every typed figure kept, every fault named by its field.

Refuses to guess a figure: an empty field is a fault, and nothing typed is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext

from ballot_service.errors import BallotServiceError, RowMismatch
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import Invalid, PaperCount
from ballot_service.web.fault_texts import text_of

NUMBERS = ("present", "issued", "returned", "valid")
MARKS = ("agree", "disagree", "unmarked")
_MOST_DIGITS = 6


@dataclass
class PaperForm:
    """What a teller typed, and what is wrong with it.

    Attributes:
        typed: by field name; row i (from 1) has "agree-i", "disagree-i", "unmarked-i".
        faults: sentences, by field name; "" for the count as a whole.
        bad_rows: rows, from 1, to look at again.
    """

    rows: int
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    bad_rows: tuple[int, ...] = ()

    def value(self, name: str) -> str:
        """Return what was typed into a field."""
        return self.typed.get(name, "")


def field_name(name: str) -> str:
    """Return what a field is called on the page."""
    mark, _, row = name.rpartition("-")
    names = {
        "present": gettext("Số có mặt"),
        "issued": gettext("Số phiếu phát ra"),
        "returned": gettext("Số phiếu thu về"),
        "valid": gettext("Số phiếu hợp lệ"),
        "foreign": gettext("Không do Ban kiểm phiếu phát ra"),
        "spoiled": gettext("Viết thêm tên, ký tên hoặc có dấu hiệu riêng"),
        "blank": gettext("Để trống toàn bộ"),
        "agree": gettext("Đồng ý"),
        "disagree": gettext("Không đồng ý"),
        "unmarked": gettext("Không đánh dấu"),
    }
    if not mark:
        return str(names[name])
    return str(gettext("Dòng %(row)s, “%(mark)s”", row=row, mark=names[mark]))


def fields_of(rows: int) -> tuple[str, ...]:
    """Return the names of all fields, in the order of the page."""
    marks = (f"{mark}-{row}" for row in range(1, rows + 1) for mark in MARKS)
    return (*NUMBERS, *(reason.value for reason in Invalid), *marks)


def read_form(
    sent: Mapping[str, str], members: int, rows: int
) -> tuple[PaperForm, PaperCount | None]:
    """Read a teller's form.

    Returns:
        What was typed, and the count, or None where a field holds no number.
    """
    form = PaperForm(rows)
    numbers: dict[str, int] = {}
    for name in fields_of(rows):
        typed = sent.get(name, "").strip()[:20]
        form.typed[name] = typed
        if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS:
            numbers[name] = int(typed)
        else:
            form.faults[name] = gettext(
                "%(field)s: đề nghị nhập một số nguyên.", field=field_name(name)
            )
    if form.faults:
        form.bad_rows = tuple(
            row
            for row in range(1, rows + 1)
            if any(f"{mark}-{row}" in form.faults for mark in MARKS)
        )
        return form, None
    return form, _count(numbers, members, rows)


def _count(numbers: Mapping[str, int], members: int, rows: int) -> PaperCount:
    invalid = tuple(numbers[reason.value] for reason in Invalid)
    return PaperCount(
        Numbers(
            members,
            numbers["present"],
            numbers["issued"],
            numbers["returned"],
            numbers["valid"],
            sum(invalid),
        ),
        invalid,
        tuple(
            Counts(*(numbers[f"{mark}-{row}"] for mark in MARKS))
            for row in range(1, rows + 1)
        ),
    )


def explain(form: PaperForm, error: BallotServiceError, language: str) -> None:
    """Say on the form what the law refuses, and in which row."""
    if isinstance(error, RowMismatch) and error.row >= 0:
        row = error.row + 1
        form.bad_rows = (row,)
        marks = [int(form.typed[f"{mark}-{row}"]) for mark in MARKS]
        form.faults[""] = gettext(
            "Dòng %(row)s: %(a)s + %(d)s + %(b)s = %(sum)s, không bằng số phiếu hợp lệ "
            "%(valid)s. Đề nghị xem lại dòng này hoặc số phiếu hợp lệ.",
            row=row,
            a=marks[0],
            d=marks[1],
            b=marks[2],
            sum=sum(marks),
            valid=form.typed["valid"],
        )
        return
    form.faults[""] = text_of(error, language)


def differing(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what two tellers differ in, in words and without a figure."""
    found = []
    for name in names:
        kind, _, which = name.partition(".")
        if kind == "row":
            found.append(gettext("Dòng %(row)s", row=which))
        elif kind == "invalid" and which:
            found.append(
                gettext("Phiếu không hợp lệ: %(reason)s", reason=field_name(which))
            )
        elif kind != "invalid":
            found.append(field_name(name))
    return tuple(found)
