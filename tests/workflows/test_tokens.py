"""Issuing, lost tokens, registration, slips: who gets a credential into the list."""

import json
from pathlib import Path

import pytest

from ballot_service.crypto.group import Element
from ballot_service.errors import (
    AlreadyIssuedElsewhere,
    AlreadyServed,
    BadToken,
    BlindSignatureError,
    DuplicateCredential,
    EncodingError,
    EventStepRefused,
    MoreClaimsThanTokens,
    MoreRegisteredThanIssued,
    NoSlipsLeft,
    NoSlipsUsed,
    NothingToReplace,
    NotIssuing,
    NotPresent,
    NotRegistering,
    SameHand,
    SlipsAlreadyImported,
    SlipsOfAnotherElection,
    UndrawnOfAnotherRecord,
    UndrawnSlipsUnopened,
    UndrawnSlipVoted,
    WrongRole,
    WrongSlipCount,
    WrongUndrawnCount,
)
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.encoding import encode
from ballot_service.verify.undrawn import encode_undrawn
from ballot_service.workflows import (
    casting,
    closing,
    issuing,
    opening,
    overview,
    publication,
    registration,
    rollcall,
    slips,
    tablet_status,
)
from ballot_service.workflows.office import Actor, Role
from tests.making import seeded
from tests.simulator import (
    CHAIR,
    COUNTER,
    HEAD,
    INSPECTOR,
    NOW,
    SECRETARY,
    ElectionSimulator,
    Tablet,
)


@pytest.fixture
def sim(tmp_path: Path) -> ElectionSimulator:
    made = ElectionSimulator(tmp_path, questions=1)
    made.create()
    made.freeze()
    made.make_keys()
    return made


def request_of(sim: ElectionSimulator, label: str) -> bytes:
    return Tablet("", seeded(label)).make_request(sim.manifest)


# --- issuing ----------------------------------------------------------------------


def test_the_same_request_again_gets_the_same_answer(sim: ElectionSimulator) -> None:
    sim.call_roll()
    sim.issue([])
    request = request_of(sim, "one")
    answers = {
        issuing.issue_token(sim.office, sim.event, "TV001", request) for _ in range(3)
    }
    assert len(answers) == 1
    assert overview.progress(sim.office, sim.event).issued == 1
    with pytest.raises(AlreadyIssuedElsewhere):
        issuing.issue_token(sim.office, sim.event, "TV001", request_of(sim, "two"))


def test_a_lost_answer_is_given_again_also_in_registration(
    sim: ElectionSimulator,
) -> None:
    sim.call_roll()
    sim.issue([])
    request = request_of(sim, "one")
    answer = issuing.issue_token(sim.office, sim.event, "TV001", request)
    registration.begin_registration(sim.office, sim.event, CHAIR, NOW)
    again = issuing.issue_token(sim.office, sim.event, "TV001", request)
    assert again == answer
    with pytest.raises(NotIssuing):
        issuing.issue_token(sim.office, sim.event, "TV002", request_of(sim, "two"))


def test_nothing_is_issued_before_the_chair_begins(sim: ElectionSimulator) -> None:
    sim.call_roll()
    with pytest.raises(NotIssuing):
        issuing.issue_token(sim.office, sim.event, "TV001", request_of(sim, "one"))


def test_nothing_is_issued_to_the_absent(sim: ElectionSimulator) -> None:
    sim.call_roll(["TV005"])
    sim.issue([])
    with pytest.raises(NotPresent):
        issuing.issue_token(sim.office, sim.event, "TV005", request_of(sim, "one"))


@pytest.mark.parametrize("request_bytes", [b"", b"\x00" * 128, b"\xff" * 128, b"x" * 5])
def test_what_is_no_request_marks_nobody(
    sim: ElectionSimulator, request_bytes: bytes
) -> None:
    sim.call_roll()
    sim.issue([])
    with pytest.raises(BlindSignatureError):
        issuing.issue_token(sim.office, sim.event, "TV001", request_bytes)
    assert overview.progress(sim.office, sim.event).issued == 0


def test_the_secretary_alone_learns_who_has_no_token(sim: ElectionSimulator) -> None:
    sim.call_roll(["TV005"])
    sim.issue(["TV001", "TV003"])
    left = overview.without_token(sim.office, sim.event, SECRETARY)
    assert [entry.id for entry in left] == ["TV002", "TV004"]
    for other in (CHAIR, HEAD, INSPECTOR):
        with pytest.raises(WrongRole):
            overview.without_token(sim.office, sim.event, other)


# --- registration -----------------------------------------------------------------


