"""Records of ours before a program that we did not write: Debian's belenios-tool 2.0.

Refuses to stand in for it: where it is not installed these tests are skipped, loudly.
"""

import hashlib
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.crypto.proofs import Proof
from ballot_service.crypto.schnorr import sign_ballot
from ballot_service.errors import BadProof
from ballot_service.protocol.ballot import content_hash
from ballot_service.protocol.credential import derive_secret, public_half
from ballot_service.record.build import make_setup, write_closed
from ballot_service.verify.verifier import (
    Expected,
    verify_bare,
    verify_closed,
    verify_signed,
)
from tests.making import (
    AGREE,
    DISAGREE,
    UNMARKED,
    Making,
    make_closed,
    make_complete,
    make_plan,
)

GROUP = "BELENIOS-2048"


def _judge(tool: str, archive: Path, uuid: str, folder: Path) -> tuple[int, str]:
    """Let belenios-tool verify an archive; return its exit code and what it said."""
    folder.mkdir()
    shutil.copy(archive, folder / f"{uuid}.bel")
    done = subprocess.run(
        [tool, "election", "verify", "--dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_complete_record_of_ours_passes(belenios_tool: str, tmp_path: Path) -> None:
    """Threshold trustees, Vietnamese text, and one ballot with every row unmarked."""
    making = Making(GROUP, plan=make_plan(questions=2))
    choices = [[AGREE, DISAGREE], [UNMARKED, UNMARKED], [AGREE, UNMARKED]]
    made = make_closed(making, tmp_path / "closed", choices)
    folder = make_complete(made, tmp_path / "complete", owners=(2, 3))
    record, _ = verify_signed(folder, Expected())
    assert record.result == ((2, 0), (0, 1))
    code, said = _judge(
        belenios_tool, folder / "record.bel", making.uuid, tmp_path / "outside"
    )
    assert code == 0, said
    assert "all checks passed" in said


def test_one_bad_proof_is_refused_by_both(belenios_tool: str, tmp_path: Path) -> None:
    making = Making(GROUP, plan=make_plan(questions=1))
    making.enrol(2)
    group, election = making.group, making.election
    ballot = making.ballot(0, [AGREE])
    (answer,) = ballot.answers
    first, second = answer.overall_proof
    spoiled = replace(
        answer,
        overall_proof=(
            Proof(first.challenge, (first.response + 1) % group.order),
            second,
        ),
    )
    secret = derive_secret(group, election.uuid, making.privates[0])
    digest = content_hash(
        election.uuid, election.fingerprint, ballot.credential, (spoiled,)
    )
    signed = replace(
        ballot,
        answers=(spoiled,),
        signature_hash=digest,
        signature=sign_ballot(group, secret, digest, 12345),
    )
    folder = tmp_path / "closed"
    folder.mkdir()
    public = [public_half(group, making.uuid, item) for item in making.privates]
    setup = make_setup(election, making.trustees, public)
    bodies = [signed.encoded(), making.ballot(1, [DISAGREE]).encoded()]
    bodies.sort(key=lambda body: hashlib.sha256(body).hexdigest())
    write_closed(folder, making.manifest, setup, bodies)
    with pytest.raises(BadProof):
        verify_closed(folder, Expected())
    code, said = _judge(
        belenios_tool, folder / "record.bel", making.uuid, tmp_path / "outside"
    )
    assert code != 0, said


def test_a_revote_is_refused_by_us_and_counted_once_by_the_format(
    belenios_tool: str, tmp_path: Path
) -> None:
    """In a bare record a credential's last ballot counts; both programs say so."""
    making = Making(GROUP, plan=make_plan(questions=1))
    making.enrol(1)
    folder = tmp_path / "closed"
    folder.mkdir()
    public = [public_half(making.group, making.uuid, making.privates[0])]
    setup = make_setup(making.election, making.trustees, public)
    bodies = [making.ballot(0, [AGREE]).encoded(), making.ballot(0, [AGREE]).encoded()]
    bodies.sort(key=lambda body: hashlib.sha256(body).hexdigest())
    write_closed(folder, making.manifest, setup, bodies)
    assert verify_bare(folder / "record.bel", Expected()).sized.num_tallied == 1
    code, said = _judge(
        belenios_tool, folder / "record.bel", making.uuid, tmp_path / "outside"
    )
    assert code == 0, said
