"""The commands about submissions: the recipient's reader, and the care of the vault.

Refuses to remove a file that some row counts.
"""

import argparse

from ballot_service.cli.commands import office_of
from ballot_service.errors import AttachmentDamaged
from ballot_service.verify import submission as reader
from ballot_service.workflows import attachment_care


def open_submission(args: argparse.Namespace) -> int:
    """Open and verify a package; needs no data folder."""
    return reader.run(args)


def attachments(args: argparse.Namespace) -> None:
    """Open every attached file, and name what is damaged or left over.

    Raises:
        AttachmentDamaged: a file that a row counts does not open.
    """
    office = office_of(args)
    report = attachment_care.check_vault(office)
    print(f"Tệp đính kèm / attached files: {report.kept}")
    for digest in report.left_over:
        print(f"  không thuộc hồ sơ nào / no row counts it: {digest}")
    if args.drop_left_over:
        dropped = attachment_care.drop_left_over(office)
        print(f"Đã xóa / removed: {dropped}")
    if report.damaged:
        raise AttachmentDamaged(", ".join(report.damaged))
    print("Mọi tệp đều nguyên vẹn. / Every file opens.")
