"""Elections that are not the one their manifest gives: each is refused, by name.

Refuses to stop at the verifier: `verify_closed` is also what the trustees' tool runs
before it decrypts.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.errors import (
    BallotServiceError,
    ElectionNotFromManifest,
    IdentityElement,
    TooManyCredentials,
    WeightNotAllowed,
    WrongManifest,
    WrongTimestamp,
    WrongTrusteeGroup,
)
from ballot_service.protocol.credential import Credentials
from ballot_service.protocol.election import Election, Question
from ballot_service.protocol.trustees import PedersenGroup, Trustees
from ballot_service.record.build import Setup, write_closed
from ballot_service.verify.verifier import Expected, verify_closed
from tests.making import AGREE, DISAGREE, Making, make_plan

CHOICES = [[AGREE, DISAGREE], [AGREE, AGREE], [DISAGREE, DISAGREE]]


def _write(making: Making, folder: Path, **other: object) -> Path:
    """Write a closed record around the making's (spoiled) election and trustees."""
    folder.mkdir()
    setup = replace(making.enrol(len(CHOICES)), **other)  # type: ignore[arg-type]
    write_closed(folder, making.manifest, setup, making.ballots(CHOICES))
    return folder


def _questions(change: Callable[[Question], Question]) -> Callable[[Making], None]:
    def spoil(making: Making) -> None:
        first, *rest = making.election.questions
        making.election = replace(making.election, questions=(change(first), *rest))

    return spoil


def _permuted(making: Making) -> None:
    questions = tuple(reversed(making.election.questions))
    making.election = replace(making.election, questions=questions)


def _administrator(making: Making) -> None:
    making.election = replace(making.election, administrator="x")


def _other_manifest(making: Making) -> None:
    making.manifest = replace(making.manifest, title="Phiếu khác")


def _other_uuid(making: Making) -> None:
    making.uuid = making.uuid[::-1]
    making.election = replace(making.election, uuid=making.uuid)


SPOILED_ELECTIONS: dict[str, tuple[Callable[[Making], None], type[Exception]]] = {
    "persons permuted": (_permuted, ElectionNotFromManifest),
    "answers swapped": (
        _questions(lambda q: replace(q, answers=q.answers[::-1])),
        ElectionNotFromManifest,
    ),
    "max 2": (_questions(lambda q: replace(q, maximum=2)), ElectionNotFromManifest),
    "blank allowed": (
        _questions(lambda q: replace(q, blank=False)),
        ElectionNotFromManifest,
    ),
    "another name": (
        _questions(lambda q: replace(q, text=q.text + " ")),
        ElectionNotFromManifest,
    ),
    "an administrator": (_administrator, ElectionNotFromManifest),
    "another uuid": (_other_uuid, ElectionNotFromManifest),
    "another manifest": (_other_manifest, WrongManifest),
}


@pytest.mark.parametrize("name", sorted(SPOILED_ELECTIONS))
def test_an_election_that_the_manifest_does_not_give_is_refused(
    name: str, tmp_path: Path
) -> None:
    spoil, expected = SPOILED_ELECTIONS[name]
    making = Making()
    spoil(making)
    folder = _write(making, tmp_path / "record")
    with pytest.raises(expected):
        verify_closed(folder, Expected())


def test_the_unspoiled_election_is_accepted(tmp_path: Path) -> None:
    record = verify_closed(_write(Making(), tmp_path / "record"), Expected())
    assert record.ballots == len(CHOICES)


def test_weights_are_refused(tmp_path: Path) -> None:
    making = Making()
    plain = making.enrol(len(CHOICES))
    heavy = b'["' + plain.credentials[2:-2].replace(b'","', b',2","') + b',2"]'
    folder = tmp_path / "record"
    folder.mkdir()
    setup = Setup(plain.election, plain.trustees, heavy)
    write_closed(folder, making.manifest, setup, making.ballots(CHOICES))
    with pytest.raises(WeightNotAllowed):
        verify_closed(folder, Expected())


def _with_trustees(making: Making, trustees: Trustees) -> Election:
    keys = []
    for entry in trustees.entries:
        assert isinstance(entry, PedersenGroup)
        keys.append(making.outcome.public_key)
    return making.manifest.election(making.group.product(keys))


def test_two_trustee_groups_are_refused(tmp_path: Path) -> None:
    making = Making()
    twice = Trustees(making.trustees.entries * 2)
    making.election = _with_trustees(making, twice)
    folder = _write(making, tmp_path / "record", trustees=twice.encoded())
    with pytest.raises(WrongTrusteeGroup):
        verify_closed(folder, Expected())


@pytest.mark.parametrize(("size", "threshold"), [(3, 3), (2, 2), (1, 1)])
def test_another_t_or_n_is_refused(size: int, threshold: int, tmp_path: Path) -> None:
    making = Making()
    other = Making(size=size, threshold=threshold, seed="other")
    making.election = making.manifest.election(other.outcome.public_key)
    making.trustees = other.trustees
    with pytest.raises(WrongTrusteeGroup):
        verify_closed(_write(making, tmp_path / "record"), Expected())


def test_more_credentials_than_members_are_refused(tmp_path: Path) -> None:
    making = Making(plan=make_plan(members=2))
    with pytest.raises(TooManyCredentials):
        verify_closed(_write(making, tmp_path / "record"), Expected())


def test_the_identity_as_a_credential_is_refused(tmp_path: Path) -> None:
    making = Making()
    weights = {making.group.identity: 1, making.group.generator: 1}
    listed = Credentials(weights).encoded()
    with pytest.raises(IdentityElement) as caught:
        verify_closed(
            _write(making, tmp_path / "record", credentials=listed), Expected()
        )
    assert caught.value.detail == "public_creds"


def test_the_identity_as_a_trustee_key_is_refused(tmp_path: Path) -> None:
    making = Making(size=1, threshold=1)
    (pedersen,) = making.trustees.entries
    assert isinstance(pedersen, PedersenGroup)
    (key,) = pedersen.verification_keys
    keys = (replace(key, public_key=making.group.identity),)
    spoiled = Trustees((replace(pedersen, verification_keys=keys),))
    making.election = making.manifest.election(making.group.identity)
    with pytest.raises(IdentityElement):
        verify_closed(
            _write(making, tmp_path / "record", trustees=spoiled.encoded()),
            Expected(),
        )


def test_an_archive_that_tells_the_hour_is_refused(tmp_path: Path) -> None:
    making = Making()
    folder = _write(making, tmp_path / "record")
    (folder / "record.bel").unlink()
    (folder / "manifest.json").unlink()

    class Later:
        """The manifest, with a time of day."""

        encoded = making.manifest.encoded
        timestamp = making.manifest.timestamp + 3600

    write_closed(folder, Later(), making.enrol(3), making.ballots(CHOICES))  # type: ignore[arg-type]
    with pytest.raises(WrongTimestamp):
        verify_closed(folder, Expected())


def test_every_refusal_is_one_of_ours() -> None:
    kinds = [kind for _, kind in SPOILED_ELECTIONS.values()]
    assert all(issubclass(kind, BallotServiceError) for kind in kinds)
