"""What the tests of the mathematics share: each runs in both groups."""

import pytest

from ballot_service.crypto.group import Group
from tests.crypto.known import GROUPS, name_of


@pytest.fixture(params=GROUPS, ids=name_of)
def group(request: pytest.FixtureRequest) -> Group:
    """Return each group in its turn."""
    chosen: Group = request.param
    return chosen
