"""Every route with every kind of person, against a table written by hand."""

from dataclasses import dataclass

import pytest
from flask import Flask

from ballot_service.web import access as rules
from ballot_service.web.access import RouteWithoutAccessRule, Who
from tests.web.site import Browser, Site

A, P, M = "anonymous", "public", "member"
SEC, CHA, COM, INS, TEC = "secretary", "chair", "committee", "inspector", "technician"
MEETING = {SEC, CHA, COM, INS}
STAFF = {*MEETING, TEC}
INSIDE = {CHA, COM, INS}
CYCLE = {SEC, CHA, INS}
EVERYBODY = {A, M, *STAFF}
ENROLLED_TABLET: set[str] = set()
"""None of these people, but a machine that the technician enrolled (E24)."""

TABLE: dict[str, set[str]] = {
    "GET /": EVERYBODY,
    "GET /sign-in": EVERYBODY,
    "POST /sign-in": EVERYBODY,
    "GET /s/<code>": EVERYBODY,
    "GET /staff/sign-in": EVERYBODY,
    "POST /staff/sign-in": EVERYBODY,
    "POST /sign-out": EVERYBODY,
    "POST /language": EVERYBODY,
    "GET /booth/<event>": EVERYBODY,
    "POST /booth/<event>/token": {M},
    "POST /booth/<event>/leave": {M},
    "GET /api/<event>/status": EVERYBODY,
    "GET /api/<event>/manifest": EVERYBODY,
    "GET /api/<event>/setup": EVERYBODY,
    "GET /api/<event>/counts": EVERYBODY,
    "POST /api/<event>/registrations": EVERYBODY,
    "POST /api/<event>/ballots": EVERYBODY,
    "POST /api/<event>/spoiled": EVERYBODY,
    "GET /wall/<event>": EVERYBODY,
    "GET /board/<event>": EVERYBODY,
    "GET /result/<event>": EVERYBODY,
    "GET /statements/<event>": EVERYBODY,
    "GET /.well-known/jwks.json": EVERYBODY,
    "GET /static/<path:filename>": EVERYBODY,
    "GET /trust": EVERYBODY,
    "GET /trust/ca.crt": EVERYBODY,
    "GET /staff/": STAFF,
    "GET /staff/password": STAFF,
    "POST /staff/password": STAFF,
    "GET /staff/passkeys": STAFF,
    "POST /staff/passkeys": STAFF,
    "POST /staff/passkeys/passkey-options": STAFF,
    "GET /staff/passkeys/<key>/remove": STAFF,
    "POST /staff/passkeys/<key>/remove": STAFF,
    "POST /staff/passkeys/<key>/passkey-options": STAFF,
    "POST /staff/sign-in/passkey-options": EVERYBODY,
    "POST /staff/sign-in/passkey": EVERYBODY,
    "GET /staff/<event>/progress": MEETING,
    "GET /staff/<event>/opening-sheet": MEETING,
    "GET /staff/<event>/closing-sheet": MEETING,
    "GET /staff/<event>/roll-sheet": {SEC, CHA, COM},
    "GET /staff/<event>/roll.xlsx": {SEC, CHA, COM},
    "GET /staff/<event>/result.xlsx": INSIDE,
    "GET /staff/<event>/result": INSIDE,
    "GET /staff/<event>/papers": MEETING,
    "POST /staff/<event>/papers": {SEC},
    "GET /staff/<event>/papers/sealing": {SEC, CHA, COM},
    "POST /staff/<event>/papers/sealing": {SEC, CHA, COM},
    "GET /staff/<event>/papers/<name>.pdf": MEETING,
    "GET /staff/<event>/record.zip": INSIDE,
    "GET /staff/<event>/undrawn.json": INSIDE,
    "GET /staff/<event>/statement.json": INSIDE,
    "GET /secretary/new": {SEC},
    "POST /secretary/new": {SEC},
    "GET /secretary/import": {SEC},
    "POST /secretary/import": {SEC},
    "POST /secretary/import/confirm": {SEC},
    "GET /secretary/import/template/<name>": {SEC},
    "GET /secretary/rehearsal": {SEC},
    "POST /secretary/rehearsal": {SEC},
    "GET /secretary/<event>/import": {SEC},
    "POST /secretary/<event>/import": {SEC},
    "POST /secretary/<event>/import/confirm": {SEC},
    "GET /secretary/<event>": {SEC},
    "GET /secretary/<event>/amend": {SEC},
    "POST /secretary/<event>/amend": {SEC},
    "GET /secretary/<event>/roll-call": {SEC},
    "POST /secretary/<event>/roll-call/<step>": {SEC},
    "GET /secretary/<event>/codes": {SEC},
    "POST /secretary/<event>/codes": {SEC},
    "GET /chair/<event>": {CHA},
    "POST /chair/<event>/repeat": {CHA},
    "POST /chair/<event>/<step>": {CHA},
    "GET /committee/<event>": {COM},
    "GET /committee/<event>/roll-call": {COM},
    "POST /committee/<event>/roll-call/<step>": {COM},
    "GET /committee/<event>/manifest.json": {COM},
    "POST /committee/<event>/request.json": {COM},
    "POST /committee/<event>/export": {COM},
    "GET /committee/<event>/paper": {COM},
    "POST /committee/<event>/paper": {COM},
    "POST /committee/<event>/paper/<step>": {COM},
    "GET /committee/<event>/counts.json": {COM},
    "GET /staff/<event>/paper-sheet": INSIDE,
    "POST /committee/<event>/<step>": {COM},
    "GET /cycle/": CYCLE,
    "GET /cycle/new": {SEC},
    "POST /cycle/new": {SEC},
    "GET /cycle/<cycle>": CYCLE,
    "GET /cycle/<cycle>/act/<act>": {SEC, CHA},
    "POST /cycle/<cycle>/act/<act>": {SEC, CHA},
    "GET /cycle/<cycle>/plan": CYCLE,
    "GET /cycle/<cycle>/plan.json": CYCLE,
    "GET /cycle/<cycle>/plan/edit": {SEC},
    "POST /cycle/<cycle>/plan/edit": {SEC},
    "GET /cycle/<cycle>/meetings/<int:step>": {SEC},
    "POST /cycle/<cycle>/meetings/<int:step>": {SEC},
    "GET /cycle/<cycle>/papers": {SEC, CHA},
    "POST /cycle/<cycle>/papers": {SEC, CHA},
    "GET /cycle/<cycle>/results": CYCLE,
    "GET /cycle/<cycle>/lists": CYCLE,
    "GET /cycle/<cycle>/submission": {SEC, CHA},
    "POST /cycle/<cycle>/submission/step/<step>": {SEC, CHA},
    "GET /cycle/<cycle>/submission/package": {SEC},
    "POST /cycle/<cycle>/submission/package": {SEC},
    "GET /cycle/<cycle>/submission/log": {INS},
    "GET /cycle/<cycle>/submission/paper": {SEC},
    "POST /cycle/<cycle>/submission/paper": {SEC},
    "GET /cycle/<cycle>/submission/files": {SEC},
    "POST /cycle/<cycle>/submission/files": {SEC},
    "GET /cycle/<cycle>/submission/files/<int:number>": {SEC, CHA},
    "POST /cycle/<cycle>/submission/files/<int:number>/withdraw": {SEC},
    "GET /inspector/<event>": {INS},
    "GET /inspector/<event>/report": {INS},
    "GET /inspector/<event>/checker.zip": {INS},
    "GET /technician/": {TEC},
    "POST /technician/revoke": {TEC},
    "GET /technician/<event>/tablets/": {TEC},
    "POST /technician/<event>/tablets/": {TEC},
    "POST /technician/<event>/tablets/revoke": {TEC},
    "GET /kiosk/enrol/<code>": EVERYBODY,
    "POST /kiosk/enrol": ENROLLED_TABLET,
    "GET /kiosk/<event>": ENROLLED_TABLET,
    "POST /kiosk/<event>/lamp": ENROLLED_TABLET,
}


