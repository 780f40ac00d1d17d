"""The tally's commands and their options, with help in Vietnamese and English.

Refuses options that would weaken a gate: there is none to skip a check, and none that
brings a ciphertext.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from ballot_service.tally import (
    ceremony_steps,
    counting,
    destruction,
    guided_ceremony,
    guided_count,
    paper,
    possession,
    slip_commands,
)
from ballot_service.tally.session import Session

Run = Callable[[Session], None]

_MANIFEST = ("tệp manifest.json đã chốt", "the frozen manifest.json")
_PASSPHRASE = (
    "tệp chứa mật khẩu, lặp lại theo thứ tự; thay cho việc hỏi",
    "a file with a passphrase, repeated in order; instead of asking",
)


def _both(words: tuple[str, str]) -> str:
    return " / ".join(words)


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("vi", "en"), default="vi")
    common.add_argument(
        "--json", action="store_true", help="kết quả JSON / JSON on standard output"
    )
    return common


def _secret(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--passphrase-file", type=Path, action="append", help=_both(_PASSPHRASE)
    )


def _closing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--setup", metavar="CODE", help="mã mở bỏ phiếu / opening")
    command.add_argument("--ballots", metavar="C", type=int, help="phiếu thu về")
    command.add_argument("--end", metavar="CODE", help="mã đóng bỏ phiếu / closing")
    command.add_argument(
        "--workers",
        type=int,
        default=os.cpu_count() or 1,
        help="số tiến trình / processes",
    )


def _numbers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--present", metavar="P", type=int, help="số có mặt / present")
    command.add_argument("--issued", metavar="I", type=int, help="phiếu phát ra")


class _Grammar:
    """Adds commands, each with the options that all have."""

    def __init__(self) -> None:
        self.top = argparse.ArgumentParser(
            prog="python -m ballot_service.tally",
            description="Công cụ của Ban kiểm phiếu: lập chìa khóa hòm phiếu, kiểm "
            "phiếu, ký bản kết quả. / The counting committee's tool.",
        )
        self._commands = self.top.add_subparsers(
            dest="command", required=True, metavar="COMMAND"
        )
        self._common = _common()

    def add(self, name: str, run: Run, vi: str, en: str) -> argparse.ArgumentParser:
        """Add a command and return its parser."""
        command = self._commands.add_parser(
            name,
            parents=[self._common],
            help=f"{vi} / {en}",
            description=f"{vi}. {en}.",
        )
        command.set_defaults(run=run)
        return command


def _add_ceremony(grammar: _Grammar) -> None:
    guided = grammar.add(
        "ceremony",
        guided_ceremony.run,
        "lập chìa khóa hòm phiếu trên một máy",
        "the guided key ceremony on one laptop",
    )
    guided.add_argument("manifest", type=Path, help=_both(_MANIFEST))
    guided.add_argument("--out", type=Path, required=True, metavar="DIR")
    guided.add_argument(
        "--share-dir",
        type=Path,
        action="append",
        metavar="DIR",
        help="USB của từng thành viên, lặp lại theo thứ tự / one a member",
    )
    _secret(guided)
    for name, run, vi, en in (
        ("certify", ceremony_steps.certify, "bước 1: chứng thư", "certificate"),
        ("commit", ceremony_steps.commit, "bước 2: cam kết", "commitment"),
        ("share", ceremony_steps.share, "bước 3: trao phần khóa", "hand out shares"),
        ("accept", ceremony_steps.accept, "bước 4: kiểm tra, nhận", "check, accept"),
        ("finish", ceremony_steps.finish, "bước 5: hoàn thành", "finish"),
    ):
        step = grammar.add(name, run, vi, en)
        step.add_argument("--manifest", type=Path, required=True, help=_both(_MANIFEST))
        step.add_argument("--dir", type=Path, required=True, help="thư mục chung")
        step.add_argument("--own", type=Path, required=True, help="tệp mảnh khóa riêng")
        step.add_argument("--index", type=int, required=True, help="số thứ tự, từ 1")
        _secret(step)
    prove = grammar.add(
        "prove",
        possession.run,
        "chứng minh mảnh khóa mở được",
        "prove that a share opens",
    )
    prove.add_argument("share", type=Path)
    prove.add_argument("--manifest", type=Path, required=True, help=_both(_MANIFEST))
    prove.add_argument("--trustees", type=Path, required=True, help="trustees.json")
    prove.add_argument("--request", type=Path, help="yêu cầu của bàn thư ký / request")
    prove.add_argument("--out", type=Path)
    _secret(prove)


def _add_count(grammar: _Grammar) -> None:
    aggregate = grammar.add(
        "aggregate", counting.aggregate, "tổng hợp phiếu niêm phong", "encrypted tally"
    )
    aggregate.add_argument("record", type=Path, help="thư mục hồ sơ / record folder")
    aggregate.add_argument("--out", type=Path, required=True, metavar="DIR")
    _closing(aggregate)
    decrypt = grammar.add(
        "decrypt", counting.decrypt, "mở tổng bằng một mảnh khóa", "open with one share"
    )
    decrypt.add_argument("record", type=Path, help="thư mục hồ sơ / record folder")
    decrypt.add_argument("--share", type=Path, required=True)
    decrypt.add_argument("--out", type=Path)
    _closing(decrypt)
    _secret(decrypt)
    combine = grammar.add(
        "combine",
        counting.combine,
        "ghép các phần đã mở",
        "combine partial decryptions",
    )
    combine.add_argument("record", type=Path, help="thư mục hồ sơ / record folder")
    combine.add_argument("partial", type=Path, nargs="+")
    combine.add_argument("--keys", type=Path, required=True, help="signing_keys.json")
    combine.add_argument("--out", type=Path, required=True, metavar="DIR")
    _closing(combine)
    _numbers(combine)
    sign = grammar.add(
        "sign", counting.sign_result, "ký bản kết quả", "sign the statement"
    )
    sign.add_argument(
        "record", type=Path, help="thư mục hồ sơ đầy đủ / complete record"
    )
    sign.add_argument("--share", type=Path, required=True)
    _closing(sign)
    _numbers(sign)
    _secret(sign)
    count = grammar.add(
        "count", guided_count.run, "kiểm phiếu trên một máy", "count on one laptop"
    )
    count.add_argument("record", type=Path, help="thư mục hồ sơ / record folder")
    count.add_argument("--share", type=Path, action="append", required=True)
    count.add_argument("--out", type=Path, required=True, metavar="DIR")
    _closing(count)
    _numbers(count)
    _secret(count)


def _add_slips(grammar: _Grammar) -> None:
    slips = grammar.add("slips", slip_commands.make, "in thẻ nhận phiếu", "print slips")
    slips.add_argument("--manifest", type=Path, required=True, help=_both(_MANIFEST))
    slips.add_argument("--count", type=int, required=True)
    slips.add_argument("--out-pdf", type=Path, required=True)
    slips.add_argument("--out-public", type=Path, required=True)
    forgotten = grammar.add(
        "slips-forget", slip_commands.forget, "xóa tệp thẻ đã in", "erase printed slips"
    )
    forgotten.add_argument("pdf", type=Path, help="tệp PDF của thẻ / the slips' PDF")
    opened = grammar.add(
        "slips-open",
        slip_commands.open_undrawn,
        "mở và kiểm tra thẻ chưa phát",
        "open and check undrawn slips",
    )
    opened.add_argument(
        "--out", type=Path, help="tệp để nộp về máy chủ / a file for the service"
    )
    opened.add_argument("record", type=Path, help="thư mục hồ sơ / record folder")
    opened.add_argument("code", nargs="*", help="mã thẻ; không có thì hỏi / else asks")
    _closing(opened)


def _add_destroy(grammar: _Grammar) -> None:
    destroyed = grammar.add(
        "destroy",
        destruction.run,
        "tiêu hủy mảnh khóa sau khi thông qua kết quả",
        "destroy a key share once the result is accepted",
    )
    destroyed.add_argument("share", type=Path)
    ground = destroyed.add_mutually_exclusive_group(required=True)
    ground.add_argument(
        "--record", type=Path, help="hồ sơ đã ký / the signed record's folder"
    )
    ground.add_argument("--void", help="số biên bản hủy cuộc bỏ phiếu / void minutes")
    destroyed.add_argument(
        "--key",
        metavar="THUMBPRINT",
        action="append",
        default=[],
        help="dấu vân tay khóa, bắt buộc với phiếu giấy / needed on paper; repeat",
    )
    destroyed.add_argument("--minutes", required=True, help="số biên bản tiêu hủy")
    destroyed.add_argument("--by", required=True, help="người tiêu hủy / who destroys")
    destroyed.add_argument("--out", type=Path, required=True, help="tệp biên bản")


def _add_paper(grammar: _Grammar) -> None:
    paper_count = grammar.add(
        "paper", paper.run, "ký kết quả phiếu giấy", "sign a count of paper ballots"
    )
    paper_count.add_argument("manifest", type=Path, help=_both(_MANIFEST))
    paper_count.add_argument("--share", type=Path, action="append", required=True)
    paper_count.add_argument(
        "--code", metavar="CODE", help="mã số liệu trên biên bản đã ký / on the sheet"
    )
    paper_count.add_argument(
        "--counts", type=Path, help="tệp số liệu; không có thì hỏi / else asks"
    )
    paper_count.add_argument(
        "--existing", type=Path, help="bản kết quả đã có chữ ký khác / signed so far"
    )
    paper_count.add_argument("--out", type=Path, required=True, metavar="DIR")
    _secret(paper_count)


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    grammar = _Grammar()
    _add_ceremony(grammar)
    _add_count(grammar)
    _add_paper(grammar)
    _add_slips(grammar)
    _add_destroy(grammar)
    return grammar.top
