"""The operator's commands and their options.

Refuses an option that would weaken a rule: there is none to do without keys.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from ballot_service.cli import commands
from ballot_service.workflows.office import Role

Run = Callable[[argparse.Namespace], None]


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data", type=Path, metavar="DIR", help="thư mục dữ liệu / data folder"
    )
    common.add_argument(
        "--database", default="", metavar="URL", help="PostgreSQL, nếu dùng / if used"
    )
    return common


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bind", default="127.0.0.1:8443", metavar="HOST:PORT")
    command.add_argument("--threads", type=int, default=16)
    command.add_argument("--cert", type=Path, help="chứng thư TLS / TLS certificate")
    command.add_argument("--key", type=Path, help="khóa TLS / its private key")
    command.add_argument(
        "--plain-http",
        action="store_true",
        help="không TLS, chỉ trên máy này / no TLS, loopback only",
    )


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    top = argparse.ArgumentParser(
        prog="ballot-service",
        description="Vận hành máy chủ bỏ phiếu kín. / Operates the ballot service.",
    )
    common = _common()
    verbs = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Run, said: str) -> argparse.ArgumentParser:
        command = verbs.add_parser(name, parents=[common], help=said, description=said)
        command.set_defaults(run=run)
        return command

    add("init", commands.init, "lập thư mục, khóa, tài khoản / folder, keys, accounts")
    add("migrate", commands.migrate, "cập nhật cơ sở dữ liệu / upgrade the database")
    _serve(add("serve", commands.serve, "chạy máy chủ / run the server"))
    user = verbs.add_parser("user", help="tài khoản / accounts")
    acts = user.add_subparsers(dest="act", required=True, metavar="ACT")

    def add_user(name: str, run: Run, said: str) -> argparse.ArgumentParser:
        command = acts.add_parser(name, parents=[common], help=said, description=said)
        command.set_defaults(run=run)
        return command

    new = add_user("add", commands.user_add, "thêm tài khoản / a new account")
    new.add_argument("login")
    new.add_argument("--name", required=True)
    new.add_argument(
        "--role", action="append", required=True, choices=[role.value for role in Role]
    )
    new.add_argument(
        "--place", type=int, default=0, help="số thứ tự trong Ban kiểm phiếu / trustee"
    )
    for name, run, said in (
        ("reset", commands.user_reset, "đặt lại mật khẩu / a new password"),
        ("disable", commands.user_disable, "khóa tài khoản / disable"),
    ):
        add_user(name, run, said).add_argument("login")
    add_user("list", commands.user_list, "danh sách / list")
    return top
