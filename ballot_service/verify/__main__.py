"""`python -m ballot_service.verify RECORD`: the verifier for anyone.

Refuses to exit 0 unless every step that it was asked for holds.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Self

from ballot_service.errors import BallotServiceError, NotUnpacked
from ballot_service.planning.verdict import Verdict
from ballot_service.record.folder import require_unpacked
from ballot_service.verify.arguments import joined
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.paper_steps import held_on_paper, verify_paper
from ballot_service.verify.render import (
    failure_line,
    outside_line,
    report_json,
    step_lines,
    verdict_lines,
)
from ballot_service.verify.texts import WORDS
from ballot_service.verify.verifier import (
    Expected,
    verify_bare,
    verify_closed,
    verify_complete,
    verify_signed,
)


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    result = argparse.ArgumentParser(
        prog="python -m ballot_service.verify",
        description="Kiểm chứng một hồ sơ bỏ phiếu. / Verify the record of a ballot.",
    )
    add_arguments(result)
    result.add_argument(
        "--json", action="store_true", help="báo cáo JSON / JSON report"
    )
    return result


def add_arguments(result: argparse.ArgumentParser) -> None:
    """Add the record and what paper says of it, to this program's grammar or another's.

    Whoever calls `verify_as_asked` with such arguments sets `json` too.
    """
    result.add_argument(
        "record", type=Path, help="thư mục hồ sơ, hoặc một tệp .bel / folder or .bel"
    )
    result.add_argument("--lang", choices=("vi", "en"), default="vi")
    result.add_argument("--setup", metavar="CODE", help="mã mở bỏ phiếu trên bản giấy")
    result.add_argument("--ballots", metavar="C", type=int, help="số phiếu thu về")
    result.add_argument("--end", metavar="CODE", help="mã đóng bỏ phiếu trên bản giấy")
    result.add_argument("--present", metavar="P", type=int, help="số có mặt")
    result.add_argument("--issued", metavar="I", type=int, help="số phiếu phát ra")
    result.add_argument(
        "--key",
        metavar="THUMBPRINT",
        action="append",
        default=[],
        help="dấu vân tay khóa ký trên bản in lúc mở; lặp lại theo thứ tự / repeat",
    )
    result.add_argument(
        "--undrawn",
        metavar="FILE",
        type=Path,
        help="danh sách thẻ chưa phát / the list of undrawn slips",
    )
    depth = result.add_mutually_exclusive_group()
    depth.add_argument(
        "--closed", action="store_true", help="chỉ tới lúc đóng / up to the closing"
    )
    depth.add_argument(
        "--without-statement",
        action="store_true",
        help="không kiểm tra bản kết quả / leave the statement out",
    )
    result.add_argument(
        "--workers",
        type=int,
        default=os.cpu_count() or 1,
        help="số tiến trình / processes (mặc định: mọi nhân)",
    )


def verify_as_asked(
    args: argparse.Namespace, narrator: Narrator
) -> tuple[str, Verdict | None]:
    """Verify as asked; return the kind of success and the verdict.

    Raises:
        The named error of the failing step, which the narrator has too. OSError.
        NotUnpacked: before any step, for nothing was found out about the record.
    """
    require_unpacked(args.record)
    expected = Expected(
        setup=args.setup,
        ballots=args.ballots,
        end=args.end,
        present=args.present,
        issued=args.issued,
        keys=tuple(args.key),
        undrawn=None if args.undrawn is None else args.undrawn.read_bytes().rstrip(),
    )
    with _Progress(args) as progress:
        rest = (args.workers, progress.show, narrator)
        if held_on_paper(args.record):
            return "ok_paper", verify_paper(args.record, expected, narrator).verdict
        if args.record.is_file():
            verify_bare(args.record, expected, *rest)
            return "ok_bare", None
        if args.closed:
            verify_closed(args.record, expected, *rest)
            return "ok_closed", None
        if args.without_statement:
            verify_complete(args.record, expected, *rest)
            return "ok_unsigned", None
        _, statement = verify_signed(args.record, expected, *rest)
        return "ok", statement.verdict


class _Progress:
    """A bar on standard error while ballots are checked, only on a terminal."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._label = WORDS[args.lang]["progress"]
        self._on = sys.stderr.isatty() and not args.json

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._on:
            sys.stderr.write("\r\033[K")

    def show(self, done: int, total: int) -> None:
        """Draw the bar."""
        if self._on:
            sys.stderr.write(f"\r{self._label}: {done}/{total}")
            sys.stderr.flush()


def main(arguments: list[str] | None = None) -> int:
    """Run the verifier; return 0 if all holds, 1 if not, 2 if it cannot be read."""
    given = sys.argv[1:] if arguments is None else arguments
    args = parser().parse_args(joined(given))
    narrator = Narrator()
    error: BallotServiceError | None = None
    verdict: Verdict | None = None
    kind = "fail"
    try:
        kind, verdict = verify_as_asked(args, narrator)
    except NotUnpacked as caught:
        words = WORDS[args.lang]
        sys.stderr.write(f"{words['zip']}\n      {caught.detail}\n")
        return 2
    except BallotServiceError as caught:
        error = caught
    except OSError as caught:
        words = WORDS[args.lang]
        sys.stderr.write(f"{words['unreadable']}: {caught.filename or caught}\n")
        sys.stderr.write(f"      {words['look']} ({caught.strerror})\n")
        return 2
    if args.json:
        sys.stdout.write(report_json(narrator, error, verdict) + "\n")
        return 0 if error is None else 1
    for step in narrator.steps.values():
        sys.stdout.write("\n".join(step_lines(step, args.lang)) + "\n")
        if step.id is StepId.VERDICT and verdict is not None:
            sys.stdout.write("\n".join(verdict_lines(verdict, args.lang)) + "\n")
    if error is not None:
        sys.stdout.write(failure_line(narrator, error, args.lang) + "\n")
        return 1
    group = narrator.steps[StepId.ELECTION].facts.get("group")
    if group is not None:
        sys.stdout.write(outside_line(str(group), args.lang) + "\n")
    sys.stdout.write(WORDS[args.lang][kind] + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
