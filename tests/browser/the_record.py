"""The record that everybody may check: taken away, verified apart, searched for names.

Refuses a record that a program of its own does not call good, and a name in it.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.browser.collective import MEMBERS_ALONE, figures
from tests.browser.meeting import Meeting
from tests.browser.papers import Marks

UNDRAWN = "Tải danh sách thẻ chưa phát (để kiểm chứng)"


def compare_figures(meeting: Meeting, marks: list[Marks]) -> None:
    """Each figure of the announced page is what the members marked."""
    wall = meeting.wall
    wall.go(f"/result/{meeting.uuid}")
    counts = wall.page.locator("dl.counts dd").all_inner_texts()
    present, sent = int(meeting.present), len(marks)
    said = (meeting.size, present, present, sent, sent, 0)
    assert counts == [f"{number:02}" for number in said]
    table = wall.page.locator("section.in-order tbody tr")
    rows = zip(table.all(), meeting.verdicts, figures(marks), strict=True)
    for row, (name, _, rate, verdict), numbers in rows:
        assert row.locator(".who__name").inner_text() == name
        shown = row.locator("td.fig.after").all_inner_texts()
        assert shown == [f"{number:02}" for number in numbers], name
        assert row.locator(".rate b").inner_text() == rate
        assert row.locator(".verdict").inner_text() == verdict
    text = wall.page.content()
    assert not [name for name in MEMBERS_ALONE if name in text]


def verify(meeting: Meeting) -> None:
    """The inspector's own laptop verifies the record, with what the papers say."""
    inspector, folder = meeting.inspector, meeting.folder
    inspector.enter("Trang kiểm chứng", meeting.event)
    thumbs = inspector.page.locator("ol.kv .thumb").all_inner_texts()
    words = [f"--{name}={value}" for name, value in meeting.sheet.items()]
    words += [f"--key={text.split()[-1]}" for text in thumbs]
    if meeting.slips:
        path = folder / "undrawn.json"
        words.append(f"--undrawn={inspector.take_out(UNDRAWN, path)}")
    record = folder / "record"
    with zipfile.ZipFile(folder / "record.zip") as archive:
        archive.extractall(record)
    command = [sys.executable, "-m", "ballot_service.verify", str(record), *words]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ĐẠT" in done.stdout
    assert "KHÔNG ĐẠT" not in done.stdout
    no_names(record)


def no_names(record: Path) -> None:
    """No member's name stands anywhere in what is published."""
    for path in record.rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert not [name for name in MEMBERS_ALONE if name in text], path.name
