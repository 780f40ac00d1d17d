"""Minutes of destruction of the sample: three shares on two days, or one other thing.

Refuses to write minutes itself: they are what an order writes.
"""

import datetime as dt
import hashlib

from ballot_service.documents.destruction_minutes import (
    DestructionFacts,
    Source,
    destruction_minutes,
)
from ballot_service.documents.facts import Office, Paper
from ballot_service.record.destruction import Order, read_minutes
from tests.documents.sample import COMMITTEE, PARTY

DAYS = (dt.date(2026, 4, 1), dt.date(2026, 4, 1), dt.date(2026, 4, 2))
TECHNICIAN = "Trần Văn Kỹ"


def source(what: str, place: int, by: str, minutes: str = "15/BB") -> Source:
    digest = hashlib.sha256(f"{what} {place}".encode()).hexdigest()
    order = Order(minutes, by, DAYS[place - 1])
    written = order.minutes_of(what, "7cNmVwewX876qM", digest)
    file = hashlib.sha256(written).hexdigest()
    return Source(f"tieu-huy-{place}.json", file, read_minutes(written))


def destruction_facts(office: Office = PARTY, what: str = "share") -> DestructionFacts:
    names = [one.name for one in COMMITTEE] if what == "share" else [TECHNICIAN]
    sources = tuple(source(what, place, name) for place, name in enumerate(names, 1))
    return DestructionFacts(
        paper=Paper(office, 0, max(one.said.order.on for one in sources), "mat"),
        sources=sources,
        present=("Dương Viết Phong, người giám sát",),
        grounds=("Kết luận số 21-KL/ĐU của Ban Thường vụ Đảng ủy Sở",),
        remarks="",
        copies=2,
        signers=(),
    )


def destroyed(what: str, office: Office) -> bytes:
    return destruction_minutes(destruction_facts(office, what))
