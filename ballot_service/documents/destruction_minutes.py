"""Minutes of destruction on paper, from those that the destroying command wrote.

Refuses things of several references, one thing twice, and the value of any key: what
was destroyed is named by its digest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.documents.blocks import (
    GROW,
    Block,
    basis,
    codes,
    item,
    persons,
    section,
    table,
)
from ballot_service.documents.codes import qr_svg
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper, Person, Signer, check_line
from ballot_service.documents.heading import signer
from ballot_service.documents.words import count_text, day_text
from ballot_service.errors import FactMissing, NotOneDestruction
from ballot_service.planning.field_rules import check_int
from ballot_service.protocol.codes import event_code
from ballot_service.record.destruction import Destruction

MOST = 15
"""Most things on one paper: as many as an election can have shares."""
MOST_HANDS = 12
"""Most places to sign: they stand on one page together."""
_WIDE = 6
"""More places than these stand three in a row."""
RETENTION = (
    "Thông tư số 10/2022/TT-BNV của Bộ Nội vụ quy định thời hạn bảo quản tài liệu: "
    "phiếu trong hồ sơ quy hoạch 05 năm, các tài liệu khác của hồ sơ 10 năm"
)
BY_HAND = "…" * 11


@dataclass(frozen=True)
class Kind:
    """What papers say of one kind of thing.

    Attributes:
        name: as it stands in the table. about: in the line beneath the title.
        code: over what the digest is. kept: what stays, and how long.
        witnesses: who signs beside those who destroyed, where nobody else is named.
    """

    name: str
    about: str
    code: str
    kept: str
    witnesses: tuple[str, str]


_COMMITTEE = ("TRƯỞNG BAN KIỂM PHIẾU", "NGƯỜI GIÁM SÁT")
_ARCHIVE = ("VĂN THƯ, LƯU TRỮ", "NGƯỜI GIÁM SÁT")
KINDS = {
    "share": Kind(
        "Mảnh khóa của hòm phiếu điện tử",
        "mảnh khóa",
        "tệp mảnh khóa đã niêm phong (không ghi giá trị của mảnh khóa)",
        "hồ sơ của phiên bỏ phiếu (phiếu đã mã hóa, chứng minh, bản kết quả đã ký, nếu "
        "có) lưu tiếp theo thời hạn bảo quản; khi số mảnh khóa còn lại ít hơn số tối "
        "thiểu thì không ai mở được phiếu nữa",
        _COMMITTEE,
    ),
    "issuing_key": Kind(
        "Khóa phát phiếu",
        "khóa phát phiếu",
        "khóa phát phiếu công khai, như trong cấu hình đã chốt",
        "cấu hình đã chốt, bảng niêm yết, phiếu đã mã hóa và bản kết quả, nếu có, lưu "
        "tiếp theo thời hạn bảo quản",
        _COMMITTEE,
    ),
    "ballots": Kind(
        "Phiếu đã mã hóa, chứng minh và khóa của phiên",
        "phiếu đã hết thời hạn bảo quản",
        "sự kiện cuối cùng của hồ sơ công khai",
        "cấu hình, danh sách, biên bản và bản kết quả đã ký lưu tiếp đến đủ 10 năm",
        _ARCHIVE,
    ),
    "rest": Kind(
        "Hồ sơ còn lại của đợt rà soát: kế hoạch, danh sách, văn bản, tệp đính kèm, sổ",
        "hồ sơ đã hết thời hạn bảo quản",
        "danh mục mọi văn bản và tệp của đợt",
        "tên cơ quan, năm, trạng thái của đợt rà soát và các biên bản tiêu hủy",
        _ARCHIVE,
    ),
}


@dataclass(frozen=True)
class Source:
    """One file of minutes: its name, the SHA-256 of its bytes, and what it says."""

    name: str
    digest: str
    said: Destruction

    def __post_init__(self) -> None:
        check_line(self.name, "source.name")
        check_line(self.digest, "source.digest")


@dataclass(frozen=True)
class DestructionFacts:
    """What is put down.

    Attributes:
        sources: 1 to 15, all of one reference.
        present: who else was there, with what they are; may be empty.
        grounds: further legal grounds, such as the decision to destroy; may be empty.
        signers: who signs beside those who destroyed; empty for the usual two, whose
            names are written by hand.
    """

    paper: Paper
    sources: tuple[Source, ...]
    present: tuple[str, ...]
    grounds: tuple[str, ...]
    remarks: str
    copies: int
    signers: tuple[Signer, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise FactMissing("sources")
        check_int(len(self.sources), "sources", 1, MOST)
        check_int(self.copies, "copies", 1, 99)
        for name in ("present", "grounds"):
            for line in getattr(self, name):
                check_line(line, name)
        if self.remarks:
            check_line(self.remarks, "remarks")
        self._check_one()

    def _check_one(self) -> None:
        first = self.sources[0].said.order.minutes
        seen: set[tuple[str, str, str]] = set()
        for one in self.sources:
            said = one.said
            if said.order.minutes != first:
                raise NotOneDestruction(
                    f"{one.name}: số biên bản {said.order.minutes!r}, không phải "
                    f"{first!r} / another reference of minutes"
                )
            thing = (said.what, said.subject, said.digest)
            if thing in seen:
                raise NotOneDestruction(f"{one.name}: đã có rồi / the same thing twice")
            seen.add(thing)
        hands = {one.said.order.by for one in self.sources}
        check_int(
            len(hands) + (len(self.signers) or len(_COMMITTEE)),
            "signers",
            1,
            MOST_HANDS,
        )


def destruction_minutes(facts: DestructionFacts) -> bytes:
    """Return the minutes as PDF/A.

    Raises:
        NoTemplates, DocumentNotSet.
    """
    said = [one.said for one in facts.sources]
    kinds = [KINDS[what] for what in dict.fromkeys(one.what for one in said)]
    names = list(dict.fromkeys(one.order.by for one in said))
    reference = said[0].order.minutes
    blocks: list[Block] = [
        *(basis(f"Căn cứ {ground};") for ground in facts.grounds),
        basis(_retention(facts.paper.office.family)),
        item(
            f"{_when(said)}, nội dung ghi tại mục II đã được tiêu hủy theo biên bản "
            f"số {reference}."
        ),
        section("I. Thành phần"),
        persons([*(f"{name}, người tiêu hủy" for name in names), *facts.present]),
        section("II. Đã tiêu hủy"),
        _things(said),
        section("III. Mã của nội dung đã tiêu hủy"),
        *(item(f"{kind.name}: mã băm SHA-256 của {kind.code}.") for kind in kinds),
        codes(_code_rows(said), _qr(said)),
        section("IV. Biên bản điện tử, lưu cùng biên bản này"),
        _files(facts.sources),
        section("V. Còn lưu"),
        *(item(f"Sau khi tiêu hủy {kind.about}: {kind.kept}.") for kind in kinds),
        section("VI. Phương tiện nhớ và bản sao lưu"),
        item(
            "Chương trình ghi đè rồi xóa. USB, thẻ nhớ, ổ SSD có thể còn giữ nội dung "
            "cũ; phương tiện ấy và mọi bản sao lưu phải tiêu hủy riêng. Phương tiện, "
            f"số seri, cách tiêu hủy (ghi tay): {BY_HAND * 10}"
        ),
        item(f"Ghi nhận khác: {facts.remarks or 'không có'}."),
    ]
    about = ", ".join(kind.about for kind in kinds)
    return composed_pdf(
        Composed(
            paper=facts.paper,
            abbreviation="BB",
            kind="BIÊN BẢN TIÊU HỦY",
            about=f"Tiêu hủy {about}",
            blocks=tuple(blocks),
            foot=f"Biên bản tiêu hủy · số {reference}",
            closing=f"Biên bản được lập thành {count_text(facts.copies)} bản có giá "
            "trị như nhau, đã đọc lại cho mọi người cùng nghe và ký xác nhận.",
            signers=_places(names, facts.signers, kinds[-1]),
        )
    )


def _retention(family: str) -> str:
    """Name the ground of the terms; it is the State's, a Party body applies it."""
    applied = "Vận dụng" if family == "party" else "Căn cứ"
    return f"{applied} {RETENTION}."


