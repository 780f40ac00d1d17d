"""`ballot-service destruction-minutes`: minutes of destruction, to be signed in ink.

Refuses minutes that `destroy` did not write so, and destroys nothing itself.
"""

import argparse
import hashlib
import sys
from pathlib import Path

from ballot_service.cli.destruction import Add
from ballot_service.cli.heading import add_heading, office_of
from ballot_service.documents.destruction_minutes import (
    DestructionFacts,
    Source,
    destruction_minutes,
)
from ballot_service.documents.facts import Paper, Person, Signer
from ballot_service.errors import (
    BadText,
    BallotServiceError,
    FactMissing,
    MissingFile,
    NumberOutOfRange,
    OptionNotPrintable,
)
from ballot_service.record.destruction import MAX_FILE, read_minutes
from ballot_service.record.folder import write_new

NOT_MINUTES = (
    "không phải biên bản tiêu hủy như lệnh tiêu hủy đã ghi; hãy dùng đúng tệp --out "
    "của lệnh đó, không sửa / not minutes as the destroying command wrote them"
)


def add_command(add: Add) -> None:
    """Add the command: the files of minutes, and what they do not know."""
    said = "biên bản tiêu hủy để in, ký / minutes of destruction to sign"
    command = add("destruction-minutes", paper, said)
    said = "tệp --out của lệnh tiêu hủy, một hay nhiều / minutes of destruction"
    command.add_argument("minutes", type=Path, nargs="+", metavar="FILE", help=said)
    command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    add_heading(command, "cơ quan lập biên bản / the body that issues it")
    said = "số văn bản; bỏ trống để ghi tay / number, blank to be written by hand"
    command.add_argument("--number", type=int, default=0, metavar="N", help=said)
    command.add_argument("--copies", type=int, default=2, metavar="N")
    command.add_argument("--remarks", default="", metavar="TEXT")
    for name, said in (
        ("present", "người chứng kiến, ghi cả chức danh / who else was there"),
        ("ground", "căn cứ thêm, ví dụ quyết định tiêu hủy / a further ground"),
        ("signer", "người ký: 'CHỨC DANH: Họ và tên' / who signs, and as what"),
    ):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar="TEXT", help=said
        )


def paper(args: argparse.Namespace) -> None:
    """Make the paper from the files that the destroying commands wrote.

    Raises:
        MissingFile, RefusesToOverwrite. What `read_minutes` refuses. NotOneDestruction.
        OptionNotPrintable: naming the field.
    """
    sources = tuple(_read(path) for path in args.minutes)
    try:
        facts = _facts(args, sources)
    except (BadText, FactMissing, NumberOutOfRange) as error:
        raise OptionNotPrintable(error.detail) from error
    write_new(args.out, destruction_minutes(facts))
    print(f"{args.out}")
    print("In, ký tay, lưu cùng tệp biên bản. / Print, sign, keep with the minutes.")


def _facts(args: argparse.Namespace, sources: tuple[Source, ...]) -> DestructionFacts:
    day = max(one.said.order.on for one in sources)
    return DestructionFacts(
        paper=Paper(office_of(args), args.number, day, args.secrecy),
        sources=sources,
        present=tuple(args.present),
        grounds=tuple(args.ground),
        remarks=args.remarks,
        copies=args.copies,
        signers=tuple(_signer(line) for line in args.signer),
    )


def _read(path: Path) -> Source:
    if not path.is_file():
        raise MissingFile(f"{path}: không có tệp này / no such file")
    with path.open("rb") as file:
        unverified = file.read(MAX_FILE + 1)
    try:
        said = read_minutes(unverified)
    except BallotServiceError:
        print(f"{path}: {NOT_MINUTES}", file=sys.stderr)
        raise
    return Source(path.name, hashlib.sha256(unverified).hexdigest(), said)


def _signer(line: str) -> Signer:
    capacity, colon, name = (part.strip() for part in line.partition(":"))
    if not colon or not capacity or not name:
        raise BadText(f"--signer {line[:40]!r}: 'CHỨC DANH: Họ và tên'")
    return Signer((capacity,), Person(name))
