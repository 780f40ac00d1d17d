"""Writes every paper of the sample's year, and a picture of each page, to look at.

Refuses to judge: a person looks. A DOCX without LibreOffice is written, and it is said.

    python -m tests.documents.look FOLDER [--only F4 ...] [--dots 80]
"""

import argparse
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ballot_service.documents.conference_minutes import conference_docx
from ballot_service.documents.counting_minutes import counting_minutes
from ballot_service.documents.decision import decision_docx
from ballot_service.documents.destruction_minutes import KINDS
from ballot_service.documents.facts import Office
from ballot_service.documents.lists import nominee_list
from ballot_service.documents.sealing_minutes import ACTS, sealing_minutes
from ballot_service.documents.submission import submission_docx
from ballot_service.verify.statements import VerifiedStatement
from tests.documents import year
from tests.documents.destroyed import destroyed
from tests.documents.large import large_statement
from tests.documents.sample import PARTY, STATE, counting_facts
from tests.documents.test_papers import EVERY

STATEMENTS: dict[str, Callable[[], VerifiedStatement]] = {
    "step1": year.removal,
    "step2": partial(year.consultation, 2),
    "step3": partial(year.consultation, 3),
    "step4": year.addition,
    "reballot": year.reballot,
    "large": partial(large_statement, 40, 150),
}
LISTS = ("additions", "proposed_removals")


def minutes(step: str, office: Office) -> bytes:
    """Make the counting minutes of one ballot."""
    statement = STATEMENTS[step]()
    return counting_minutes(statement, counting_facts(statement, office))


def listed(kind: str, office: Office) -> bytes:
    """Make one of the lists."""
    facts = year.list_facts(office)
    return nominee_list(kind, year.all_lists(), year.all_statements(), facts)


def sealed(act: str, office: Office) -> bytes:
    """Make the minutes of one act on what is sealed, as before the count."""
    facts = year.sealing_facts(office, act)
    return sealing_minutes(year.addition().manifest, facts)


def conference(office: Office) -> bytes:
    """Make the part of a conference's minutes that may be edited."""
    facts = year.conference_facts(office)
    return conference_docx(facts, year.ballots(), "dong_chi")


def submitted(office: Office) -> bytes:
    """Make the part of the submission that may be edited."""
    facts = year.submission_facts(office)
    return submission_docx(year.all_lists(), year.all_statements(), facts)


def decided(office: Office) -> bytes:
    """Make the part of the decision that may be edited."""
    facts = year.decision_facts(office)
    return decision_docx(year.all_lists(), year.all_statements(), facts)


def papers() -> dict[str, Callable[[Office], bytes]]:
    """Return each paper's name, with what makes it for an office."""
    return {
        **{f"{form}.pdf": make for form, make in EVERY.items()},
        **{f"F4-{step}.pdf": partial(minutes, step) for step in STATEMENTS},
        **{f"F7-{kind}.pdf": partial(listed, kind) for kind in LISTS},
        **{f"F9-{act}.pdf": partial(sealed, act) for act in ACTS},
        **{f"destroyed-{what}.pdf": partial(destroyed, what) for what in KINDS},
        "F5.docx": conference,
        "F8.docx": submitted,
        "decision.docx": decided,
    }


def pictures(file: Path, dots: int) -> None:
    """Write each page of a PDF beside it, with poppler's pdftoppm."""
    to = file.with_suffix("")
    command = ["pdftoppm", "-png", "-r", str(dots), str(file), str(to)]
    subprocess.run(command, check=True)


def as_pdf(file: Path) -> Path | None:
    """Turn a DOCX to PDF as an office suite shows it, or return None without one."""
    office = shutil.which("soffice")
    if office is None:
        print(f"{file.name}: no LibreOffice, no picture")
        return None
    folder = file.parent / "docx"
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    return folder / f"{file.stem}.pdf"


def main() -> None:
    """Write the papers and their pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--dots", type=int, default=80)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, make in papers().items():
        if args.only and not any(name.startswith(form) for form in args.only):
            continue
        for family, office in (("party", PARTY), ("state", STATE)):
            file = args.folder / f"{family}-{name}"
            file.write_bytes(make(office))
            shown = as_pdf(file) if file.suffix == ".docx" else file
            if shown is not None:
                pictures(shown, args.dots)


if __name__ == "__main__":
    main()