def routes_of(app: Flask) -> set[str]:
    found = set()
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}:
            found.add(f"{method} {rule.rule}")
    return found


def test_table_names_every_route_and_no_other(site: Site) -> None:
    assert routes_of(site.app) == set(TABLE)


@dataclass(frozen=True)
class People:
    """One browser of each kind, all at one meeting."""

    event: str
    browsers: dict[str, Browser]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    """Return a browser of each kind, all at one meeting in issuing."""
    made = Site(tmp_path_factory.mktemp("people"))
    sim = made.sim
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll(["TV005"])
    sim.issue([])
    people = {name: made.signed_in(name) for name in sorted(STAFF)}
    people[A] = made.browser()
    people[M] = made.member("TV001")
    return People(sim.event, people)


# The routes that end a session come last for their own browser, so they are left out
# of the walk and asked for in test_sessions.py.
ENDS = {"POST /sign-out", "POST /booth/<event>/leave", "POST /sign-in"}
ENDS |= {"POST /staff/sign-in", "POST /staff/password", "POST /technician/revoke"}


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize("route", sorted(set(TABLE) - ENDS))
def test_only_those_of_the_table_come_in(people: People, route: str, who: str) -> None:
    method, path = route.split(" ")
    event = people.event
    for name, value in (
        ("<event>", event),
        ("<step>", "no-such-step"),
        ("<code>", "ABCD-EFGH"),
        ("<key>", "no-such-key"),
        ("<cycle>", "no-such-cycle"),
        ("<act>", "no-such-act"),
        ("<int:step>", "2"),
        ("<int:number>", "1"),
        ("<path:filename>", "css/base.css"),
    ):
        path = path.replace(name, value)
    browser = people.browsers[who]
    if method == "GET":
        answer = browser.get(path)
    else:
        seen_at = f"/booth/{event}" if who == M else "/staff/sign-in"
        answer = browser.post(path, seen_at)
    to_sign_in = answer.status_code == 303 and "sign-in" in (answer.location or "")
    away = answer.status_code in (401, 403) or (to_sign_in and path != "/")
    if path.startswith(("/result/", "/statements/")):
        away = False  # not announced yet, which is no matter of who asks
    assert away == (who not in TABLE[route]), answer.status
    assert answer.status_code < 500


