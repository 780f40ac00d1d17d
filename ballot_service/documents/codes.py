"""The verification codes as a table and as one QR of plain text.

Refuses a URL in the QR: there is nothing to call on an isolated network.
"""

import io

import segno

from ballot_service.protocol.codes import event_code
from ballot_service.record.manifest import Manifest
from ballot_service.verify.statements import VerifiedStatement


def qr_svg(text: str) -> str:
    """Return a QR of plain text as SVG, with its quiet zone."""
    buffer = io.BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(buffer, kind="svg", xmldecl=False, border=4, scale=4)
    return buffer.getvalue().decode()


def manifest_rows(manifest: Manifest) -> list[list[str]]:
    """Return the codes that stand before the vote: of manifest and roll."""
    rows = (
        ("Mã cấu hình", manifest.digest),
        ("Mã danh sách thành viên", manifest.roll_digest),
    )
    return [[name, event_code(digest), digest] for name, digest in rows]


def code_rows(statement: VerifiedStatement) -> list[list[str]]:
    """Return name, code (125 bits, 5x5) and whole hash of all that binds the count.

    A ballot on paper has no record, and so no codes of one.
    """
    rows: list[tuple[str, str]] = []
    if statement.hashes is not None:
        rows += [
            ("Mã mở bỏ phiếu", statement.hashes.setup),
            ("Mã đóng bỏ phiếu (bảng niêm yết)", statement.hashes.end_ballots),
            ("Mã chứng minh kiểm phiếu", statement.hashes.final),
        ]
    rows.append(("Mã bản kết quả", statement.digest))
    later = [[name, event_code(digest), digest] for name, digest in rows]
    return manifest_rows(statement.manifest) + later


def codes_qr(statement: VerifiedStatement) -> str:
    """Return the codes as an SVG of one QR: uuid, then a line a whole hash."""
    lines = [f"uuid {statement.manifest.uuid}"]
    lines.append(f"manifest {statement.manifest.digest}")
    if statement.hashes is not None:
        lines.append(f"setup {statement.hashes.setup}")
        lines.append(f"end {statement.hashes.end_ballots}")
        lines.append(f"final {statement.hashes.final}")
    lines.append(f"statement {statement.digest}")
    return qr_svg("\n".join(lines))
