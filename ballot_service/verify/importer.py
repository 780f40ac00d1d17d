"""`python -m ballot_service.verify.importer PACKAGE`: for a planning system on its own.

Refuses pins out of the package, and to exit 0 unless the statement may be acted on.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ballot_service.errors import (
    BallotServiceError,
    IncompletePackage,
    PinsFromThePackage,
)
from ballot_service.protocol.encoding import encode
from ballot_service.record.package import read_package
from ballot_service.verify.arguments import joined
from ballot_service.verify.importing import Awaited, Import, import_statement
from ballot_service.verify.ledger import open_ledger
from ballot_service.verify.refusals import refusal_of
from ballot_service.verify.render import verdict_lines

TEXTS = {
    "vi": {
        "new": "ĐÃ NHẬN bản kết quả, lần đầu",
        "known": "ĐÃ CÓ bản kết quả này từ trước, không thay đổi gì",
        "refused": "KHÔNG NHẬN",
        "void": "Đã ghi: cuộc bỏ phiếu này đã hủy",
        "paper": "Kết quả kiểm bằng phiếu giấy, mọi dòng",
        "code": "mã bản kết quả",
        "detail": "chi tiết",
        "unreadable": "không đọc hoặc ghi được tệp; kiểm tra đường dẫn và USB",
    },
    "en": {
        "new": "TAKEN OVER, for the first time",
        "known": "KNOWN already; nothing was changed",
        "refused": "REFUSED",
        "void": "Noted: this ballot is void",
        "paper": "Counted on paper ballots, all rows",
        "code": "statement code",
        "detail": "detail",
        "unreadable": "a file cannot be read or written; check path and stick",
    },
}


def add_awaited(command: argparse.ArgumentParser) -> None:
    """Add the options that say which statement is awaited."""
    command.add_argument(
        "--keys",
        type=Path,
        metavar="FILE",
        help="dấu vân tay khóa, chép từ biên bản mở đã ký / from the opening sheet",
    )
    command.add_argument(
        "--key", action="append", default=[], metavar="THUMBPRINT", help="repeat"
    )
    command.add_argument("--manifest", metavar="CODE", help="mã cấu hình / its code")
    command.add_argument(
        "--run",
        dest="awaited_run",
        type=int,
        metavar="N",
        help="lần bỏ phiếu / the run",
    )
    command.add_argument("--roll", metavar="HEX", help="mã băm danh sách / roll digest")


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    result = argparse.ArgumentParser(
        prog="python -m ballot_service.verify.importer",
        description="Nhận một bản kết quả đã ký. / Take a signed statement over.",
    )
    result.add_argument("package", type=Path, nargs="?", help="thư mục / folder")
    result.add_argument(
        "--ledger", type=Path, required=True, help="sổ đã nhận / what was taken over"
    )
    add_awaited(result)
    result.add_argument("--void", metavar="UUID", help="đã hủy / was declared void")
    result.add_argument("--json", action="store_true")
    result.add_argument("--lang", choices=("vi", "en"), default="vi")
    return result


def read_pins(
    file: Path | None, typed: Sequence[str], package: Path
) -> tuple[str, ...]:
    """Return the pins that were typed, then those of a file, one a line.

    Raises:
        PinsFromThePackage: the file lies in the package itself.
    """
    if file is None:
        return tuple(typed)
    if file.resolve().is_relative_to(package.resolve()):
        raise PinsFromThePackage(file.name)
    lines = (line.split("#")[0].strip() for line in file.read_text().splitlines())
    return (*typed, *(line for line in lines if line))


def awaited_of(args: argparse.Namespace) -> Awaited:
    """Return what the command line says is awaited.

    Raises:
        PinsFromThePackage.
    """
    return Awaited(
        pins=read_pins(args.keys, args.key, args.package),
        manifest=args.manifest or "",
        run=args.awaited_run,
        roll=args.roll,
    )


def said(found: Import, language: str) -> str:
    """Return the lines that tell of an import that succeeded."""
    words, statement = TEXTS[language], found.statement
    lines = [f"{words['new' if found.new else 'known']}: {words['code']}"]
    lines[0] += f" {statement.code}"
    if statement.medium == "paper":
        lines.append(words["paper"])
    # A planning system's clerk knows persons, not the numbers of rows.
    plan = statement.manifest.plan
    for row, line in zip(
        statement.verdict.outcomes,
        verdict_lines(statement.verdict, language),
        strict=True,
    ):
        title, nominee = plan.title(row.title), plan.nominee(row.nominee)
        lines += [f"  {title.name} — {nominee.name} ({nominee.birth_year})", line]
    return "\n".join(lines) + "\n"


def report(found: Import | None, error: BallotServiceError | None) -> str:
    """Return the outcome as one JSON object."""
    value: dict[str, object] = {"imported": found is not None}
    if error is not None:
        said = refusal_of(error)
        value |= {"error": error.name, "detail": error.detail}
        value |= {"vi": said.vi, "en": said.en}
    if found is not None:
        statement = found.statement
        value |= {
            "new": found.new,
            "uuid": statement.manifest.uuid,
            "run": statement.manifest.run,
            "statement": statement.digest,
            "medium": statement.medium,
            "numbers": vars(statement.numbers),
            "verdict": statement.verdict.to_json(),
        }
    return encode(value).decode() + "\n"


def _import(args: argparse.Namespace) -> Import:
    if args.package is None:
        raise IncompletePackage("no package was named")
    package = read_package(args.package)
    awaited = awaited_of(args)
    with open_ledger(args.ledger) as ledger:
        return import_statement(
            package.unverified_statement, package.unverified_manifest, awaited, ledger
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the importer; return 0 where it may be acted on, 1 if not, 2 unreadable."""
    args = parser().parse_args(joined(sys.argv[1:] if arguments is None else arguments))
    words = TEXTS[args.lang]
    try:
        if args.void is not None:
            with open_ledger(args.ledger) as ledger:
                ledger.declare_void(args.void)
            sys.stdout.write(f"{words['void']}: {args.void}\n")
            return 0
        found = _import(args)
    except BallotServiceError as error:
        advice = refusal_of(error)[args.lang == "en"]
        refusal = f"{words['refused']} — {error.name}: {advice}\n"
        refusal += f"      {words['detail']}: {error.detail}\n"
        sys.stdout.write(report(None, error) if args.json else refusal)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{words['refused']}: {words['unreadable']}\n      {error}\n")
        return 2
    sys.stdout.write(report(found, None) if args.json else said(found, args.lang))
    return 0


if __name__ == "__main__":
    sys.exit(main())
