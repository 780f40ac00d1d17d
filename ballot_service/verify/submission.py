"""`python -m ballot_service.verify.submission FILE`: the recipient opens a submission.

Refuses to exit 0 unless every step holds, and prints nothing of a dossier but hashes.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path

from ballot_service.errors import (
    BadPackage,
    BallotServiceError,
    NoTerminal,
    NothingPinned,
    UnpinnedSigningKey,
)
from ballot_service.keyfiles.envelopes import (
    new_identity,
    open_with_identity,
    open_with_passphrase,
)
from ballot_service.keyfiles.private_files import create_private, read_private
from ballot_service.record.folder import write_new
from ballot_service.record.package_archive import read_archive
from ballot_service.record.package_list import read_package_list
from ballot_service.record.signatures import read_signed
from ballot_service.verify.arguments import joined
from ballot_service.verify.packages import VerifiedPackage, verify_package

MAX_SEALED = 1024 * 1024 * 1024 + 64 * 1024 * 1024
WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "opened": "Mở niêm phong",
        "form": "Khuôn dạng gói",
        "signature": "Chữ ký trên danh mục; mã gói trình",
        "files": "Từng tệp đúng mã băm; số tệp",
        "ballot": "Hồ sơ bỏ phiếu và bản kết quả, bước",
        "paper": "Phiếu giấy: bản kết quả (không có hồ sơ điện tử), bước",
        "lists": "Mọi nhân sự trong danh sách đều đạt phiếu; bổ sung + đưa ra",
        "complete": "Đủ tài liệu bắt buộc; tờ trình",
        "annex": "Phụ lục kiểm chứng dựng lại từ các hồ sơ, trùng từng byte",
        "ok": "KẾT QUẢ: ĐẠT. Gói trình nguyên vẹn và đầy đủ.",
        "fail": "KẾT QUẢ: KHÔNG ĐẠT",
        "pins": "CHƯA ĐỐI CHIẾU: nhập dấu vân tay khóa ký từ biên bản mở bỏ phiếu đã "
        "ký (--pins). Gói ghi như sau, chỉ để đối chiếu:",
        "passphrase": "Cụm mật khẩu của gói: ",
        "written": "Đã ghi các tệp vào",
        "key": "Khóa công khai, gửi cho cơ quan trình: ",
    },
    "en": {
        "opened": "Opened",
        "form": "Form of the package",
        "signature": "Signature under the list; package code",
        "files": "Every file has its hash; files",
        "ballot": "Record and statement of a ballot, step",
        "paper": "On paper: statement of a ballot (there is no record), step",
        "lists": "Everybody on the lists passed a ballot; additions + removals",
        "complete": "Every mandatory document is there; submission",
        "annex": "Verification annex made again from the records, the same bytes",
        "ok": "RESULT: OK. The package is whole and complete.",
        "fail": "RESULT: NOT OK",
        "pins": "NOT COMPARED: give the thumbprints of the signed opening sheets "
        "(--pins). The package says, for comparison only:",
        "passphrase": "Passphrase of the package: ",
        "written": "Files written to",
        "key": "Public key, for the body that submits: ",
    },
}


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    result = argparse.ArgumentParser(
        prog="python -m ballot_service.verify.submission",
        description="Mở và kiểm chứng gói tờ trình. / Open and verify a submission.",
    )
    add_arguments(result)
    return result


def add_arguments(result: argparse.ArgumentParser) -> None:
    """Add the options to a parser, this program's or the operator's."""
    result.add_argument("file", type=Path, help="tệp gói trình / the sealed file")
    result.add_argument(
        "--key",
        metavar="CODE",
        default="",
        help="mã khóa ký gói, in trên tờ trình đã ký / on the signed submission",
    )
    result.add_argument(
        "--pins",
        metavar="FILE",
        type=Path,
        help="mỗi dòng: UUID và các dấu vân tay trên biên bản mở / UUID THUMBPRINT…",
    )
    result.add_argument(
        "--identity",
        metavar="FILE",
        type=Path,
        help="tệp khóa riêng; không có thì hỏi cụm mật khẩu / private key file",
    )
    result.add_argument(
        "--into", metavar="DIR", type=Path, help="ghi các tệp ra / write the files"
    )
    result.add_argument("--lang", choices=("vi", "en"), default="vi")
    result.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    result.add_argument(
        "--new-identity",
        action="store_true",
        help="lập khóa nhận gói và ghi vào FILE / make a recipient's key into FILE",
    )


def read_pins(text: str) -> dict[str, tuple[str, ...]]:
    """Read lines of a ballot's uuid and its committee's thumbprints, in their order."""
    rows = [line.split() for line in text.splitlines() if line.strip()]
    return {uuid: tuple(keys) for uuid, *keys in rows}


def _content(args: argparse.Namespace) -> bytes:
    """Open the envelope.

    Raises:
        PackageNotOpened, LooseKeyFile. BadPackage: larger than any package.
        NoTerminal: a passphrase is needed, and nobody can type it.
    """
    if args.file.stat().st_size > MAX_SEALED:
        raise BadPackage("larger than any package")
    unverified = args.file.read_bytes()
    if args.identity is not None:
        return open_with_identity(unverified, read_private(args.identity).decode())
    ask = WORDS[args.lang]["passphrase"]
    if sys.stdin.isatty():
        return open_with_passphrase(unverified, getpass.getpass(ask))
    typed = sys.stdin.readline().strip()
    if not typed:
        raise NoTerminal("passphrase")
    return open_with_passphrase(unverified, typed)


def run(args: argparse.Namespace) -> int:
    """Open and verify; return 0 if all holds, 1 if not."""
    words = WORDS[args.lang]
    if args.new_identity:
        text, public = new_identity()
        create_private(args.file, text.encode())
        print(words["key"] + public)
        return 0

    def told(step: str, what: str) -> None:
        print(f"  [OK] {words[step]}: {what}")

    content = b""
    try:
        content = _content(args)
        told("opened", args.file.name)
        pins = read_pins(args.pins.read_text()) if args.pins else {}
        found = verify_package(content, args.key, pins, args.workers, told)
        if args.into is not None:
            write_files(found, args.into)
            print(f"  {words['written']}: {args.into}")
    except BallotServiceError as error:
        if isinstance(error, UnpinnedSigningKey | NothingPinned):
            _show_claimed(content, words["pins"])
        print(f"{words['fail']}: {error.name}: {error.detail}")
        return 1
    print(words["ok"])
    return 0


def _show_claimed(content: bytes, words: str) -> None:
    signed_list, _ = read_archive(content)
    claimed = read_package_list(read_signed(signed_list).kernel)
    print(words)
    for ballot in claimed.ballots:
        print(f"  {ballot.uuid} {' '.join(ballot.keys)}")


def write_files(found: VerifiedPackage, folder: Path) -> None:
    """Write a verified package's files below a folder that is not there yet.

    Raises:
        RefusesToOverwrite.
    """
    folder.mkdir(mode=0o700, parents=True)
    for path, content in found.files.items():
        target = folder / path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_new(target, content)


def main(arguments: list[str] | None = None) -> int:
    """Run the reader; return 0 if all holds, 1 if not, 2 if a file cannot be read."""
    given = sys.argv[1:] if arguments is None else arguments
    args = parser().parse_args(joined(given))
    try:
        return run(args)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