@pytest.fixture
def issued(sim: ElectionSimulator) -> ElectionSimulator:
    sim.call_roll()
    sim.issue()
    return sim


def register(sim: ElectionSimulator, token: bytes) -> None:
    registration.register_token(sim.office, sim.uuid, token)


def test_registering_twice_changes_nothing(issued: ElectionSimulator) -> None:
    issued.register()
    for tablet in issued.tablets.values():
        register(issued, tablet.token)
    assert overview.progress(issued.office, issued.event).registered == 5


def test_registration_is_a_phase_of_its_own(issued: ElectionSimulator) -> None:
    token = issued.tablets["TV001"].token
    with pytest.raises(NotRegistering):
        register(issued, token)
    issued.register(["TV002"])
    opening.prepare_opening(issued.office, issued.event, CHAIR, NOW)
    with pytest.raises(NotRegistering):
        register(issued, token)
    opening.discard_opening(issued.office, issued.event, CHAIR, NOW)
    register(issued, token)
    assert overview.progress(issued.office, issued.event).registered == 2


def altered(token: bytes, **changes: str) -> bytes:
    return encode(json.loads(token) | changes)


def test_a_token_holds_for_its_credential_and_prefix(
    issued: ElectionSimulator,
) -> None:
    issued.register([])
    one, two = issued.tablets["TV001"], issued.tablets["TV002"]
    for forged in (
        altered(one.token, credential=two.credential),
        altered(one.token, prefix="00" * 32),
        altered(one.token, signature=json.loads(two.token)["signature"]),
        altered(one.token, signature="AAAA"),
        altered(one.token, signature="!"),
        altered(one.token, credential="00" * 31 + "01"),
    ):
        with pytest.raises(BadToken):
            register(issued, forged)
    assert overview.progress(issued.office, issued.event).registered == 0


@pytest.mark.parametrize(
    "junk", [b"", b"{}", b"[]", b'{"credential":1}', b"x" * 20_000]
)
def test_what_is_no_token(issued: ElectionSimulator, junk: bytes) -> None:
    issued.register([])
    with pytest.raises(EncodingError):
        register(issued, junk)


# --- lost tokens ------------------------------------------------------------------


def replace_token(sim: ElectionSimulator, member: str) -> None:
    for hand in (SECRETARY, COUNTER):
        issuing.confirm_replacement(sim.office, sim.event, hand, member, NOW)


@pytest.fixture
def reopened(issued: ElectionSimulator) -> ElectionSimulator:
    """Two tokens of five were lost; issuing goes on."""
    issued.register(["TV001", "TV002", "TV003"])
    issuing.begin_issuing(issued.office, issued.event, CHAIR, NOW)
    return issued


def test_a_lost_token_is_replaced_with_two_hands(reopened: ElectionSimulator) -> None:
    sim = reopened
    hand = issuing.confirm_replacement(sim.office, sim.event, SECRETARY, "TV004", NOW)
    assert hand.served == "token"
    twin = Actor(SECRETARY.user, SECRETARY.name, Role.COMMITTEE, 2)
    with pytest.raises(SameHand):
        issuing.confirm_replacement(sim.office, sim.event, twin, "TV004", NOW)
    entry = issuing.confirm_replacement(sim.office, sim.event, COUNTER, "TV004", NOW)
    assert (entry.served, entry.replacement) == ("", True)
    rollcall.make_code(sim.office, sim.event, SECRETARY, "TV004", NOW)
    sim.take_token("TV004")
    sim.register(["TV004"])
    found = overview.progress(sim.office, sim.event)
    assert (found.issued, found.registered) == (5, 4)


def test_more_claims_than_lost_tokens_are_refused(reopened: ElectionSimulator) -> None:
    sim = reopened
    replace_token(sim, "TV004")
    replace_token(sim, "TV005")
    with pytest.raises(MoreClaimsThanTokens):
        replace_token(sim, "TV001")


def test_an_unregistered_token_is_dead(reopened: ElectionSimulator) -> None:
    sim = reopened
    registration.begin_registration(sim.office, sim.event, CHAIR, NOW)
    with pytest.raises(MoreRegisteredThanIssued):
        register(sim, sim.tablets["TV004"].token)
    assert overview.progress(sim.office, sim.event).registered == 3


def test_who_keeps_a_lost_token_gains_no_second_credential(
    reopened: ElectionSimulator,
) -> None:
    sim = reopened
    kept = sim.tablets["TV004"].token
    replace_token(sim, "TV004")
    sim.take_token("TV004")
    sim.register(["TV004"])
    with pytest.raises(MoreRegisteredThanIssued):
        register(sim, kept)


