"""The operator's commands about statements: take one over, hand ours on.

Refuses to send anything before an address was set, and to hide an attempt that failed.
"""

import argparse
import sys
import time
from pathlib import Path

from ballot_service.cli import webhook
from ballot_service.cli.commands import office_of, place_named
from ballot_service.errors import (
    DeliveryError,
    MissingFile,
    NotAnnounced,
    Unreachable,
)
from ballot_service.record.package import read_package
from ballot_service.verify.importer import awaited_of, said
from ballot_service.workflows import delivering, importing
from ballot_service.workflows.office import Office


def import_statement(args: argparse.Namespace) -> None:
    """Take a statement over from a package, into the service's own ledger.

    Raises:
        What the importer refuses, by its name.
    """
    package = read_package(args.package)
    found = importing.take_over(
        office_of(args),
        package.unverified_statement,
        package.unverified_manifest,
        awaited_of(args),
    )
    sys.stdout.write(said(found, "vi"))


def _setting(args: argparse.Namespace) -> Path:
    return place_named(args).webhook


def webhook_set(args: argparse.Namespace) -> None:
    """Set the one address.

    Raises:
        BadWebhookAddress, NotAPrivateAddress, Unreachable.
    """
    ca = "" if args.ca is None else str(args.ca.resolve())
    address = webhook.read_address(args.url, ca)
    webhook.save(_setting(args), address)
    print(f"Nơi nhận / webhook: {address.url}")
    if not address.secure:
        print("Không mã hóa đường truyền / not encrypted: http")


def webhook_show(args: argparse.Namespace) -> None:
    """Print the address.

    Raises:
        NoWebhook.
    """
    print(webhook.load(_setting(args)).url)


def webhook_off(args: argparse.Namespace) -> None:
    """Forget the address: nothing leaves this machine any more."""
    _setting(args).unlink(missing_ok=True)
    print("Đã tắt / off")


def _check_named(args: argparse.Namespace) -> None:
    if args.not_announced and args.event is None:
        raise NotAnnounced("--not-announced needs --event")


def deliver(args: argparse.Namespace) -> None:
    """Send what was not delivered yet, each a few times, and write every attempt down.

    Raises:
        NoWebhook, NotAnnounced, RehearsalNotDelivered. The first failure, after all
            were tried.
    """
    _check_named(args)
    address = webhook.load(_setting(args))
    office = office_of(args)
    due = delivering.due(
        office, address.url, args.event, inside=args.not_announced, again=args.again
    )
    failure: DeliveryError | None = None
    for item in due:
        error = _try(office, address, item, args.attempts, args.pause)
        print(f"  {item.delivery.uuid} {item.title}: {_outcome(error)}")
        failure = failure or error
    if not due:
        print("Không có gì phải gửi / nothing is due")
    if failure is not None:
        raise failure


def _outcome(error: DeliveryError | None) -> str:
    return "đã gửi / delivered" if error is None else f"{error.name} {error.detail}"


def _try(
    office: Office,
    address: webhook.Address,
    item: delivering.Due,
    attempts: int,
    pause: int,
) -> DeliveryError | None:
    """Send until it is delivered or refused; only silence is worth a second attempt."""
    error: DeliveryError | None = None
    for attempt in range(attempts):
        if attempt:
            time.sleep(pause)
        error = None
        try:
            webhook.send(address, item.delivery)
        except DeliveryError as caught:
            error = caught
        outcome = delivering.DELIVERED if error is None else error.name
        detail = "" if error is None else error.detail
        now = int(time.time())
        delivering.note(office, item, address.url, outcome, detail, now)
        if not isinstance(error, Unreachable):
            break
    return error


def drop(args: argparse.Namespace) -> None:
    """Write packages into a folder that the planning system watches.

    Raises:
        NotAnnounced, NotCounted, RehearsalNotDelivered, UnknownEvent,
        RefusesToOverwrite. MissingFile: there is no such folder; none is made, for a
        stick that is not plugged in must not go unseen.
    """
    _check_named(args)
    if not args.folder.is_dir():
        raise MissingFile(str(args.folder))
    now = int(time.time())
    made = delivering.drop(
        office_of(args), args.folder, args.event, now, inside=args.not_announced
    )
    for path in made:
        print(f"  {path}")


def deliveries(args: argparse.Namespace) -> None:
    """Print the log of deliveries of one event.

    Raises:
        UnknownEvent.
    """
    for line in delivering.attempts(office_of(args), args.event):
        at = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(line.at))
        print(f"  {at} {line.address} {line.outcome} {line.detail}")
