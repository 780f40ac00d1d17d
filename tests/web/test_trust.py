"""The page by which a tablet comes to trust the LAN's authority."""

import time

from ballot_service.keyfiles import tls
from tests.web.site import Site


def test_page_shows_fingerprint_and_gives_the_certificate(site: Site) -> None:
    made = tls.make_authority(site.sim.folder / "keys", int(time.time()))
    browser = site.browser()
    page = browser.get("/trust").text
    for place in range(0, 64, 4):
        assert f"<li>{made.fingerprint[place : place + 4]}</li>" in page
    assert "http://localhost/trust" in page
    answer = browser.get("/trust/ca.crt")
    assert answer.data == made.der
    assert answer.mimetype == "application/x-x509-ca-cert"


def test_without_an_authority_the_page_says_so(site: Site) -> None:
    assert "ballot-service tls" in site.browser().get("/trust").text
    assert site.browser().get("/trust/ca.crt").status_code == 404
