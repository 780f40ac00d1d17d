"""A ballot held on paper: the steps that there are, and that there is no record.

Refuses to check it without the pins of the signed sheet: nothing else carries it.
"""

from pathlib import Path

from ballot_service.errors import IncompleteRecord, NothingPinned, WrongStatement
from ballot_service.record.folder import MANIFEST, RECORD, STATEMENT, read_side_file
from ballot_service.record.manifest import read_manifest
from ballot_service.record.paper import is_paper, read_paper
from ballot_service.record.signatures import read_signed
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.records import Expected
from ballot_service.verify.statements import (
    VerifiedStatement,
    check_pins,
    check_signers,
    rebuilt_on_paper,
)

_OF_A_RECORD = (
    StepId.FRAMING,
    StepId.ORDER,
    StepId.ELECTION,
    StepId.MANIFEST,
    StepId.TRUSTEES,
    StepId.SETUP,
    StepId.BALLOTS,
    StepId.CLOSING,
    StepId.TALLY,
    StepId.DECRYPTIONS,
    StepId.RESULT,
)


def held_on_paper(path: Path) -> bool:
    """Say whether a folder holds a statement of paper ballots and no record.

    Raises:
        EncodingError, BadStatement: it holds a statement that is none.
    """
    if not path.is_dir() or (path / RECORD).exists():
        return False
    statement = read_side_file(path / STATEMENT)
    return statement is not None and is_paper(read_signed(statement).kernel)


def verify_paper(
    path: Path, expected: Expected, narrator: Narrator | None = None
) -> VerifiedStatement:
    """Verify a folder with manifest and statement of a ballot on paper.

    Raises:
        IncompleteRecord: a file is missing. NothingPinned: no thumbprints were typed.
        WrongStatement: other figures than typed. The named error of the failing step.
    """
    narrator = narrator or Narrator()
    for step in _OF_A_RECORD:
        narrator.not_run(step, "paper")
    with narrator.part(StepId.STATEMENT):
        unverified = read_side_file(path / MANIFEST)
        statement = read_side_file(path / STATEMENT)
        if unverified is None or statement is None:
            raise IncompleteRecord(f"no {MANIFEST} or {STATEMENT} in {path.name}")
        manifest, signed = read_manifest(unverified), read_signed(statement)
        claims = read_paper(manifest, signed.kernel)
        numbers = claims.count.numbers
        for name, typed, stated in (
            ("present", expected.present, numbers.present),
            ("issued", expected.issued, numbers.issued),
            ("returned", expected.ballots, numbers.returned),
        ):
            if typed is not None and typed != stated:
                raise WrongStatement(f"{name}: {stated} stated, {typed} typed")
    with narrator.step(StepId.STATEMENT) as facts:
        found = rebuilt_on_paper(manifest, signed, claims)
        facts.update(code=found.code)
    with narrator.step(StepId.VERDICT) as facts:
        profile = manifest.plan.profile
        facts.update(
            members=manifest.members,
            present=numbers.present,
            issued=numbers.issued,
            returned=numbers.returned,
            profile=f"{profile.id} v{profile.version}",
        )
    with narrator.step(StepId.SIGNATURES) as facts:
        if not expected.keys:
            raise NothingPinned("on paper the thumbprints must be typed (--key)")
        check_pins(found.thumbprints, expected.keys)
        check_signers(manifest, signed, claims.keys, ())
        signers = tuple(str(owner) for owner in found.opened)
        facts.update(signers=signers, keys=found.thumbprints, compared=1)
    return found
