"""How many connections the server takes, under every limit that a system may set."""

import resource

import pytest

from ballot_service.web.__main__ import CONNECTIONS, KEEP_ALIVE, room_for

POLL_MOST = 4
"""Seconds between two questions of a tablet, at most (docs/spec/http.md §2)."""


@pytest.mark.parametrize(
    ("soft", "hard", "asked", "given"),
    [
        pytest.param(1024, 524_288, 4352, 4096, id="as a rule"),
        pytest.param(1024, -1, 4352, 4096, id="no limit above"),
        pytest.param(-1, -1, None, 4096, id="no limit at all"),
        pytest.param(20_000, 20_000, None, 4096, id="enough already"),
        pytest.param(1024, 2048, 2048, 1792, id="less than wanted"),
        pytest.param(256, 256, None, 128, id="hardly any"),
    ],
)
def test_as_many_as_the_system_gives(
    monkeypatch: pytest.MonkeyPatch,
    soft: int,
    hard: int,
    asked: int | None,
    given: int,
) -> None:
    said: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, both: said.append(both))
    assert room_for(CONNECTIONS) == given
    assert said == ([] if asked is None else [(asked, hard)])


def test_a_connection_outlives_the_pause_between_two_questions() -> None:
    assert KEEP_ALIVE > 2 * POLL_MOST
