"""The statement for programs: announced or not at all, and keys that are no trust."""

import json

import pytest

from ballot_service.record.signatures import decode_public, thumbprint
from ballot_service.store import events
from ballot_service.verify.importing import Awaited
from ballot_service.verify.statements import verify_statement
from ballot_service.workflows import publication
from ballot_service.workflows.importing import awaited_of, take_over, take_over_own
from tests.simulator import CHAIR, NOW
from tests.web.site import Site


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("counted"))
    site.sim.until_closed()
    site.sim.export()
    site.sim.count()
    return site


def awaited(site: Site) -> Awaited:
    with site.sim.office.database.reading() as connection:
        return awaited_of(connection, events.find_event(connection, site.sim.event))


def test_before_it_is_announced_nobody_outside_reads_it(counted: Site) -> None:
    for name in (counted.sim.event, counted.sim.uuid):
        answer = counted.browser().get(f"/statements/{name}")
        assert answer.status_code == 403
        assert answer.get_json()["name"] == "NotAnnounced"
        assert b"agree" not in answer.data
        assert b"payload" not in answer.data
    assert counted.browser().get("/.well-known/jwks.json").get_json() == {"keys": []}
    assert counted.browser().get("/statements/nothing").status_code == 404


def test_those_inside_have_it_from_the_count_on(counted: Site) -> None:
    path = f"/staff/{counted.sim.event}/statement.json"
    for login in ("chair", "committee", "inspector"):
        answer = counted.signed_in(login).get(path)
        assert answer.status_code == 200
        assert answer.mimetype == "application/jose+json"
    for login in ("secretary", "technician"):
        assert counted.signed_in(login).get(path).status_code == 403


def test_announced_it_is_the_very_file_of_the_record_and_takes_no_cookie(
    counted: Site,
) -> None:
    sim = counted.sim
    if not publication_done(counted):
        publication.publish(sim.office, sim.event, CHAIR, NOW)
    answer = counted.signed_in("chair").get(f"/statements/{sim.uuid}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "ETag" not in answer.headers
    record = sim.folder / "records" / sim.uuid / "signed" / "statement.json"
    assert answer.data == record.read_bytes()
    manifest = counted.browser().get(f"/api/{sim.uuid}/manifest").data
    found = verify_statement(answer.data, manifest, awaited(counted).pins)
    keys = counted.browser().get("/.well-known/jwks.json").get_json()["keys"]
    assert [key["kid"] for key in keys[:3]] == list(found.thumbprints)
    assert keys[3]["kid"] == thumbprint(found.manifest.receipt_key)
    for key in keys:
        assert thumbprint(decode_public(key["x"])) == key["kid"]
        assert set(key) == {"kty", "crv", "x", "kid", "alg"}


def publication_done(site: Site) -> bool:
    return site.browser().get(f"/statements/{site.sim.uuid}").status_code == 200


def test_our_own_workflow_takes_it_over_once(counted: Site) -> None:
    office = counted.sim.office
    for new in (True, False):
        with office.database.writing() as connection:
            row = events.find_event(connection, counted.sim.event)
            found = take_over_own(connection, row)
        assert found.new is new
        assert found.statement.digest == row.statement_hash
    # The operator's file of the same statement is the same statement.
    statement = publication.statement_bytes(office, counted.sim.event)
    with office.database.reading() as connection:
        manifest = events.get_paper(connection, row.id, "manifest")
    assert manifest is not None
    assert not take_over(office, statement, manifest, awaited(counted)).new
    assert json.loads(found.statement.kernel)["uuid"] == counted.sim.uuid
