"""Who may use a route: said where the route is declared, or the program does not start.

Refuses to guess: a view without a rule is an error at start-up, never an open door.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

from flask import Flask

P = ParamSpec("P")
R = TypeVar("R")


class Who(StrEnum):
    """The people who stand before a screen, and what each is there for."""

    ANONYMOUS = "anonymous"
    """Any machine in the room, and no cookie in either direction: tablets after the
    token, the wall screen, the board."""
    PUBLIC = "public"
    """Anybody who is not signed in yet: the sign-in pages."""
    MEMBER = "member"
    """A member of the collective, by a one-time sign-in code, until the token is
    taken."""
    SECRETARY = "secretary"
    """Secretary of the meeting: roll, sign-in codes, who has not yet a token."""
    CHAIR = "chair"
    """Chair of the meeting: opens, pauses, closes, announces. Holds no key share."""
    COMMITTEE = "committee"
    """Member of the counting committee: second hand of presence, keys, the count."""
    INSPECTOR = "inspector"
    """Inspector: reads record and report, changes nothing."""
    TECHNICIAN = "technician"
    """Technician: sees that the machine runs, and nothing of roll or ballot."""


STAFF = frozenset(
    {Who.SECRETARY, Who.CHAIR, Who.COMMITTEE, Who.INSPECTOR, Who.TECHNICIAN}
)
MEETING = frozenset({Who.SECRETARY, Who.CHAIR, Who.COMMITTEE, Who.INSPECTOR})
"""Staff who may see how the meeting stands."""

CYCLE_READERS = frozenset({Who.SECRETARY, Who.CHAIR, Who.INSPECTOR})
"""Staff who may read a review: the agency, the collective's chair, inspection."""

ANONYMOUS_PATHS = (
    "/api/",
    "/wall/",
    "/board/",
    "/result/",
    "/statements/",
    "/.well-known/",
    "/static/",
)
"""All that takes no cookie lies below these paths, and nothing else does. A program
that reads a statement is told no more than the wall: a cookie would only name it."""

_RULE = "access_rule"


class RouteWithoutAccessRule(RuntimeError):
    """A route that does not say who may use it, or says it in the wrong place."""


def access(*who: Who) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """State who may use a view.

    Args:
        who: at least one; ANONYMOUS and PUBLIC stand alone.

    Raises:
        RouteWithoutAccessRule: nobody named, or a mixture.
    """
    allowed = frozenset(who)
    alone = allowed & {Who.ANONYMOUS, Who.PUBLIC}
    if not allowed or (alone and len(allowed) > 1):
        raise RouteWithoutAccessRule(f"not a rule: {sorted(allowed)}")

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, _RULE, allowed)
        return view

    return mark


def rule_of(app: Flask, endpoint: str) -> frozenset[Who]:
    """Return who may use an endpoint.

    Raises:
        RouteWithoutAccessRule: it does not say.
    """
    found = getattr(app.view_functions.get(endpoint), _RULE, None)
    if not isinstance(found, frozenset):
        raise RouteWithoutAccessRule(endpoint)
    return found


def takes_no_cookie(path: str) -> bool:
    """Say whether a path belongs to the endpoints that know no cookie."""
    return path.startswith(ANONYMOUS_PATHS)


def check_every_route(app: Flask) -> None:
    """Check that every route has its rule, and that the anonymous ones lie apart.

    Raises:
        RouteWithoutAccessRule: naming the first that does not.
    """
    for rule in app.url_map.iter_rules():
        anonymous = Who.ANONYMOUS in rule_of(app, rule.endpoint)
        if anonymous != takes_no_cookie(rule.rule):
            raise RouteWithoutAccessRule(f"{rule.rule}: anonymous, and not below /api/")
