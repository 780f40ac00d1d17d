"""The commands: init, serve, migrate, and the accounts of staff.

Refuses to print a password that it did not just make, and to make one twice.
"""

import argparse
import os
import secrets
import sys
import time

from ballot_service.cli.machine import port_fault
from ballot_service.cli.place import Place, place_of
from ballot_service.errors import PortTaken, UnknownUser
from ballot_service.keyfiles import tls
from ballot_service.keyfiles.service_keys import make_service_keys
from ballot_service.workflows import staff
from ballot_service.workflows.attachment_care import make_missing_key
from ballot_service.workflows.office import Actor, Office, Role
from ballot_service.workflows.relying_party import LOOPBACK, party_at
from ballot_service.workflows.start import open_office

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
OPERATOR = Actor("operator", "operator", Role.TECHNICIAN)
FIRST: tuple[tuple[str, str, Role, int], ...] = (
    ("thuky", "Thư ký hội nghị", Role.SECRETARY, 0),
    ("chutri", "Chủ trì hội nghị", Role.CHAIR, 0),
    ("kiemphieu1", "Ban kiểm phiếu, thành viên số 1", Role.COMMITTEE, 1),
    ("kiemphieu2", "Ban kiểm phiếu, thành viên số 2", Role.COMMITTEE, 2),
    ("kiemphieu3", "Ban kiểm phiếu, thành viên số 3", Role.COMMITTEE, 3),
    ("kiemtra", "Người kiểm tra", Role.INSPECTOR, 0),
    ("kythuat", "Cán bộ kỹ thuật", Role.TECHNICIAN, 0),
)
"""Accounts made by `init`; the head of the committee is its number 1."""


def place_named(args: argparse.Namespace) -> Place:
    """Return the place that the command line names.

    Raises:
        MissingOption: none.
    """
    return place_of(args.data, args.database)


def office_of(args: argparse.Namespace) -> Office:
    """Open the office of that place.

    Raises:
        MissingOption, MissingServiceKey, UnsafeDatabase.
    """
    place = place_named(args)
    return open_office(
        place.database_url,
        place.keys,
        place.records,
        secrets.token_bytes,
        attachments=place.attachments,
    )


def new_password() -> str:
    """Return a password that can be read from paper: 4 groups of 4, 79 bits."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(drawn[i : i + 4] for i in range(0, 16, 4))


def _tell(login: str, name: str, password: str) -> None:
    print(f"  {login:<14} {password}   {name}")


def init(args: argparse.Namespace) -> None:
    """Make the folder, the keys, the database and the first accounts.

    Raises:
        RefusesToOverwrite: it was done before.
    """
    place = place_named(args)
    place.make()
    make_service_keys(place.keys, secrets.token_bytes)
    office = office_of(args)
    print(f"Thư mục dữ liệu / data folder: {place.folder}")
    print("Mật khẩu ban đầu, chỉ hiện một lần; đổi ngay sau khi đăng nhập lần đầu.")
    print("First passwords, shown once; to be changed after the first sign-in.")
    for login, name, role, number in FIRST:
        password = new_password()
        staff.create_user(office, login, name, [role], password, number)
        _tell(login, name, password)


def migrate(args: argparse.Namespace) -> None:
    """Bring the database's schema up to date, and make the key of attached files.

    Raises:
        AttachmentDamaged: files were attached, and their key is lost.
    """
    if make_missing_key(office_of(args)):
        print("Đã lập khóa của tệp đính kèm. / The key of attached files was made.")
    print("Cơ sở dữ liệu đã cập nhật. / The database is up to date.")


def user_add(args: argparse.Namespace) -> None:
    """Make an account, and print its first password.

    Raises:
        DuplicateLogin.
    """
    password = new_password()
    roles = [Role(role) for role in args.role]
    staff.create_user(
        office_of(args), args.login, args.name, roles, password, args.place
    )
    _tell(args.login, args.name, password)


def user_reset(args: argparse.Namespace) -> None:
    """Give an account a new password; its sessions end.

    Raises:
        UnknownUser.
    """
    password = new_password()
    staff.set_password(office_of(args), OPERATOR, args.login, password)
    _tell(args.login, "", password)


def user_name(args: argparse.Namespace) -> None:
    """Give an account the name of the person who uses it, for sheets and log.

    Raises:
        UnknownUser.
    """
    staff.rename_user(office_of(args), OPERATOR, args.login, args.name)


def user_disable(args: argparse.Namespace) -> None:
    """Disable an account; its sessions end.

    Raises:
        UnknownUser.
    """
    office = office_of(args)
    if args.login not in [user.login for user in staff.list_users(office)]:
        raise UnknownUser(args.login)
    staff.disable_user(office, OPERATOR, args.login)


def user_list(args: argparse.Namespace) -> None:
    """Print the accounts."""
    for user in staff.list_users(office_of(args)):
        roles = ",".join(role.value for role in user.roles)
        state = "disabled" if user.disabled else "active"
        print(f"  {user.login:<14} {roles:<22} {state:<9} {user.name}")


def _origin(args: argparse.Namespace) -> str:
    """Return the address that passkeys are bound to, or ""."""
    port = int(args.bind.rpartition(":")[2])
    if args.plain_http:
        return f"http://{LOOPBACK}:{port}"
    names = tls.read_certificate(args.cert).names if args.cert is not None else ()
    party = party_at(names, args.name, port)
    return party.origin if party is not None else ""


def _tell_start(args: argparse.Namespace, origin: str) -> None:
    """Say where people find the server: by its name, for nobody can open 0.0.0.0."""
    scheme = "http" if args.plain_http else "https"
    where = origin or f"{scheme}://{args.bind}"
    print(f"Máy chủ chạy tại {where}. Để cửa sổ này mở; dừng: Ctrl-C.")
    print("The server runs there. Leave this window open; Ctrl-C stops it.")
    print(f"Nhân viên / staff: {where}/staff/sign-in")
    print(f"Máy tính bảng / tablets: {where}/sign-in")


def serve(args: argparse.Namespace) -> None:
    """Become the server: this process is replaced by it.

    Without --cert the LAN's own certificate is used, if `tls` has made one. Passkeys
    are bound to --name, or to the first name of the certificate.

    Raises:
        CertificateOutOfDate, WrongAuthority: of the LAN's own certificate.
        MissingCertificate, CorruptedKeyFile: of --cert.
        PasskeyNameUnfit, CertificateLacksName: of --name.
        PortTaken: another server runs there.
    """
    place = place_named(args)
    host, _, port = args.bind.rpartition(":")
    if fault := port_fault(host.strip("[]"), int(port)):
        raise PortTaken(f"{port}: {fault}")
    folder = place.keys / tls.FOLDER
    if args.cert is None and not args.plain_http and (folder / tls.SERVER).exists():
        tls.check_server(place.keys, int(time.time()))
        args.cert, args.key = folder / tls.SERVER, folder / tls.SERVER_KEY
    command = [
        *(sys.executable, "-m", "ballot_service.web"),
        *("--database", place.database_url),
        *("--keys", str(place.keys), "--records", str(place.records)),
        *("--attachments", str(place.attachments)),
        *("--bind", args.bind, "--threads", str(args.threads)),
    ]
    if args.cert is not None:
        command += ["--cert", str(args.cert), "--key", str(args.key)]
    if args.plain_http:
        command.append("--plain-http")
    origin = _origin(args)
    if origin:
        command += ["--origin", origin]
    _tell_start(args, origin)
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - this very interpreter
