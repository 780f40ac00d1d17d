"""Signing of papers by whoever holds the certificate, and the check of what was signed.

Refuses a passphrase on the command line, where every program of the machine reads it.
"""

import argparse
import datetime as dt
import getpass
from pathlib import Path

from ballot_service.documents.signature_check import Trust, check_signatures
from ballot_service.documents.signing import (
    Token,
    sign_paper,
    signer_of_file,
    signer_on_token,
)
from ballot_service.errors import MissingOption, RefusesToOverwrite
from ballot_service.planning.typed_day import read_day


def _trust(args: argparse.Namespace) -> Trust:
    def read(paths: list[Path]) -> tuple[bytes, ...]:
        return tuple(path.read_bytes() for path in paths)

    return Trust(read(args.root), read(args.between), read(args.crl))


def sign(args: argparse.Namespace) -> None:
    """Sign a paper into a new file.

    Raises:
        RefusesToOverwrite, MissingOption: neither a key file nor a token was named.
        SigningError, CertificateError (E23) by its name.
    """
    if args.out.exists():
        raise RefusesToOverwrite(args.out.name)
    pdf, trust, at = args.paper.read_bytes(), _trust(args), dt.datetime.now(dt.UTC)
    secret = getpass.getpass("Mật khẩu hoặc PIN / passphrase or PIN: ")
    if args.pkcs12:
        signer = signer_of_file(args.pkcs12, secret)
        signed = sign_paper(pdf, signer, args.reason, trust, at)
    elif args.library:
        token = Token(args.library, args.token, args.key)
        with signer_on_token(token, secret) as signer:
            signed = sign_paper(pdf, signer, args.reason, trust, at)
    else:
        raise MissingOption("--pkcs12 / --library")
    args.out.write_bytes(signed)
    _say(signed, trust, at)


def check(args: argparse.Namespace) -> None:
    """Check a paper's signatures off-line and say who signed.

    Raises:
        NotSigned, SignatureBroken, CertificateError (E23) by its name. NoSuchDay.
    """
    at = dt.datetime.now(dt.UTC)
    if args.day:
        day = dt.date.fromisoformat(read_day(args.day))
        at = dt.datetime.combine(day, dt.time(23, 59), dt.UTC)
    _say(args.paper.read_bytes(), _trust(args), at)


def _say(pdf: bytes, trust: Trust, at: dt.datetime) -> None:
    for one in check_signatures(pdf, trust, at):
        print(f"ĐÚNG / holds: {one.name} – {one.reason}")


def add_arguments(signing: argparse.ArgumentParser, c: argparse.ArgumentParser) -> None:
    """Add the options of both commands."""
    for command in (signing, c):
        command.add_argument("paper", type=Path, metavar="FILE")
        for name, said in (
            ("root", "chứng thư gốc / root certificate"),
            ("between", "chứng thư trung gian / intermediate"),
            ("crl", "danh sách thu hồi / revocation list"),
        ):
            command.add_argument(
                f"--{name}", type=Path, action="append", default=[], help=said
            )
    signing.add_argument("out", type=Path, metavar="OUT")
    signing.add_argument("--reason", required=True, help="tư cách ký / as what")
    signing.add_argument("--pkcs12", type=Path, help="tệp khóa / key file")
    signing.add_argument("--library", type=Path, help="thư viện PKCS#11 / library")
    signing.add_argument("--token", default="", help="nhãn thiết bị / token's label")
    signing.add_argument("--key", default="", help="nhãn khóa / key's label")
    c.add_argument("--day", default="", help="kiểm tra tại ngày / as of this day")
