"""A hand in the database: rows deleted, inserted, altered (A9, A10, A29).

Each is caught by the check that D3, D5 or D7 names for it.
"""

import base64
import hashlib
import shutil
from pathlib import Path

import pytest
import sqlalchemy
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ballot_service.errors import (
    BallotRefused,
    EventStepRefused,
    MayNotOpen,
    NotJson,
    RecordDiffers,
    UnknownCredential,
    UnknownTracker,
    WrongBallotCount,
    WrongElection,
    WrongEndHash,
)
from ballot_service.store import box, events
from ballot_service.store.rows import BallotRow
from ballot_service.store.tables import ballots, members, papers, registrations
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_closed
from ballot_service.workflows import (
    bulletin,
    casting,
    counting,
    opening,
    overview,
    preparation,
    records,
    tablet_status,
)
from ballot_service.workflows.casting import Receipt, receipt_message
from tests.simulator import CHAIR, HEAD, NOW, SECRETARY, ElectionSimulator, Tablet


@pytest.fixture
def sim(tmp_path: Path) -> ElectionSimulator:
    return ElectionSimulator(tmp_path, 5, 1)


def run(sim: ElectionSimulator, *statements: sqlalchemy.Executable) -> None:
    with sim.office.database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


def verify_receipt(sim: ElectionSimulator, receipt: Receipt) -> None:
    key = Ed25519PublicKey.from_public_bytes(sim.manifest.receipt_key)
    message = receipt_message(sim.uuid, receipt.setup, receipt.tracker)
    key.verify(base64.b64decode(receipt.signature), message)


# --- ballots ----------------------------------------------------------------------


def test_a_dropped_ballot_is_proved_by_its_receipt(sim: ElectionSimulator) -> None:
    sim.until_open()
    for member in sim.names:
        sim.cast(member)
    dropped = sim.receipts["TV002"]
    run(sim, sqlalchemy.delete(ballots).where(ballots.c.tracker == dropped.tracker))
    sheet = sim.close()
    assert sheet.ballots == 4
    # The service promised it, and the record on which everybody agrees lacks it.
    verify_receipt(sim, dropped)
    assert dropped.setup == sheet.setup_hash
    with pytest.raises(UnknownTracker):
        bulletin.look_up(sim.office, sim.event, dropped.tracker)


def test_a_ballot_dropped_after_close_gives_another_record(
    sim: ElectionSimulator,
) -> None:
    sim.until_closed()
    dropped = sim.receipts["TV002"].tracker
    run(sim, sqlalchemy.delete(ballots).where(ballots.c.tracker == dropped))
    shutil.rmtree(sim.folder / "records")
    with pytest.raises(RecordDiffers):
        records.closed_record(sim.office, sim.event)


def test_another_record_than_that_of_the_closing_sheet_is_not_exported(
    sim: ElectionSimulator,
) -> None:
    sim.until_closed()
    sheet_end = overview.summary(sim.office, sim.event).end_hash
    run(sim, sqlalchemy.delete(ballots))
    with sim.office.database.reading() as connection:
        row = events.find_event(connection, sim.event)
        folder = sim.folder / "records" / sim.uuid / "closed"
        shutil.rmtree(folder)
        folder.mkdir()
        assert records.write_closed_record(connection, row, folder) != sheet_end
    expected = Expected(end=sheet_end)
    with pytest.raises(WrongEndHash):
        verify_closed(folder, expected)
    with pytest.raises(WrongBallotCount):
        sim.export()


def test_a_row_that_is_no_ballot_fails_the_verifier(sim: ElectionSimulator) -> None:
    sim.until_open()
    sim.cast("TV001")
    credential = sim.tablets["TV002"].credential
    digest = hashlib.sha256(b"junk").hexdigest()
    with sim.office.database.writing() as connection:
        box.add_ballot(connection, sim.uuid, BallotRow(digest, credential, b"junk"))
    sim.close()
    with pytest.raises(NotJson):
        sim.export()


def test_a_stuffed_ballot_of_a_credential_outside_setup_fails_the_verifier(
    sim: ElectionSimulator,
) -> None:
    sim.until_open()
    sim.cast("TV001")
    stuffing = Tablet("nobody", sim.client("stuffing"))
    stuffing.make_request(sim.manifest)
    body = stuffing.make_ballot(sim.election, sim.choices(1))
    digest = hashlib.sha256(body).hexdigest()
    with pytest.raises(BallotRefused, match="UnknownCredential"):
        casting.cast_ballot(sim.office, sim.event, body)
    row = BallotRow(digest, stuffing.credential, body)
    with sim.office.database.writing() as connection:
        box.add_ballot(connection, sim.uuid, row)
    sim.close()
    with pytest.raises(UnknownCredential):
        sim.export()