def _when(said: Sequence[Destruction]) -> str:
    days = sorted({one.order.on for one in said})
    if len(days) == 1:
        return f"Hôm nay, {day_text(days[0])}"
    return f"Từ {day_text(days[0])} đến {day_text(days[-1])}"


def _things(said: Sequence[Destruction]) -> Block:
    return table(
        (9, GROW, 60, 34, 22),
        ("TT", "Đối tượng", "Mã phiên bỏ phiếu hoặc đợt", "Người tiêu hủy", "Ngày"),
        [
            [
                str(number),
                KINDS[one.what].name,
                one.subject,
                one.order.by,
                f"{one.order.on:%d/%m/%Y}",
            ]
            for number, one in enumerate(said, 1)
        ],
        (1, 2, 3),
    )


def _code_rows(said: Sequence[Destruction]) -> list[list[str]]:
    return [
        [f"TT {number} của mục II", event_code(one.digest), one.digest]
        for number, one in enumerate(said, 1)
    ]


def _qr(said: Sequence[Destruction]) -> str:
    """Return the digests alone: what is typed freely might not fit into one QR."""
    lines = [f"{one.what} {one.digest}" for one in said]
    return qr_svg("\n".join(("destruction", *lines)))


def _files(sources: Sequence[Source]) -> Block:
    return table(
        (9, 45, GROW),
        ("TT", "Tệp", "Mã băm SHA-256 của tệp"),
        [[str(n), one.name, one.digest] for n, one in enumerate(sources, 1)],
        (1, 2),
    )


def _places(
    names: Sequence[str], signers: Sequence[Signer], kind: Kind
) -> tuple[tuple[dict[str, object] | None, ...], ...]:
    """Return the places in rows: who destroyed, then who saw it."""
    places = [signer(("NGƯỜI TIÊU HỦY",), Person(name)) for name in names]
    places += [signer(one.capacity, one.person) for one in signers]
    if not signers:
        places += [signer((name,), Person(BY_HAND)) for name in kind.witnesses]
    across = 3 if len(places) > _WIDE else 2
    rows: list[tuple[dict[str, object] | None, ...]] = []
    for i in range(0, len(places), across):
        row = places[i : i + across]
        rows.append((*[None] * (across - len(row)), *row))
    return tuple(rows)
