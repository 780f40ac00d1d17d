"""F10, the slip that says *that* somebody voted, never how, who or when (3.7).

Refuses a name, a choice, and the time of casting: it has the day of the event only.
"""

import re

from ballot_service.documents.blocks import codes, item, note
from ballot_service.documents.codes import qr_svg
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper
from ballot_service.documents.words import day_text
from ballot_service.errors import BadText
from ballot_service.protocol.codes import event_code, tracker_code
from ballot_service.record.manifest import Manifest

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


def voter_slip(manifest: Manifest, paper: Paper, tracker: str) -> bytes:
    """Return the slip as PDF/A.

    Args:
        manifest: of the event.
        paper: office, day of the event, grade.
        tracker: the ballot's tracker, 64 hexadecimal digits.

    Raises:
        BadText: not a tracker. DocumentNotSet.
    """
    if not _HASH.fullmatch(tracker):
        raise BadText("tracker: not 64 hexadecimal digits")
    rows = (
        ("Mã kiểm chứng phiếu", tracker_code(tracker), tracker),
        ("Mã cấu hình", event_code(manifest.digest), manifest.digest),
    )
    qr = qr_svg(f"uuid {manifest.uuid}\ntracker {tracker}")
    return composed_pdf(
        Composed(
            paper=paper,
            abbreviation="",
            kind="PHIẾU XÁC NHẬN ĐÃ BỎ PHIẾU",
            about=manifest.title,
            blocks=(
                item(f"Cuộc bỏ phiếu {day_text(manifest.date)}, lần {manifest.run}."),
                item(f"Mã phiên bỏ phiếu: {manifest.uuid}."),
                item("Một phiếu đã được tiếp nhận với mã kiểm chứng sau:"),
                codes(rows, qr),
                note(
                    "Mã kiểm chứng không cho biết nội dung phiếu, người bỏ phiếu và "
                    "thời điểm bỏ phiếu. Đối chiếu mã trên Bảng niêm yết nội bộ sau "
                    "khi đóng bỏ phiếu."
                ),
            ),
            foot=f"Phiếu xác nhận · mã cấu hình {event_code(manifest.digest)}",
            numbered=False,
        )
    )
