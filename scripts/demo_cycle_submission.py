"""The end of the demonstrated year: the folder filled, submitted, sealed, and opened.

Refuses to end well unless the recipient's own program opens and verifies the package.
"""

import datetime as dt
from pathlib import Path

from demo_cycle_ballot import CHAIR, SECRETARY, now
from electing import run, say

from ballot_service.keyfiles.envelopes import new_identity
from ballot_service.keyfiles.private_files import create_private
from ballot_service.planning.attachment_kinds import FOLDER
from ballot_service.planning.outcomes import ListEntry, ResultLists
from ballot_service.planning.submission import DOSSIER, HEALTH
from ballot_service.workflows import attachments, cycle_submission, submission
from ballot_service.workflows.attachments import HandedIn
from ballot_service.workflows.cycle_submission import PersonAnswer
from ballot_service.workflows.office import Office
from ballot_service.workflows.submission_package import Recipient, export

SENT = dt.date(2026, 3, 27)
EXAMINED = dt.date(2026, 1, 12)
PAPER = "%PDF-1.7\n1 0 obj({text})endobj\ntrailer<<>>\n%%EOF\n"
"""A stand-in for a scan: the demonstration has no papers, and says so on each."""


def stand_in(kind: str, person: str = "") -> bytes:
    """Return a PDF that says what it stands for, and that it is none."""
    return PAPER.format(text=f"DEMONSTRATION {kind} {person}").encode()


def fill(office: Office, cycle: str, examined: dt.date, today: dt.date) -> int:
    """Attach a stand-in for every paper that is not there; return how many.

    Args:
        examined: day of the health certificates.
    """
    view = submission.submission_view(office, cycle, today)
    there = {(row.kind, row.person) for row in view.files}
    persons = {entry.nominee for entry in view.lists.proposed_for_confirmation}
    asked = [(kind, "") for kind in FOLDER]
    asked += [(kind, person) for person in sorted(persons) for kind in DOSSIER]
    missing = [one for one in asked if one not in there]
    for kind, person in missing:
        issued = examined if kind == HEALTH else None
        content = stand_in(kind, person)
        given = HandedIn(kind, person, 0, f"{kind}.pdf", content, issued)
        attachments.attach(office, cycle, SECRETARY, given, today, now())
    return len(missing)


def submit(office: Office, cycle: str) -> None:
    """Attach a stand-in for every mandatory paper, and submit."""
    cycle_submission.draft_submission(office, cycle, SECRETARY, now())
    missing = submission.submission_view(office, cycle, SENT).missing
    say(f"submission: {len(missing)} mandatory papers are missing, and it is refused")
    fill(office, cycle, EXAMINED, SENT)
    submission.submit(office, cycle, CHAIR, "TTr-12", SENT, now())


def open_as_recipient(office: Office, cycle: str, folder: Path) -> None:
    """Seal the package for a key, and open it with the recipient's own program."""
    text, public = new_identity()
    create_private(folder / "recipient.txt", text.encode())
    contents, sealed = export(office, cycle, SECRETARY, Recipient(key=public), now())
    (folder / "submission.age").write_bytes(sealed)
    say(f"package {contents.code}: {len(contents.files)} files, {len(sealed)} bytes")
    pins = "\n".join(" ".join((one.uuid, *one.keys)) for one in contents.ballots)
    (folder / "pins.txt").write_text(pins)
    view = submission.submission_view(office, cycle, SENT)
    run(
        "ballot_service.verify.submission",
        *(str(folder / "submission.age"), "--lang", "en", "--key", view.signer),
        *("--identity", str(folder / "recipient.txt")),
        *("--pins", str(folder / "pins.txt"), "--into", str(folder / "opened")),
    )


def answer(office: Office, cycle: str, lists: ResultLists) -> None:
    """Take the authority's answer, person by person."""
    cycle_submission.start_appraisal(office, cycle, SECRETARY, "PN-07", now())

    def confirmed(kind: str, entry: ListEntry) -> PersonAnswer:
        pair = entry.title, entry.nominee
        return PersonAnswer(kind, pair, confirmed=True, note="")

    answers = [
        *(confirmed("addition", one) for one in lists.proposed_for_confirmation),
        *(confirmed("removal", one) for one in lists.proposed_removals),
    ]
    cycle_submission.record_answer(office, cycle, SECRETARY, answers, "CV-88", now())
