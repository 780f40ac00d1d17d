"""`ballot-service inspection-report`: F11, made by the inspector's own run (rules 3.7).

Refuses a narrative of another run: it verifies the record itself, here and now.
"""

import argparse
import datetime as dt
import hashlib
import platform
from pathlib import Path

from ballot_service.cli.heading import add_heading, office_of
from ballot_service.documents.facts import Paper, Person, Signer
from ballot_service.documents.verification_report import (
    Input,
    InspectionFacts,
    verification_report,
)
from ballot_service.errors import BallotServiceError, IncompleteRecord
from ballot_service.record.folder import MANIFEST, write_new
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.verify.__main__ import add_arguments as add_verifier
from ballot_service.verify.__main__ import verify_as_asked
from ballot_service.verify.narrator import Narrator

CAPACITY = "NGƯỜI KIỂM CHỨNG"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the verifier's options, and what its narrative does not know."""
    add_verifier(command)
    command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    for name, said in (
        ("inspector", "họ và tên người kiểm chứng / the inspector's name"),
        ("machine", "máy kiểm chứng, số sê-ri / the machine, its serial number"),
    ):
        command.add_argument(f"--{name}", required=True, metavar="TEXT", help=said)
    add_heading(command, "cơ quan của người kiểm chứng / the inspector's body")
    command.add_argument("--capacity", default=CAPACITY, metavar="TEXT")
    command.add_argument("--remarks", default="", metavar="TEXT")
    command.set_defaults(json=False)


def report(args: argparse.Namespace) -> int:
    """Verify the record, and write the report whether it holds or not.

    Returns:
        0 where every step that was asked for holds, 1 where not.

    Raises:
        IncompleteRecord: no folder with a manifest. RefusesToOverwrite.
        DocumentError, BadText: an option that a paper cannot show.
    """
    manifest, inputs = _read(args.record)
    narrator = Narrator()
    failure: BallotServiceError | None = None
    try:
        verify_as_asked(args, narrator)
    except BallotServiceError as error:
        if narrator.failure is None:
            raise
        failure = error
    write_new(args.out, verification_report(narrator, _facts(args, manifest, inputs)))
    print(f"{args.out}")
    if failure is not None:
        print(f"KHÔNG ĐẠT / NOT OK: {failure.name}: {failure.detail}")
        return 1
    return 0


def _read(record: Path) -> tuple[Manifest, tuple[Input, ...]]:
    if not (record / MANIFEST).is_file():
        raise IncompleteRecord(MANIFEST)
    files = sorted(path for path in record.iterdir() if path.is_file())
    inputs = tuple(
        Input(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    )
    return read_manifest((record / MANIFEST).read_bytes()), inputs


def _facts(
    args: argparse.Namespace, manifest: Manifest, inputs: tuple[Input, ...]
) -> InspectionFacts:
    at = dt.datetime.now().astimezone().replace(second=0, microsecond=0, tzinfo=None)
    return InspectionFacts(
        paper=Paper(office_of(args), 0, at.date(), args.secrecy),
        title=f"{manifest.title}, lần {manifest.run}; số hiệu {manifest.uuid}",
        tool=f"ballot_service.verify, Python {platform.python_version()}",
        tool_digest=program_digest(),
        machine=args.machine,
        at=at,
        inputs=inputs,
        remarks=args.remarks,
        inspector=Signer((args.capacity,), Person(args.inspector)),
    )


def program_digest() -> str:
    """Return the SHA-256 over this program's files: name, length and content of each.

    Whoever has the same release gets the same number with `sha256sum` of nothing less
    than all of it; a changed verifier shows another.
    """
    root = Path(__file__).resolve().parent.parent
    found = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        body = path.read_bytes()
        found.update(f"{path.relative_to(root).as_posix()} {len(body)}\n".encode())
        found.update(body)
    return found.hexdigest()
