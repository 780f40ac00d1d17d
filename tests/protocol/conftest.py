"""What the tests of the protocol share: the elections of others."""

from pathlib import Path

import pytest

from tests.protocol.others import FOLDERS, Others


@pytest.fixture(scope="session", params=FOLDERS)
def others(request: pytest.FixtureRequest, vectors: Path) -> Others:
    """Return each election of others in its turn."""
    return Others(vectors / FOLDERS[request.param])


@pytest.fixture(scope="session")
def theirs(vectors: Path) -> Others:
    """Return the election from which format.md §15 takes its values."""
    return Others(vectors / FOLDERS["Ed25519"])
