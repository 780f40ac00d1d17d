"""The verification annex of a submission: the codes of its ballots, as plain text.

Refuses a word of its own about any result: it is made from the package's list alone.
"""

from collections.abc import Sequence

from ballot_service.protocol.codes import event_code
from ballot_service.record.package_list import CycleFacts, PackagedBallot
from ballot_service.record.paper import LABEL, PAPER

PATH = "annex.txt"
TYPE = "text/plain"
KINDS = {
    "removal": "bỏ phiếu đưa ra khỏi quy hoạch",
    "consultation": "lấy ý kiến bổ sung quy hoạch",
    "addition": "bỏ phiếu giới thiệu bổ sung quy hoạch",
    "reballot": "bỏ phiếu lại",
}
HASHES = (
    ("manifest", "Mã cấu hình"),
    ("roll", "Mã danh sách"),
    ("setup", "Mã mở bỏ phiếu"),
    ("end_ballots", "Mã đóng bỏ phiếu"),
    ("final", "Mã chứng minh kiểm phiếu"),
    ("statement", "Mã bản kết quả"),
)
OF_A_RECORD = ("setup", "end_ballots", "final")


def annex_text(cycle: CycleFacts, ballots: Sequence[PackagedBallot]) -> bytes:
    """Return the annex in UTF-8, the same for the same list to the byte."""
    lines = [
        "PHỤ LỤC KIỂM CHỨNG ĐIỆN TỬ",
        f"{cycle.body}",
        f"Đợt rà soát, bổ sung quy hoạch năm {cycle.year}; quy chế {cycle.profile}.",
        "Mã băm là SHA-256; mã rút gọn 5 nhóm 5 ký tự là mã in trên biên bản đã ký.",
    ]
    for ballot in ballots:
        on_paper = ballot.medium == PAPER
        kind = KINDS.get(ballot.kind, ballot.kind)
        lines += [
            "",
            f"Bước {ballot.step}, {kind}" + (f"; {LABEL}" if on_paper else ""),
            f"  Lần {ballot.run}; số hiệu {ballot.uuid}",
        ]
        if on_paper:
            lines.append("  Kiểm bằng tay; không có hồ sơ bỏ phiếu điện tử.")
        for name, label in HASHES:
            digest = getattr(ballot, name)
            if on_paper and name in OF_A_RECORD:
                continue
            lines += [f"  {label}: {event_code(digest)}", f"    {digest}"]
        lines.append("  Dấu vân tay khóa ký của Ban kiểm phiếu, theo thứ tự:")
        lines += [f"    {i}. {key}" for i, key in enumerate(ballot.keys, start=1)]
    return ("\n".join(lines) + "\n").encode()
