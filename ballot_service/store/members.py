"""The roll of one event: presence by two hands, sign-in codes, tokens given out.

Refuses to say who may be served; what it holds is named, and never meets a ballot.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from ballot_service.errors import UnknownMember
from ballot_service.store.rows import MemberRow, columns, made, values_of
from ballot_service.store.tables import members, tokens


def replace_roll(connection: Connection, event: str, rows: Iterable[MemberRow]) -> None:
    """Put this roll in the place of the event's earlier one."""
    connection.execute(delete(members).where(members.c.event == event))
    connection.execute(insert(members), [values_of(row) for row in rows])


def get_member(connection: Connection, event: str, member: str) -> MemberRow:
    """Return one member.

    Raises:
        UnknownMember.
    """
    query = select(*columns(members, MemberRow)).where(
        members.c.event == event, members.c.id == member
    )
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise UnknownMember(member[:40])
    return made(MemberRow, found)


def member_of_code(connection: Connection, code_hash: str) -> MemberRow | None:
    """Return the member to whom a sign-in code was given, or None."""
    query = select(*columns(members, MemberRow)).where(members.c.code_hash == code_hash)
    found = connection.execute(query).mappings().one_or_none()
    return None if found is None else made(MemberRow, found)


def get_roll(connection: Connection, event: str) -> tuple[MemberRow, ...]:
    """Return all members in the order of the signed roll."""
    query = (
        select(*columns(members, MemberRow))
        .where(members.c.event == event)
        .order_by(members.c.place)
    )
    return tuple(made(MemberRow, row) for row in connection.execute(query).mappings())


def update_member(
    connection: Connection,
    event: str,
    member: str,
    **values: Any,  # noqa: ANN401
) -> None:
    """Change columns of one member."""
    connection.execute(
        update(members)
        .where(members.c.event == event, members.c.id == member)
        .values(values)
    )


@dataclass(frozen=True)
class RollCounts:
    """How many members are what; `tokens` and `slips` were given to present ones."""

    members: int
    present: int
    excused: int
    unexcused: int
    tokens: int
    slips: int


def count_roll(connection: Connection, event: str) -> RollCounts:
    """Count the roll in one query."""

    def number(column: str, value: str) -> Any:  # noqa: ANN401
        return func.count().filter(members.c[column] == value)

    query = select(
        func.count(),
        number("attendance", "present"),
        number("attendance", "excused"),
        number("attendance", "unexcused"),
        number("served", "token"),
        number("served", "slip"),
    ).where(members.c.event == event)
    return RollCounts(*connection.execute(query).one())


# --- tokens -----------------------------------------------------------------------


@dataclass(frozen=True)
class TokenRow:
    """One answered request."""

    request: bytes
    answer: bytes


def get_token(
    connection: Connection, event: str, member: str, number: int
) -> TokenRow | None:
    """Return a member's answered request of that number, or None."""
    query = select(tokens.c.request, tokens.c.answer).where(
        tokens.c.event == event,
        tokens.c.member == member,
        tokens.c.number == number,
    )
    found = connection.execute(query).one_or_none()
    return None if found is None else TokenRow(bytes(found[0]), bytes(found[1]))


def add_token(
    connection: Connection, event: str, member: str, number: int, row: TokenRow
) -> None:
    """Keep an answered request; a second one of the same number cannot be kept."""
    connection.execute(
        insert(tokens).values(
            event=event,
            member=member,
            number=number,
            request=row.request,
            answer=row.answer,
        )
    )
