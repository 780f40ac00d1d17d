"""A process that casts prepared ballots and prints each receipt, until it is killed.

Started by test_crash.py with: folder, what to do ("cast" or "close").
"""

import secrets
import sys
from pathlib import Path

from ballot_service.workflows import casting, closing
from ballot_service.workflows.start import open_office
from tests.simulator import CHAIR, NOW, TEST_BITS


def main(folder: Path, uuid: str, act: str) -> None:
    url = f"sqlite:///{folder / 'meeting.sqlite'}"
    office = open_office(
        url, folder / "keys", folder / "records", secrets.token_bytes, TEST_BITS
    )
    print("ready", flush=True)
    if act == "close":
        missing = closing.ask_to_close(office, uuid, CHAIR).missing
        closing.close_ballot(office, uuid, CHAIR, missing, NOW)
        print("closed", flush=True)
        return
    for path in sorted((folder / "ballots").iterdir()):
        receipt = casting.cast_ballot(office, uuid, path.read_bytes())
        print(receipt.tracker, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
