"""Fixtures of the web room's tests: a site at several points of its meeting."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulator import NOW, ElectionSimulator
from tests.submission_year import closed, closed_year
from tests.web.site import Site

__all__ = ["closed", "closed_year"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site with a draft that nobody has confirmed."""
    made = Site(tmp_path)
    made.sim.create()
    return made


@pytest.fixture
def issuing(tmp_path: Path) -> Site:
    """Return a site where tokens are being given out; one member has none yet."""
    made = Site(tmp_path)
    sim = made.sim
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll(["TV005"])
    sim.issue(["TV001", "TV002", "TV003"])
    return made


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site whose result was announced; for reading only."""
    folder = tmp_path_factory.mktemp("published")
    made = Site(folder, ElectionSimulator(folder, questions=3))
    made.sim.until_published(["TV005"])
    assert made.time == NOW
    yield made
    made.sim.office.database.close()