# --- credentials ------------------------------------------------------------------


def test_a_credential_swapped_before_opening_is_not_in_the_members_list(
    sim: ElectionSimulator,
) -> None:
    sim.until_issuing()
    sim.register()
    swapped = sim.tablets["TV003"]
    other = Tablet("service", sim.client("service"))
    other.make_request(sim.manifest)
    run(
        sim,
        sqlalchemy.update(registrations)
        .where(registrations.c.credential == swapped.credential)
        .values(
            credential=other.credential,
            digest=hashlib.sha256(other.credential.encode()).hexdigest(),
        ),
    )
    sim.open()
    texts = tablet_status.setup_texts(sim.office, sim.event)
    # The booth looks for its own credential in the list, and refuses to vote.
    assert swapped.credential not in texts.credentials
    assert sim.tablets["TV001"].credential in texts.credentials


def test_a_list_changed_after_the_sheet_was_signed_does_not_open(
    sim: ElectionSimulator,
) -> None:
    sim.until_issuing()
    sim.register()
    sim.sign_opening()
    other = Tablet("service", sim.client("service"))
    other.make_request(sim.manifest)
    with sim.office.database.writing() as connection:
        box.add_credential(connection, sim.uuid, other.credential)
    with pytest.raises(MayNotOpen) as caught:
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)
    assert "credentials_differ" in caught.value.missing


def test_a_setup_changed_after_opening_is_not_believed(
    sim: ElectionSimulator,
) -> None:
    sim.until_open()
    change = sqlalchemy.update(papers).where(papers.c.kind == "setup_credentials")
    run(sim, change.values(body=b"[]"))
    with pytest.raises(RecordDiffers):
        tablet_status.setup_texts(sim.office, sim.event)
    with pytest.raises(RecordDiffers):
        casting.cast_ballot(sim.open_office(), sim.event, b"any")


def test_a_changed_manifest_is_not_believed(sim: ElectionSimulator) -> None:
    sim.create()
    sim.freeze()
    change = sqlalchemy.update(papers).where(papers.c.kind == "manifest")
    run(sim, change.values(body=b"{}"))
    with pytest.raises(RecordDiffers):
        overview.manifest_bytes(sim.office, sim.event)


# --- the electorate ---------------------------------------------------------------


def test_the_roll_is_not_amended_once_frozen(sim: ElectionSimulator) -> None:
    sim.create()
    sim.freeze()
    with pytest.raises(EventStepRefused):
        preparation.amend_event(
            sim.office, sim.event, SECRETARY, sim.draft, sim.roll, NOW
        )
    sim.make_keys()
    sim.call_roll()
    sim.issue()
    sim.register()
    sim.open()
    with pytest.raises(EventStepRefused):
        preparation.amend_event(
            sim.office, sim.event, SECRETARY, sim.draft, sim.roll, NOW
        )


def late_member(sim: ElectionSimulator) -> sqlalchemy.Executable:
    old = sqlalchemy.select(members).where(members.c.id == "TV001")
    with sim.office.database.reading() as connection:
        row = dict(connection.execute(old).mappings().one())
    row |= {"id": "TV999", "name": "Late", "place": 99, "code_hash": None}
    return sqlalchemy.insert(members).values(row)


def test_a_member_added_by_hand_stops_the_issuing(sim: ElectionSimulator) -> None:
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll()
    run(sim, late_member(sim))
    with pytest.raises(RecordDiffers):
        sim.issue()


def test_a_member_added_by_hand_stops_the_opening(sim: ElectionSimulator) -> None:
    sim.until_issuing()
    sim.register()
    sim.sign_opening()
    run(sim, late_member(sim))
    with pytest.raises(RecordDiffers):
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)


def test_a_member_struck_off_by_hand_stops_the_opening(
    sim: ElectionSimulator,
) -> None:
    sim.until_issuing()
    run(sim, sqlalchemy.delete(members).where(members.c.id == "TV005"))
    sim.register(sim.names[:4])
    with pytest.raises(RecordDiffers):
        opening.prepare_opening(sim.office, sim.event, CHAIR, NOW)


# --- the count --------------------------------------------------------------------


def test_trustees_do_not_open_another_record_than_the_inspectors(
    sim: ElectionSimulator,
) -> None:
    sim.until_closed()
    folder = sim.export()
    partial = sim.partial(1, folder)
    forged = partial.replace(
        overview.summary(sim.office, sim.event).end_hash.encode(), b"0" * 64
    )
    with pytest.raises(WrongElection):
        counting.take_partial(sim.office, sim.event, HEAD, forged, NOW)