def test_nothing_is_replaced_before_registration_was_held(
    issued: ElectionSimulator,
) -> None:
    with pytest.raises(NothingToReplace):
        replace_token(issued, "TV001")


def test_a_late_member_takes_a_token_when_issuing_goes_on(
    sim: ElectionSimulator,
) -> None:
    sim.call_roll(["TV005"])
    sim.issue()
    sim.register()
    sim.present("TV005")
    issuing.begin_issuing(sim.office, sim.event, CHAIR, NOW)
    sim.take_token("TV005")
    sim.register(["TV005"])
    assert sim.open().credentials == 5


# --- slips ------------------------------------------------------------------------


def halves(sim: ElectionSimulator, number: int) -> tuple[list[Tablet], bytes]:
    """Return slips as the committee's off-line tool prints them."""
    made = [Tablet(f"slip {i}", seeded(f"slip {i}")) for i in range(number)]
    for slip in made:
        slip.make_request(sim.manifest)
    return made, slips_file(sim, [slip.credential for slip in made])


def slips_file(sim: ElectionSimulator, credentials: list[str]) -> bytes:
    return encode(
        {
            "schema": "ballot-service/slips/1",
            "uuid": sim.manifest.uuid,
            "manifest": sim.manifest.digest,
            "credentials": credentials,
        }
    )


@pytest.fixture
def with_slips(sim: ElectionSimulator) -> ElectionSimulator:
    """Three members with tokens, two away; two slips take their place."""
    sim.call_roll(["TV005"])
    sim.issue(["TV001", "TV002", "TV003"])
    sim.register()
    return sim


def test_slips_make_the_list_exactly_n(with_slips: ElectionSimulator) -> None:
    sim = with_slips
    made, public = halves(sim, 2)
    assert slips.import_slips(sim.office, sim.event, HEAD, public, NOW) == 2
    entry = slips.give_slip(sim.office, sim.event, SECRETARY, "TV004", NOW)
    assert entry.served == "slip"
    sheet = sim.open()
    assert (sheet.registered, sheet.slips, sheet.credentials) == (3, 2, 5)
    assert (sheet.present, sheet.issued) == (4, 4)
    body = made[0].make_ballot(sim.election, sim.choices(0))
    assert casting.cast_ballot(sim.office, sim.uuid, body).tracker
    # Late, after opening: the other slip.
    sim.present("TV005")
    slips.give_slip(sim.office, sim.event, SECRETARY, "TV005", NOW)
    for member in ("TV001", "TV002", "TV003"):
        sim.cast(member)
    closing = sim.close()
    assert (closing.present, closing.issued, closing.ballots) == (5, 5, 4)


def test_slips_are_n_minus_the_registered(with_slips: ElectionSimulator) -> None:
    for number in (0, 1, 3):
        _, public = halves(with_slips, number)
        with pytest.raises(WrongSlipCount):
            slips.import_slips(with_slips.office, with_slips.event, HEAD, public, NOW)
    assert overview.progress(with_slips.office, with_slips.event).credentials == 3


def test_a_slip_is_no_registered_credential(with_slips: ElectionSimulator) -> None:
    sim = with_slips
    made, _ = halves(sim, 1)
    public = slips_file(sim, [made[0].credential, sim.tablets["TV001"].credential])
    with pytest.raises(DuplicateCredential):
        slips.import_slips(sim.office, sim.event, HEAD, public, NOW)
    assert overview.progress(sim.office, sim.event).credentials == 3


def test_slips_of_another_manifest_are_refused(with_slips: ElectionSimulator) -> None:
    sim = with_slips
    _, public = halves(sim, 2)
    forged = public.replace(sim.manifest.digest.encode(), b"ab" * 32)
    with pytest.raises(SlipsOfAnotherElection):
        slips.import_slips(sim.office, sim.event, HEAD, forged, NOW)
    with pytest.raises(EncodingError):
        slips.import_slips(sim.office, sim.event, HEAD, b"[]", NOW)


def closed_with_slips(sim: ElectionSimulator) -> list[Tablet]:
    """Four members at most came; of two slips one was given and voted."""
    made, public = halves(sim, 2)
    slips.import_slips(sim.office, sim.event, HEAD, public, NOW)
    slips.give_slip(sim.office, sim.event, SECRETARY, "TV004", NOW)
    sim.open()
    body = made[0].make_ballot(sim.election, sim.choices(0))
    casting.cast_ballot(sim.office, sim.uuid, body)
    sim.close()
    return made


