"""Export, partial decryptions, statement, publication, complaint, seal, void."""

from pathlib import Path

import pytest

from ballot_service.errors import (
    BadProof,
    BallotServiceError,
    EventStepRefused,
    NoGroundToVoid,
    NotAnnouncedAtThisStep,
    NotClosedYet,
    NotCounted,
    NotExported,
    RefusesToOverwrite,
    SheetUnsigned,
    TooFewDecryptions,
    TooFewSignatures,
    WrongOwner,
    WrongRole,
    WrongShape,
    WrongSheetFigure,
    WrongStatement,
)
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.encoding import decode, encode
from ballot_service.record.signatures import (
    check_signature,
    read_signed,
    sign_kernel,
)
from ballot_service.store import events
from ballot_service.verify.narrator import StepId, StepOutcome
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_signed
from ballot_service.workflows import (
    bulletin,
    closing,
    counting,
    overview,
    preparation,
    publication,
    records,
    voiding,
)
from tests.simulator import (
    CHAIR,
    HEAD,
    INSPECTOR,
    NOW,
    SECRETARY,
    ElectionSimulator,
)


@pytest.fixture
def closed(tmp_path: Path) -> ElectionSimulator:
    made = ElectionSimulator(tmp_path)
    made.until_closed(["TV005"])
    return made


@pytest.fixture
def exported(closed: ElectionSimulator) -> ElectionSimulator:
    closed.export()
    return closed


@pytest.fixture
def counted(closed: ElectionSimulator) -> ElectionSimulator:
    closed.count()
    return closed


def state(sim: ElectionSimulator) -> State:
    return overview.summary(sim.office, sim.event).state


def take(sim: ElectionSimulator, data: bytes) -> int:
    return counting.take_partial(sim.office, sim.event, HEAD, data, NOW)


def combined(sim: ElectionSimulator, owners: tuple[int, ...] = (1, 2)) -> Path:
    folder = records.record_folder(sim.office, sim.event)
    for owner in owners:
        assert take(sim, sim.partial(owner, folder)) == owner
    return counting.combine_partials(sim.office, sim.event, HEAD, NOW)


def state_it(
    sim: ElectionSimulator, statement: bytes, present: int = 4, issued: int = 4
) -> Path:
    return counting.take_statement(
        sim.office, sim.event, HEAD, statement, present, issued, NOW
    )


# --- export -----------------------------------------------------------------------