def test_route_without_a_rule_stops_the_program() -> None:
    app = Flask("bare")
    rules.access(Who.ANONYMOUS)(app.view_functions["static"])
    app.add_url_rule("/open", view_func=lambda: "open", endpoint="open")
    with pytest.raises(RouteWithoutAccessRule, match="open"):
        rules.check_every_route(app)


def test_anonymous_route_elsewhere_stops_the_program() -> None:
    app = Flask("bare")
    rules.access(Who.ANONYMOUS)(app.view_functions["static"])
    view = rules.access(Who.ANONYMOUS)(lambda: "open")
    app.add_url_rule("/elsewhere", view_func=view, endpoint="elsewhere")
    with pytest.raises(RouteWithoutAccessRule, match="elsewhere"):
        rules.check_every_route(app)


@pytest.mark.parametrize(
    "who", [(), (Who.PUBLIC, Who.CHAIR), (Who.ANONYMOUS, Who.MEMBER)]
)
def test_rule_that_says_nothing_is_refused(who: tuple[Who, ...]) -> None:
    with pytest.raises(RouteWithoutAccessRule):
        rules.access(*who)


def test_member_of_another_ballot_gets_no_token(people: People) -> None:
    member, event = people.browsers[M], people.event
    answer = member.post("/booth/anotherballot/token", f"/booth/{event}")
    assert answer.status_code == 404
