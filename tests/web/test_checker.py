"""The inspector's checker of opened ballots: a zip with this vote's public pieces."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ballot_service.workflows import overview, tablet_status
from tests.simulator import ElectionSimulator
from tests.web.site import Site


@pytest.fixture
def open_site(tmp_path: Path) -> Site:
    """Return a site whose vote is open."""
    made = Site(tmp_path, ElectionSimulator(tmp_path))
    made.sim.until_open()
    return made


def test_the_zip_has_the_page_and_the_public_pieces(open_site: Site) -> None:
    sim = open_site.sim
    page = open_site.signed_in("inspector").get(f"/inspector/{sim.event}")
    assert f"/inspector/{sim.event}/checker.zip" in page.text
    answer = open_site.signed_in("inspector").get(f"/inspector/{sim.event}/checker.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        names = set(package.namelist())
        check = json.loads(package.read("check.json"))
        assert {item.date_time[0] for item in package.infolist()} == {1980}
    pages = {"index.html", "checker.js", "checker.css", "LICENSES.txt"}
    assert names == {*pages, "check.json"}
    assert check.pop("schema") == "ballot-service/check/1"
    manifest = check.pop("manifest")
    assert manifest.encode() == overview.manifest_bytes(sim.office, sim.event)
    assert check == tablet_status.setup_texts(sim.office, sim.event).to_json()


def test_before_the_opening_there_is_nothing_to_check(site: Site) -> None:
    site.sim.freeze()
    answer = site.signed_in("inspector").get(f"/inspector/{site.sim.event}/checker.zip")
    assert answer.status_code == 409
