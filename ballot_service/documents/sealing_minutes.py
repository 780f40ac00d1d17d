"""F9, minutes of sealing, opening and handing over: the key ceremony and after (3.7).

Refuses the value of a key share: the minutes name its number and its holder only.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.documents.ballot_words import KINDS
from ballot_service.documents.blocks import (
    GROW,
    Block,
    codes,
    item,
    persons,
    section,
    table,
)
from ballot_service.documents.codes import code_rows, codes_qr, manifest_rows, qr_svg
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper, Signer, check_line
from ballot_service.documents.heading import signer
from ballot_service.documents.source import check_source
from ballot_service.documents.words import count_text, moment_text
from ballot_service.errors import FactMissing, UnknownChoice
from ballot_service.planning.field_rules import check_int
from ballot_service.record.manifest import Manifest
from ballot_service.verify.statements import VerifiedStatement

ACTS = {
    "sealing": ("niêm phong", "Niêm phong thiết bị và chìa khóa hòm phiếu điện tử"),
    "opening": ("mở niêm phong", "Mở niêm phong để kiểm phiếu"),
    "handover": ("bàn giao", "Bàn giao thiết bị, phương tiện lưu trữ đã niêm phong"),
}


@dataclass(frozen=True)
class Device:
    """One device, medium or envelope: its serial, its seal, its state."""

    name: str
    serial: str
    seal: str
    state: str

    def __post_init__(self) -> None:
        for name in ("name", "serial", "seal", "state"):
            check_line(getattr(self, name), f"device.{name}")


@dataclass(frozen=True)
class Share:
    """Who holds which share, on what carrier; never what it says."""

    number: int
    holder: str
    carrier: str

    def __post_init__(self) -> None:
        check_int(self.number, "share.number", 1, 15)
        check_line(self.holder, "share.holder")
        check_line(self.carrier, "share.carrier")


@dataclass(frozen=True)
class SealingFacts:
    """What is put down.

    Attributes:
        act: a key of `ACTS`.
        people: those who were there, with what they are.
        receiver: who takes the things over, "" where nobody does.
        signers: at least two.
    """

    paper: Paper
    act: str
    at: dt.datetime
    place: str
    people: tuple[str, ...]
    devices: tuple[Device, ...]
    shares: tuple[Share, ...]
    receiver: str
    remarks: str
    copies: int
    signers: tuple[Signer, ...]

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise UnknownChoice(f"act: {self.act}")
        check_line(self.place, "place")
        for who in self.people:
            check_line(who, "people")
        for name in ("receiver", "remarks"):
            if getattr(self, name):
                check_line(getattr(self, name), name)
        check_int(self.copies, "copies", 1, 99)
        if not self.devices or not self.people:
            raise FactMissing("devices or people")
        if len(self.signers) < len(("one who gives", "one who takes")):
            raise FactMissing("signers")


def sealing_minutes(source: Manifest | VerifiedStatement, facts: SealingFacts) -> bytes:
    """Return the minutes as PDF/A.

    Args:
        source: the manifest before the count, the statement after it.
        facts: what was seen and handed over.

    Raises:
        UnverifiedSource, DocumentNotSet.
    """
    name, about = ACTS[facts.act]
    if isinstance(source, Manifest):
        manifest, rows = source, manifest_rows(source)
        qr = qr_svg(f"uuid {source.uuid}\nmanifest {source.digest}")
    else:
        check_source(source, KINDS)
        manifest, rows, qr = source.manifest, code_rows(source), codes_qr(source)
    where = f"{manifest.title}, năm {manifest.date.year}, lần {manifest.run}"
    blocks: list[Block] = [
        item(f"Hôm nay, hồi {moment_text(facts.at)}, tại {facts.place}."),
        item(f"Cuộc bỏ phiếu: {where}; mã phiên bỏ phiếu: {manifest.uuid}."),
        section("I. Thành phần"),
        persons(facts.people),
        section("II. Thiết bị, phương tiện"),
        table(
            (9, GROW, 40, 34, 40),
            ("TT", "Tên", "Số seri", "Số niêm phong", "Tình trạng"),
            [
                [str(number), one.name, one.serial, one.seal, one.state]
                for number, one in enumerate(facts.devices, 1)
            ],
            (1, 2, 3, 4),
        ),
        *_share_blocks(manifest, facts.shares),
        section("IV. Mã kiểm chứng"),
        codes(rows, qr),
    ]
    if facts.receiver:
        blocks.append(item(f"Người nhận: {facts.receiver}."))
    blocks.append(item(f"Ghi nhận khác: {facts.remarks or 'không có'}."))
    return composed_pdf(
        Composed(
            paper=facts.paper,
            abbreviation="BB",
            kind=f"BIÊN BẢN {name.upper()}",
            about=about,
            blocks=tuple(blocks),
            foot=f"Biên bản {name} · mã cấu hình {rows[0][1]}",
            closing=f"Biên bản được lập thành {count_text(facts.copies)} bản có giá "
            "trị như nhau, đã đọc lại cho mọi người cùng nghe và ký xác nhận.",
            signers=_pairs(facts.signers),
        )
    )


def _share_blocks(manifest: Manifest, shares: Sequence[Share]) -> list[Block]:
    blocks = [
        section("III. Mảnh khóa (không ghi giá trị)"),
        item(
            f"Hòm phiếu có {count_text(manifest.size)} mảnh khóa; cần tối thiểu "
            f"{count_text(manifest.threshold)} mảnh để mở."
        ),
    ]
    if shares:
        blocks.append(
            table(
                (24, GROW, 70),
                ("Mảnh số", "Người giữ", "Phương tiện chứa, số seri"),
                [[str(one.number), one.holder, one.carrier] for one in shares],
                (1, 2),
            )
        )
    return blocks


def _pairs(
    signers: Sequence[Signer],
) -> tuple[tuple[dict[str, object] | None, ...], ...]:
    places = [signer(one.capacity, one.person) for one in signers]
    rows: list[tuple[dict[str, object] | None, ...]] = []
    for i in range(0, len(places), 2):
        pair = places[i : i + 2]
        rows.append((pair[0], pair[1]) if len(pair) > 1 else (None, pair[0]))
    return tuple(rows)