def test_nothing_is_exported_before_the_sheet_is_signed(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    sim.until_open()
    with pytest.raises(NotClosedYet):
        sim.export()
    closing.close_ballot(sim.office, sim.event, CHAIR, 5, NOW)
    with pytest.raises(SheetUnsigned):
        sim.export()
    with pytest.raises(NotExported):
        records.record_folder(sim.office, sim.event)
    assert state(sim) is State.CLOSED


def test_the_first_export_begins_the_count_and_ends_all_voiding(
    closed: ElectionSimulator,
) -> None:
    folder = closed.export()
    assert {path.name for path in folder.iterdir()} == {"manifest.json", "record.bel"}
    assert state(closed) is State.COUNTING
    assert closed.export() == folder
    with pytest.raises(EventStepRefused):
        voiding.void_event(
            closed.office, closed.event, CHAIR, "secrecy_breach", "BB", NOW
        )
    with pytest.raises(WrongRole):
        counting.export_record(closed.office, closed.event, CHAIR, NOW)


# --- partial decryptions ----------------------------------------------------------


def test_a_partial_decryption_is_checked_before_it_is_kept(
    exported: ElectionSimulator,
) -> None:
    folder = records.record_folder(exported.office, exported.event)
    good = decode(exported.partial(1, folder))
    assert isinstance(good, dict)
    with pytest.raises(BadProof):
        take(exported, encode(good | {"owner": 2}))
    with pytest.raises(BallotServiceError):
        take(exported, encode(good | {"owner": 9}))
    with pytest.raises(WrongShape):
        take(
            exported,
            encode(
                good
                | {"decryption": {"decryption_factors": [], "decryption_proofs": []}}
            ),
        )
    assert overview.progress(exported.office, exported.event).partials == 0
    # As belenios-tool writes it: without a name, and found by its key.
    assert take(exported, encode(good["decryption"])) == 1
    with pytest.raises(TooFewDecryptions):
        counting.combine_partials(exported.office, exported.event, HEAD, NOW)


def test_a_decryption_of_no_trustee(exported: ElectionSimulator) -> None:
    folder = records.record_folder(exported.office, exported.event)
    others = exported.states
    exported.hold_ceremony()
    foreign = decode(exported.partial(1, folder))
    assert isinstance(foreign, dict)
    exported.states = others
    with pytest.raises(WrongOwner):
        take(exported, encode(foreign["decryption"]))


def test_all_three_or_any_two_give_the_same_figures(
    exported: ElectionSimulator,
) -> None:
    folder = combined(exported, (1, 2, 3))
    assert folder.name == "complete"
    with pytest.raises(EventStepRefused):
        take(exported, exported.partial(1, folder.parent / "closed"))
    # Combined again, the same record takes its place.
    again = counting.combine_partials(exported.office, exported.event, HEAD, NOW)
    assert again == folder


# --- the statement ----------------------------------------------------------------


def test_the_statement_is_verified_and_countersigned(
    counted: ElectionSimulator,
) -> None:
    assert state(counted) is State.COUNTED
    kept = publication.statement_bytes(counted.office, counted.event)
    signed = read_signed(kept)
    assert len(signed.signatures) == 3
    check_signature(signed, counted.manifest.receipt_key, "service")
    folder = records.record_folder(counted.office, counted.event)
    sheet = closing.closing_sheet(counted.office, counted.event)
    expected = Expected(
        setup=sheet.setup_code,
        ballots=sheet.ballots,
        end=sheet.end_code,
        present=sheet.present,
        issued=sheet.issued,
        keys=sheet.thumbprints,
    )
    record, statement = verify_signed(folder, expected)
    # Members 1 to 4 mark: agree, disagree, unmarked, agree; one row on for the second.
    assert record.result == ((2, 1), (2, 1))
    assert overview.summary(counted.office, counted.event).statement_hash == (
        statement.digest
    )


def test_figures_that_are_not_the_sheets(exported: ElectionSimulator) -> None:
    complete = combined(exported)
    statement = exported.statement(complete, (1, 2))
    for present, issued in ((5, 4), (4, 3), (5, 5)):
        with pytest.raises(WrongSheetFigure):
            state_it(exported, statement, present, issued)
    assert state(exported) is State.COUNTING


def test_a_statement_without_one_of_the_openers(exported: ElectionSimulator) -> None:
    complete = combined(exported)
    with pytest.raises(TooFewSignatures):
        state_it(exported, exported.statement(complete, (1,)))
    with pytest.raises(NotCounted):
        publication.statement_bytes(exported.office, exported.event)


def test_a_statement_of_other_figures(exported: ElectionSimulator) -> None:
    complete = combined(exported)
    kernel = read_signed(exported.statement(complete, (1, 2))).kernel
    forged = kernel.replace(b'"agree":2', b'"agree":3', 1)
    signed: bytes | None = None
    for owner in (1, 2):
        signed = sign_kernel(forged, exported.states[owner - 1].signing_seed, signed)
    assert signed is not None
    with pytest.raises(WrongStatement):
        state_it(exported, signed)
    # Nothing of it stays, and the right one is still taken.
    assert state_it(exported, exported.statement(complete, (2, 1))).name == "signed"


# --- after the count --------------------------------------------------------------


def test_published_complained_of_settled_and_sealed(
    counted: ElectionSimulator,
) -> None:
    sim = counted
    assert publication.publish(sim.office, sim.event, CHAIR, NOW) is State.PUBLISHED
    assert (
        publication.hear_complaint(sim.office, sim.event, INSPECTOR, "Đơn số 1", NOW)
        is State.COMPLAINT_PUBLISHED
    )
    with pytest.raises(EventStepRefused):
        publication.seal(sim.office, sim.event, HEAD, NOW)
    assert publication.settle_complaint(sim.office, sim.event, CHAIR, NOW) is (
        State.PUBLISHED
    )
    assert publication.seal(sim.office, sim.event, HEAD, NOW) is State.SEALED
    assert overview.summary(sim.office, sim.event).announced
    for step in (publication.publish, publication.do_not_announce):
        with pytest.raises(EventStepRefused):
            step(sim.office, sim.event, CHAIR, NOW)


def test_what_is_not_announced_stays_so_after_complaint_and_seal(
    counted: ElectionSimulator,
) -> None:
    sim = counted
    publication.do_not_announce(sim.office, sim.event, CHAIR, NOW)
    publication.hear_complaint(sim.office, sim.event, INSPECTOR, "Đơn số 3", NOW)
    publication.settle_complaint(sim.office, sim.event, CHAIR, NOW)
    publication.seal(sim.office, sim.event, HEAD, NOW)
    assert not overview.summary(sim.office, sim.event).announced


def test_a_complaint_is_not_settled_over_a_record_that_fails(
    counted: ElectionSimulator,
) -> None:
    sim = counted
    publication.hear_complaint(sim.office, sim.event, CHAIR, "Đơn số 2", NOW)
    record = records.record_folder(sim.office, sim.event) / "record.bel"
    raw = bytearray(record.read_bytes())
    raw[len(raw) // 2] ^= 1
    record.write_bytes(raw)
    with pytest.raises(BallotServiceError):
        publication.settle_complaint(sim.office, sim.event, CHAIR, NOW)
    assert state(sim) is State.COMPLAINT_COUNTED
    failure = publication.report(sim.office, sim.event).failure
    assert failure is not None
    assert failure.error is not None


def test_the_report_follows_what_there_is(exported: ElectionSimulator) -> None:
    def held() -> list[StepId]:
        report = publication.report(exported.office, exported.event)
        assert report.failure is None
        return [s.id for s in report.steps.values() if s.outcome is StepOutcome.HELD]

    assert held()[-1] is StepId.CLOSING
    complete = combined(exported)
    assert held()[-1] is StepId.RESULT
    state_it(exported, exported.statement(complete, (1, 2)))
    assert held()[-1] is StepId.SIGNATURES


def test_a_step_that_is_kept_inside_is_not_published(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    sim.draft |= {"step": 2, "kind": "consultation"}
    titles = sim.draft["titles"]
    assert isinstance(titles, list)
    titles[0] |= {"places": 0, "places_certain": 0}
    sim.until_closed()
    sim.count()
    with pytest.raises(NotAnnouncedAtThisStep):
        publication.publish(sim.office, sim.event, CHAIR, NOW)
    assert publication.do_not_announce(sim.office, sim.event, CHAIR, NOW) is (
        State.NOT_ANNOUNCED
    )


# --- void -------------------------------------------------------------------------


def test_a_closed_vote_is_void_until_it_is_exported(closed: ElectionSimulator) -> None:
    sim = closed
    with pytest.raises(NoGroundToVoid):
        voiding.void_event(sim.office, sim.event, CHAIR, "bad mood", "BB", NOW)
    with pytest.raises(WrongRole):
        voiding.void_event(sim.office, sim.event, SECRETARY, "secrecy_breach", "B", NOW)
    assert (
        voiding.void_event(sim.office, sim.event, CHAIR, "secrecy_breach", "BB 7", NOW)
        is State.VOID
    )
    with pytest.raises(EventStepRefused):
        sim.export()
    assert len(bulletin.trackers(sim.office, sim.event)) == 4
    sim.event = preparation.repeat_event(sim.office, sim.event, CHAIR, NOW)
    assert overview.summary(sim.office, sim.event).run == 2


def test_a_record_is_never_written_over(closed: ElectionSimulator) -> None:
    folder = records.closed_record(closed.office, closed.event)
    with closed.office.database.reading() as connection:
        row = events.find_event(connection, closed.event)
        with pytest.raises(RefusesToOverwrite):
            records.write_closed_record(connection, row, folder)


@pytest.mark.parametrize("group", ["Ed25519", "BELENIOS-2048"])
def test_a_whole_meeting_in_either_group(tmp_path: Path, group: str) -> None:
    sim = ElectionSimulator(tmp_path, 4, 1, group=group)
    folder = sim.until_published()
    assert {path.name for path in folder.iterdir()} == {
        "manifest.json",
        "record.bel",
        "statement.json",
    }
    assert publication.report(sim.office, sim.event).failure is None