def test_undrawn_slips_are_opened_and_recorded(with_slips: ElectionSimulator) -> None:
    sim = with_slips
    made = closed_with_slips(sim)
    at = (sim.office, sim.event)
    before = slips.slips_after_close(*at)
    assert (before.printed, before.given, before.undrawn, before.opened) == (
        2,
        1,
        1,
        -1,
    )
    assert before.few
    assert closing.closing_sheet(*at).few
    end = tablet_status.status(*at).end
    unused = encode_undrawn(sim.uuid, end, [Element(made[1].credential)])
    with pytest.raises(WrongUndrawnCount):
        slips.record_undrawn(*at, HEAD, unused, 1, NOW)
    with pytest.raises(NoSlipsUsed):
        slips.undrawn_list(*at)
    assert slips.record_undrawn(*at, HEAD, unused, 0, NOW) == 1
    assert slips.slips_after_close(*at).opened == 1
    assert slips.undrawn_list(*at) == unused
    log = overview.operations(*at, INSPECTOR)
    assert "1 opened, 0 missing" in [line.detail for line in log]


def test_nothing_is_announced_before_undrawn_slips_are_opened(
    with_slips: ElectionSimulator,
) -> None:
    sim = with_slips
    made, public = halves(sim, 2)
    at = (sim.office, sim.event)
    slips.import_slips(*at, HEAD, public, NOW)
    slips.give_slip(*at, SECRETARY, "TV004", NOW)
    sim.open()
    for member in list(sim.tablets):
        sim.cast(member)
    sim.close()
    sim.count()
    for step in (publication.publish, publication.do_not_announce):
        with pytest.raises(UndrawnSlipsUnopened):
            step(*at, CHAIR, NOW)
    end = tablet_status.status(*at).end
    unused = encode_undrawn(sim.uuid, end, [Element(one.credential) for one in made])
    with pytest.raises(WrongUndrawnCount):
        slips.record_undrawn(*at, HEAD, unused, 0, NOW)
    unused = encode_undrawn(sim.uuid, end, [Element(made[1].credential)])
    slips.record_undrawn(*at, HEAD, unused, 0, NOW)
    assert publication.publish(*at, CHAIR, NOW) is State.PUBLISHED


def test_an_undrawn_slip_that_voted_is_found(with_slips: ElectionSimulator) -> None:
    sim = with_slips
    made = closed_with_slips(sim)
    at = (sim.office, sim.event)
    end = tablet_status.status(*at).end
    drawn = encode_undrawn(sim.uuid, end, [Element(made[0].credential)])
    with pytest.raises(UndrawnSlipVoted):
        slips.record_undrawn(*at, HEAD, drawn, 0, NOW)
    other = encode_undrawn(sim.uuid, "ab" * 32, [Element(made[1].credential)])
    with pytest.raises(UndrawnOfAnotherRecord):
        slips.record_undrawn(*at, HEAD, other, 0, NOW)
    # A slip that nobody finds again is written down, not passed over.
    nothing = encode_undrawn(sim.uuid, end, [])
    assert slips.record_undrawn(*at, HEAD, nothing, 1, NOW) == 0


def test_without_slips_there_are_none_undrawn(sim: ElectionSimulator) -> None:
    sim.call_roll(["TV005"])
    sim.issue()
    sim.register()
    sim.open()
    sim.close()
    with pytest.raises(NoSlipsUsed):
        slips.record_undrawn(sim.office, sim.event, HEAD, b"{}", 0, NOW)


def test_slips_are_imported_once_and_end_registration(
    with_slips: ElectionSimulator,
) -> None:
    sim = with_slips
    _, public = halves(sim, 2)
    slips.import_slips(sim.office, sim.event, HEAD, public, NOW)
    with pytest.raises(SlipsAlreadyImported):
        slips.import_slips(sim.office, sim.event, HEAD, public, NOW)
    with pytest.raises(EventStepRefused):
        issuing.begin_issuing(sim.office, sim.event, CHAIR, NOW)


def test_a_slip_is_for_somebody_present_without_a_token(
    with_slips: ElectionSimulator,
) -> None:
    sim = with_slips
    with pytest.raises(NoSlipsLeft):
        slips.give_slip(sim.office, sim.event, SECRETARY, "TV004", NOW)
    _, public = halves(sim, 2)
    slips.import_slips(sim.office, sim.event, HEAD, public, NOW)
    with pytest.raises(AlreadyServed):
        slips.give_slip(sim.office, sim.event, SECRETARY, "TV001", NOW)
    with pytest.raises(NotPresent):
        slips.give_slip(sim.office, sim.event, SECRETARY, "TV005", NOW)
    assert overview.summary(sim.office, sim.event).state is State.REGISTRATION
