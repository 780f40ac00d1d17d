"""`destroy`: issuing key, ballots and the rest of a review, each by minutes.

Refuses before its time by name; backups elsewhere are nobody's but the operator's.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from ballot_service.cli.commands import office_of
from ballot_service.keyfiles.private_files import create_private
from ballot_service.record.destruction import Order, day_of
from ballot_service.workflows import destruction
from ballot_service.workflows.office import Actor, Office, Role

Destroy = Callable[[Office, str, Actor, Order, int], bytes]
Add = Callable[
    [str, Callable[[argparse.Namespace], None], str], argparse.ArgumentParser
]


def _destroy(args: argparse.Namespace, destroy: Destroy) -> None:
    now = int(time.time())
    today = day_of(now)
    order = Order(args.minutes, args.by, today)
    actor = Actor("operator", args.by, Role.TECHNICIAN)
    minutes = destroy(office_of(args), args.id, actor, order, now)
    print("Đã tiêu hủy; lưu biên bản này. / Destroyed; keep these minutes.")
    print(minutes.decode())
    print("Bản sao lưu trữ ở nơi khác phải tiêu hủy riêng. / Destroy backups apart.")
    if args.out is not None:
        create_private(args.out, minutes + b"\n")


def destroy_issuing_key(args: argparse.Namespace) -> None:
    """Destroy the issuing key of one ballot.

    Raises:
        UnknownEvent, NoReason, IssuingKeyNeeded, MissingServiceKey.
    """
    _destroy(args, destruction.destroy_issuing_key)


def destroy_ballots(args: argparse.Namespace) -> None:
    """Destroy the encrypted ballots of one ballot event.

    Raises:
        UnknownEvent, NoReason, NotSealedYet, RetentionNotOver, AlreadyDestroyed.
    """
    _destroy(args, destruction.destroy_ballots)


def destroy_rest(args: argparse.Namespace) -> None:
    """Destroy the rest of a review.

    Raises:
        UnknownCycle, NoReason, NotSealedYet, RetentionNotOver, BallotsNotDestroyed,
        AlreadyDestroyed.
    """
    _destroy(args, destruction.destroy_rest)


def add_destroy(add: Add) -> None:
    """Add what may be destroyed, each with its minutes."""
    for name, run, said in (
        (
            "issuing-key",
            destroy_issuing_key,
            "khóa phát phiếu, sau khi mở bỏ phiếu / the issuing key, after opening",
        ),
        (
            "ballots",
            destroy_ballots,
            "phiếu mã hóa, sau 5 năm / encrypted ballots, after five years",
        ),
        (
            "rest",
            destroy_rest,
            "hồ sơ còn lại của đợt, sau 10 năm / the rest of a review, after ten",
        ),
    ):
        command = add(name, run, said)
        command.add_argument("id", help="mã cuộc bỏ phiếu hoặc đợt / event or cycle")
        command.add_argument("--minutes", required=True, help="số biên bản tiêu hủy")
        command.add_argument("--by", required=True, help="người tiêu hủy / by whom")
        command.add_argument("--out", type=Path, help="tệp biên bản / minutes")
