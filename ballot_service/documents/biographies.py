"""The biographic summary (trích ngang), a sheet by itself beside the ballot (3.4).

Refuses figures of a count: it is made before one, from typed facts.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.documents.blocks import GROW, table
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper, Signer, check_line
from ballot_service.documents.heading import stamped
from ballot_service.documents.words import count_text
from ballot_service.errors import FactMissing


@dataclass(frozen=True)
class Biography:
    """One person. `party_day` is None for somebody who is not in the Party.

    Texts that may be "": `degree`, `theory`, `note`.
    """

    name: str
    born: dt.date
    female: bool
    ethnicity: str
    home: str
    party_day: dt.date | None
    degree: str
    theory: str
    position: str
    planned: str
    note: str

    def __post_init__(self) -> None:
        for name in ("name", "ethnicity", "home", "position", "planned"):
            check_line(getattr(self, name), f"biography.{name}")
        for name in ("degree", "theory", "note"):
            if getattr(self, name):
                check_line(getattr(self, name), f"biography.{name}")


def biographies(
    paper: Paper, year: int, people: Sequence[Biography], signer: Signer
) -> bytes:
    """Return the sheet as PDF/A, landscape.

    Raises:
        FactMissing: nobody. DocumentNotSet.
    """
    if not people:
        raise FactMissing("people")
    head = (
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Giới tính",
        "Dân tộc",
        "Quê quán",
        "Ngày vào Đảng",
        "Trình độ chuyên môn",
        "Lý luận chính trị",
        "Chức vụ, đơn vị công tác",
        "Chức danh dự kiến",
        "Ghi chú",
    )
    widths = (8, 27, 20, 12, 14, 24, 20, 23, 18, GROW, 23, 20)
    rows = [
        [
            str(number),
            who.name,
            _day(who.born),
            "Nữ" if who.female else "Nam",
            who.ethnicity,
            who.home,
            _day(who.party_day) if who.party_day else "–",
            who.degree,
            who.theory,
            who.position,
            who.planned,
            who.note,
        ]
        for number, who in enumerate(people, 1)
    ]
    return composed_pdf(
        Composed(
            paper=paper,
            abbreviation="",
            kind="TRÍCH NGANG LÝ LỊCH",
            about=f"Nhân sự dự kiến bổ sung quy hoạch, đợt rà soát năm {year}",
            blocks=(table(widths, head, rows, (1, 5, 7, 9, 10, 11)),),
            foot="Trích ngang lý lịch",
            closing=f"Danh sách gồm {count_text(len(people))} nhân sự./.",
            signers=((stamped(signer),),),
            landscape=True,
            numbered=False,
        )
    )


def _day(day: dt.date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
