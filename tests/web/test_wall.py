"""The wall at each state: what stands on it, and what must not be seen yet."""

import re
from pathlib import Path

import pytest

from ballot_service.web.result_view import ResultView, TitleResult, result_view
from ballot_service.web.wall_sheets import ROWS, wall_sheets
from ballot_service.workflows import overview, publication, voiding
from tests.simulator import CHAIR, NOW, ElectionSimulator
from tests.web.site import Site

FIGURE = re.compile(r"fig--key|wall-key|wall-table")


@pytest.fixture
def meeting(tmp_path: Path) -> Site:
    """Return a site whose meeting has not begun."""
    return Site(tmp_path, ElectionSimulator(tmp_path, questions=3))


def wall(site: Site) -> str:
    """Return the wall as any machine of the room gets it."""
    answer = site.browser().get(f"/wall/{site.sim.event}")
    assert answer.status_code == 200
    return answer.text


def check_nobody_is_named(site: Site, text: str) -> None:
    """Check that no member of the roll stands on the wall."""
    members = site.sim.roll["members"]
    assert isinstance(members, list)
    for member in members:
        assert member["name"] not in text
        assert member["id"] not in text


def statement_code(site: Site) -> str:
    return overview.summary(site.sim.office, site.sim.event).statement_code


def nominee_names(site: Site) -> list[str]:
    nominees = site.sim.draft["nominees"]
    assert isinstance(nominees, list)
    return [nominee["name"] for nominee in nominees]


def test_before_the_freeze_there_is_neither_quorum_nor_issued(meeting: Site) -> None:
    sim = meeting.sim
    sim.create()
    text = wall(meeting)
    assert "Cấu hình chưa chốt" in text
    assert "data-quorum" not in text
    assert 'data-figure="issued"' not in text
    check_nobody_is_named(meeting, text)


def test_quorum_is_said_as_it_holds(meeting: Site) -> None:
    sim = meeting.sim
    sim.create()
    sim.freeze()
    sim.make_keys()
    path = f"/api/{sim.uuid}/counts"
    for place, member in enumerate(sim.names[:4], start=1):
        sim.present(member)
        holds = place >= 4
        text = wall(meeting)
        assert ('<p data-quorum="yes">' in text) == holds
        assert ('<p data-quorum="no">' in text) == (not holds)
        counts = meeting.browser().get(path).json or {}
        assert (counts["quorum_needed"], counts["quorum_holds"]) == (4, holds)
        assert 'data-figure="issued"' not in text
        check_nobody_is_named(meeting, text)
    assert "Trên 50% tổng số 05 thành viên, từ 03 phiếu đồng ý trở lên" in text


def test_open_ballot_shows_batches_and_nothing_of_the_nominees(meeting: Site) -> None:
    sim = meeting.sim
    sim.until_open()
    for member in list(sim.tablets)[:4]:
        sim.cast(member)
    text = wall(meeting)
    assert '<span data-figure="returned">03</span>' in text
    assert '<span data-figure="issued">05</span>' in text
    assert [name for name in nominee_names(meeting) if name in text] == []
    assert not FIGURE.search(text)
    check_nobody_is_named(meeting, text)


def test_counted_result_and_its_code_are_nobodys_before_it_is_announced(
    meeting: Site,
) -> None:
    sim = meeting.sim
    sim.until_closed()
    sim.count()
    code = statement_code(meeting)
    assert code
    for path in ("wall", "board"):
        text = meeting.browser().get(f"/{path}/{sim.event}").text
        assert code not in text
        assert [name for name in nominee_names(meeting) if name in text] == []
        assert not FIGURE.search(text)
    refused = meeting.browser().get(f"/result/{sim.event}")
    assert refused.status_code == 403
    assert code not in refused.text
    publication.publish(sim.office, sim.event, CHAIR, NOW)
    shown = wall(meeting)
    assert code in shown
    assert all(name in shown for name in nominee_names(meeting))


def test_result_that_is_withheld_stays_off_the_wall(meeting: Site) -> None:
    sim = meeting.sim
    sim.until_closed()
    sim.count()
    publication.do_not_announce(sim.office, sim.event, CHAIR, NOW)
    text = wall(meeting)
    assert statement_code(meeting) not in text
    assert not FIGURE.search(text)
    assert "Không công bố" in text


def test_void_ballot_says_so_and_nothing_else(meeting: Site) -> None:
    sim = meeting.sim
    sim.until_open()
    sim.cast("TV001")
    voiding.void_event(sim.office, sim.event, CHAIR, "secrecy_breach", "12/BB", NOW)
    text = wall(meeting)
    assert "Phiếu đã gửi không bao giờ được mở." in text
    assert 'data-figure="returned"' not in text
    check_nobody_is_named(meeting, text)


def test_announced_result_is_the_statements(published: Site) -> None:
    sim = published.sim
    text = wall(published)
    result = result_view(publication.statement_bytes(sim.office, sim.event))
    shown = re.findall(r'wall-key">(\d+)</td>', text)
    assert shown == [f"{row['agree']:02d}" for row in result.titles[0].rows]
    assert "tổng số 05 thành viên" in text
    assert f'href="/result/{sim.uuid}"' in text
    check_nobody_is_named(published, text)


def result_of(rows: int, last_taken: int) -> ResultView:
    """Return a result of one title with so many rows."""
    lines = tuple({"nominee": f"N{i}", "rank": i + 1} for i in range(rows))
    title = TitleResult("T1", "Chức danh", "own", "", 3, 3, lines, last_taken, (), ())
    return ResultView(
        kind="addition",
        step=4,
        members=15,
        min_yes=8,
        numbers={},
        titles=(title,),
        outcomes=lines,
        flags=(),
        rate_base="members",
        opened=(1, 2),
        size=3,
        threshold=2,
        medium="electronic",
        invalid={},
    )


@pytest.mark.parametrize("rows", [1, ROWS - 1, ROWS, ROWS + 1, 5 * ROWS])
def test_every_row_is_on_one_sheet_in_its_order(rows: int) -> None:
    result = result_of(rows, rows - 1)
    sheets = wall_sheets(result)
    together = [row for sheet in sheets for row in sheet.rows]
    assert together == list(result.titles[0].rows)
    assert all(1 <= len(sheet.rows) <= ROWS for sheet in sheets)
    assert {sheet.parts for sheet in sheets} == {len(sheets)}
    cuts = [sheet.cut for sheet in sheets if 0 <= sheet.cut < len(sheet.rows)]
    assert cuts == [(rows - 1) % ROWS]
