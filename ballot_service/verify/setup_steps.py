"""Steps 3 to 6: election, manifest, trustees, and what the Setup event fixes.

Refuses anything that the manifest, where there is one, does not give.
"""

from dataclasses import dataclass

from ballot_service.crypto.group import Element
from ballot_service.errors import (
    BadCode,
    CredentialsNotSorted,
    IdentityElement,
    TooManyCredentials,
    WeightNotAllowed,
    WrongPublicKey,
    WrongSetupHash,
    WrongTrusteeGroup,
)
from ballot_service.protocol.check_trustees import (
    check_no_identity_keys,
    check_trustees,
)
from ballot_service.protocol.codes import check_typed_code, event_code
from ballot_service.protocol.credential import Credentials, read_credentials
from ballot_service.protocol.election import Election, read_election
from ballot_service.protocol.events import Board, check_link, read_setup_data
from ballot_service.protocol.trustees import PedersenGroup, Trustees, read_trustees
from ballot_service.record.archive import Archive
from ballot_service.record.folder import Folder
from ballot_service.record.manifest import (
    Manifest,
    check_election,
    check_timestamp,
    read_manifest,
)
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.records import Expected


@dataclass(frozen=True)
class CheckedSetup:
    """What steps 3 to 6 established."""

    election: Election
    manifest: Manifest | None
    trustees: Trustees
    credentials: Credentials


def check_setup(
    narrator: Narrator,
    folder: Folder,
    archive: Archive,
    board: Board,
    expected: Expected,
) -> CheckedSetup:
    """Run steps 3 to 6.

    Raises:
        The named error of the step that fails.
    """
    with narrator.step(StepId.ELECTION) as facts:
        election = read_election(archive.body(archive.entries[board.election]))
        facts.update(
            uuid=election.uuid,
            group=election.group.name,
            questions=len(election.questions),
        )
    manifest = None
    if folder.unverified_manifest is None:
        narrator.not_run(StepId.MANIFEST, "bare")
    else:
        with narrator.step(StepId.MANIFEST) as facts:
            manifest = read_manifest(folder.unverified_manifest)
            check_election(manifest, election)
            check_timestamp(manifest, archive.time)
            facts.update(code=event_code(manifest.digest), members=manifest.members)
    with narrator.step(StepId.TRUSTEES) as facts:
        trustees = read_trustees(
            election.group, archive.body(archive.entries[board.trustees])
        )
        _check_trustees(election, manifest, trustees)
        facts.update(entries=len(trustees.entries))
        if manifest is not None:
            facts.update(size=manifest.size, threshold=manifest.threshold)
    with narrator.step(StepId.SETUP) as facts:
        credentials = read_credentials(
            election.group, archive.body(archive.entries[board.credentials])
        )
        if manifest is not None:
            _check_ours(election, manifest, credentials)
        _check_setup_event(archive, board, expected)
        facts.update(
            code=event_code(board.setup_hash),
            credentials=len(credentials.weights),
            compared=int(expected.setup is not None),
        )
    return CheckedSetup(election, manifest, trustees, credentials)


def _check_trustees(
    election: Election, manifest: Manifest | None, trustees: Trustees
) -> None:
    if manifest is not None:
        entries = trustees.entries
        if len(entries) != 1 or not isinstance(entries[0], PedersenGroup):
            raise WrongTrusteeGroup("not exactly one Pedersen group")
        found = (entries[0].size, entries[0].threshold)
        if found != (manifest.size, manifest.threshold):
            raise WrongTrusteeGroup(f"size and threshold {found}")
        check_no_identity_keys(election.group, trustees)
    if check_trustees(election.group, trustees) != election.public_key:
        raise WrongPublicKey("not the product of the trustees' keys")


def _check_ours(
    election: Election, manifest: Manifest, credentials: Credentials
) -> None:
    identity: Element = election.group.identity
    if election.public_key == identity:
        raise IdentityElement("election.public_key")
    if credentials.weighted:
        raise WeightNotAllowed("public_creds")
    elements = list(credentials.weights)
    if identity in credentials.weights:
        raise IdentityElement("public_creds")
    if elements != sorted(elements):
        raise CredentialsNotSorted("public_creds")
    if len(elements) > manifest.members:
        raise TooManyCredentials(f"{len(elements)} for {manifest.members} members")


def _check_setup_event(archive: Archive, board: Board, expected: Expected) -> None:
    entries = archive.entries
    setup = read_setup_data(archive.body(entries[board.setup]))
    check_link(setup.election, entries[board.election].digest, "setup_data.election")
    check_link(setup.trustees, entries[board.trustees].digest, "setup_data.trustees")
    check_link(
        setup.credentials, entries[board.credentials].digest, "setup_data.credentials"
    )
    if expected.setup is not None:
        try:
            check_typed_code(expected.setup, board.setup_hash, "Setup")
        except BadCode as error:
            raise WrongSetupHash(error.detail) from error
