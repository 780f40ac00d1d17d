"""The operator's commands and their options.

Refuses an option that would weaken a rule: there is none to do without keys.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from ballot_service.cli import (
    commands,
    destruction,
    destruction_paper,
    doctor,
    inspection,
    signing,
    statements,
    submissions,
    tls,
)
from ballot_service.cli.machine import address_and_port
from ballot_service.verify import submission as submission_reader
from ballot_service.verify.importer import add_awaited
from ballot_service.workflows.office import Role

Run = Callable[[argparse.Namespace], int | None]


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
    command.add_argument(
        "--bind", type=address_and_port, default="127.0.0.1:8443", metavar="HOST:PORT"
    )
    command.add_argument("--threads", type=int, default=16)
    command.add_argument("--cert", type=Path, help="chứng thư TLS / TLS certificate")
    command.add_argument("--key", type=Path, help="khóa TLS / its private key")
    command.add_argument(
        "--plain-http",
        action="store_true",
        help="không TLS, chỉ trên máy này / no TLS, loopback only",
    )
    _named(command)


def _named(command: argparse.ArgumentParser) -> None:
    """Add the name to which passkeys are bound."""
    said = "tên để đăng nhập bằng khóa truy cập / the name that passkeys are bound to"
    command.add_argument("--name", default="", metavar="NAME[:PORT]", help=said)


_ATTEMPTS = range(1, 21)
Add = Callable[[str, Run, str], argparse.ArgumentParser]


def _statements(add: Add) -> None:
    """Add the commands about statements."""
    taken = add(
        "import-statement",
        statements.import_statement,
        "nhận bản kết quả đã ký / take a signed statement over",
    )
    taken.add_argument("package", type=Path, help="thư mục / folder")
    add_awaited(taken)
    sent = add(
        "deliver", statements.deliver, "gửi bản kết quả tới nơi nhận / send statements"
    )
    _which(sent)
    sent.add_argument("--again", action="store_true", help="gửi lại / send again")
    sent.add_argument("--attempts", type=int, default=3, metavar="N", choices=_ATTEMPTS)
    sent.add_argument("--pause", type=int, default=5, metavar="SECONDS")
    dropped = add(
        "drop", statements.drop, "chép gói bản kết quả vào thư mục / write packages"
    )
    dropped.add_argument("folder", type=Path)
    _which(dropped)
    log = add("deliveries", statements.deliveries, "sổ gửi / the log of deliveries")
    log.add_argument("event")


def _submissions(add: Add) -> None:
    """Add the commands about submissions."""
    opened = add(
        "open-submission",
        submissions.open_submission,
        "mở và kiểm chứng gói tờ trình / open and verify a submission",
    )
    submission_reader.add_arguments(opened)
    care = add(
        "attachments",
        submissions.attachments,
        "kiểm tra kho tệp đính kèm / check the attached files",
    )
    care.add_argument(
        "--drop-left-over",
        action="store_true",
        help="xóa tệp không thuộc hồ sơ nào / remove files that no row counts",
    )


def _which(command: argparse.ArgumentParser) -> None:
    command.add_argument("--event", help="chỉ cuộc bỏ phiếu này / this one alone")
    command.add_argument(
        "--not-announced",
        action="store_true",
        help="cả khi không công bố; cần --event / though it was not announced",
    )


def _webhook(add: Add) -> None:
    put = add("set", statements.webhook_set, "đặt nơi nhận / set the one address")
    put.add_argument("url")
    put.add_argument("--ca", type=Path, help="CA của nơi nhận / its authority")
    add("show", statements.webhook_show, "xem nơi nhận / show it")
    add("off", statements.webhook_off, "tắt / forget it")


def _tls(command: argparse.ArgumentParser) -> None:
    said = "tên máy chủ, ví dụ bophieu.lan; lặp lại được / its name; repeat"
    command.add_argument("--name", action="append", default=[], help=said)
    said = "địa chỉ riêng của máy; lặp lại được / its private address; repeat"
    command.add_argument("--address", action="append", default=[], help=said)
    said = "khóa CA, nếu đã cất nơi khác / the CA's key, if it was taken away"
    command.add_argument("--ca-key", type=Path, metavar="FILE", help=said)


def _doctor(command: argparse.ArgumentParser) -> None:
    said = "như sẽ dùng với serve / as serve will be told"
    command.add_argument(
        "--bind",
        type=address_and_port,
        default="0.0.0.0:8443",
        metavar="HOST:PORT",
        help=said,
    )
    _named(command)
    command.add_argument("--json", action="store_true", help="cho máy đọc / as JSON")


def _adder(
    group: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: argparse.ArgumentParser,
) -> Add:
    """Return how to add a command to a group, with the options that all have."""

    def add(name: str, run: Run, said: str) -> argparse.ArgumentParser:
        command = group.add_parser(name, parents=[common], help=said, description=said)
        command.set_defaults(run=run)
        return command

    return add


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    top = argparse.ArgumentParser(
        prog="ballot-service",
        description="Vận hành máy chủ bỏ phiếu kín. / Operates the ballot service.",
    )
    common = _common()
    verbs = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    add = _adder(verbs, common)
    add("init", commands.init, "lập thư mục, khóa, tài khoản / folder, keys, accounts")
    add("migrate", commands.migrate, "cập nhật cơ sở dữ liệu / upgrade the database")
    _tls(add("tls", tls.make_tls, "chứng thư của mạng LAN / the LAN's certificates"))
    said = "khám máy trước cuộc họp / examine the machine before a meeting"
    _doctor(add("doctor", doctor.doctor, said))
    _serve(add("serve", commands.serve, "chạy máy chủ / run the server"))
    _statements(add)
    _submissions(add)
    signing.add_arguments(
        add("sign-paper", signing.sign, "ký số văn bản / sign a paper"),
        add("check-paper", signing.check, "kiểm tra chữ ký số / check its signatures"),
    )
    said = "báo cáo kiểm chứng độc lập F11 / the inspector's report"
    inspection.add_arguments(add("inspection-report", inspection.report, said))
    destruction_paper.add_command(add)
    hook = verbs.add_parser("webhook", help="nơi nhận bản kết quả / where they go")
    hooks = hook.add_subparsers(dest="act", required=True, metavar="ACT")

    add_hook = _adder(hooks, common)
    _webhook(add_hook)
    user = verbs.add_parser("user", help="tài khoản / accounts")
    acts = user.add_subparsers(dest="act", required=True, metavar="ACT")

    add_user = _adder(acts, common)
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
    named = add_user("name", commands.user_name, "đặt họ tên / a person's name")
    named.add_argument("login")
    named.add_argument("name")
    add_user("list", commands.user_list, "danh sách / list")
    gone = verbs.add_parser("destroy", help="tiêu hủy / destroy by minutes")
    things = gone.add_subparsers(dest="what", required=True, metavar="WHAT")

    add_thing = _adder(things, common)
    destruction.add_destroy(add_thing)
    return top
