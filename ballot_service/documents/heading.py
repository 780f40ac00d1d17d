"""Heading, date line, secrecy mark and signers' capacities, in both families (3.1).

Refuses to mix the families: every form of words stands here once for each.
"""

from collections.abc import Sequence

from ballot_service.documents.facts import GRADES, Paper, Person, Signer
from ballot_service.documents.printable import printable
from ballot_service.documents.words import day_text

MOTTO = {
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM",),
    "state": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ),
}
_BLANK = "\u00a0" * 6


def number_text(paper: Paper, kind: str) -> str:
    """Write number and symbol: "Số 12-BB/ĐU" or "Số: 12/BB-SKHHT".

    Args:
        paper: with its number, 0 for a blank to be filled in by hand.
        kind: abbreviation of the kind of paper, "BB", "TTr", "QĐ"; "" for none.
    """
    number = f"{paper.number:02d}" if paper.number else _BLANK
    symbol = paper.office.symbol
    if paper.office.family == "party":
        return f"Số {number}-{kind}/{symbol}" if kind else f"Số {number}/{symbol}"
    return f"Số: {number}/{kind}-{symbol}" if kind else f"Số: {number}/{symbol}"


def reference_text(paper: Paper, kind: str) -> str:
    """Write how another paper refers to this one: "số 45/QĐ-SKHHT ngày 24 …"."""
    written = number_text(paper, kind).removeprefix("Số").lstrip(": ")
    comma = "," if paper.office.family == "party" else ""
    return f"số {written}{comma} {day_text(paper.day)}"


def recipients_text(paper: Paper, lines: Sequence[str]) -> list[str]:
    """Return the lines of "Nơi nhận" with the family's stops, a full one at the end."""
    stop = "," if paper.office.family == "party" else ";"
    bare = [printable(line).rstrip(" .,;") for line in lines]
    return [f"{line}{stop}" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def heading(paper: Paper, kind: str) -> dict[str, object]:
    """Return the heading as the templates take it."""
    office = paper.office
    return {
        "family": office.family,
        "superior": printable(office.superior.upper()),
        "body": printable(office.body.upper()),
        "motto": list(MOTTO[office.family]),
        "number": printable(number_text(paper, kind)),
        "dateline": printable(f"{office.place}, {day_text(paper.day)}"),
        "secrecy": GRADES[paper.secrecy],
    }


def frame(paper: Paper, kind: str, title: str, foot: str) -> dict[str, object]:
    """Return what the house's template needs of every paper.

    Args:
        paper: office, number, day and grade.
        kind: abbreviation of the kind of paper.
        title: for the properties of the file.
        foot: the line at the foot of each page.
    """
    return {
        "heading": heading(paper, kind),
        "document": {
            "title": title,
            "author": paper.office.body,
            "year": paper.day.year,
            "month": paper.day.month,
            "day": paper.day.day,
        },
        "foot": printable(foot),
    }


def on_behalf(family: str, body: str) -> str:
    """Write "T/M BAN KIỂM PHIẾU" or "TM. BAN KIỂM PHIẾU"."""
    return f"T/M {body}" if family == "party" else f"TM. {body}"


def stamped(who: Signer) -> dict[str, object]:
    """Return the place where the head of the body signs, with room for the seal."""
    return signer(who.capacity, who.person, "(ký, đóng dấu, ghi rõ họ tên)")


def signer(
    capacity: Sequence[str], person: Person, manner: str = "(ký, ghi rõ họ tên)"
) -> dict[str, object]:
    """Return one place to sign: capacity lines, manner, name; room for ink between."""
    return {
        "capacity": [printable(line) for line in capacity],
        "manner": manner,
        "name": printable(person.name),
    }
