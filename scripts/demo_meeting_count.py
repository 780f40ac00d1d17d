"""The counting laptop of the demonstration: what is typed is what stands on paper.

Refuses to begin before the record went out, and real passphrases: it prints them.
"""

import json
import shutil
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

from electing import ROOT, run, say

FOLDER = ROOT / "var" / "demo-meeting"
KEPT = "meeting.json"
OPENERS = (1, 3)
WARNING = "DEMONSTRATION: throw-away keys and passwords. Never for a real meeting."


def state_of(kept: dict[str, Any]) -> str:
    """Return where the demonstration's meeting stands, "" where nobody serves it."""
    address = f"{kept['base']}/api/{kept['uuid']}/status"
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
            return str(json.load(answer)["state"])
    except OSError:
        return ""


EARLIER = "Close the ballot first: steps 1 to 7 of the guide."
NOT_COUNTING = {
    "": "Nobody serves the meeting: run `make demo` first, and leave it running.",
    "closed": "Both sign the closing sheet; then kiemphieu1: “Tải gói kiểm phiếu”.",
    "counted": "It is counted already.",
    "published": "It is counted already.",
    "sealed": "It is counted already.",
}


def answer(label: str) -> str:
    """Return what is typed, of which something must be."""
    while True:
        if typed := input(f"{label}: ").strip():
            return typed


def count() -> int:
    """Do what the counting laptop does, telling the throw-away passphrases."""
    try:
        kept = json.loads((FOLDER / KEPT).read_text())
    except FileNotFoundError:
        kept = {"base": "http://127.0.0.1:1", "uuid": ""}
    state = state_of(kept)
    if state != "counting":
        say(
            NOT_COUNTING.get(
                state, "Close the ballot first: steps 1 to 7 of the guide."
            )
        )
        return 1
    record = FOLDER / "data" / "records" / kept["uuid"] / "closed"
    # A count that was broken off is begun anew; what it left is no result.
    out = FOLDER / "counted"
    shutil.rmtree(out, ignore_errors=True)
    say(WARNING)
    say("Trustees 1 and 3 open; the envelope of trustee 2 stays sealed. Passphrases:")
    for number in OPENERS:
        path = Path(kept["passphrases"][number - 1])
        say(f"  trustee {number}: {path.read_text().strip()}")
    say("Now type what stands on the closing sheet (“Xem và in biên bản đóng”).")
    typed = {
        "--setup": answer("Mã mở bỏ phiếu"),
        "--ballots": answer("Số phiếu thu về"),
        "--end": answer("Mã đóng bỏ phiếu"),
        "--present": answer("Số có mặt"),
        "--issued": answer("Số phiếu phát ra"),
    }
    shares = [FOLDER / "ceremony" / str(i) / f"share-{i}.json" for i in OPENERS]
    try:
        run(
            *("ballot_service.tally", "count", record, "--out", out),
            *(word for share in shares for word in ("--share", share)),
            *(word for pair in typed.items() for word in pair),
        )
    except subprocess.CalledProcessError:
        say("Nothing is lost: run `make demo-count` again and type it once more.")
        return 1
    say("Hand these two in at the desk of kiemphieu1:")
    for name in ("record.bel", "statement.json"):
        say(f"  {out / name}")
    return 0
