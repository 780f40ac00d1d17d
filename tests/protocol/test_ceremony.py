"""The key ceremony: every honest committee ends alike, every cheat is named."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from ballot_service.crypto.group import Group, group_named
from ballot_service.crypto.sharing import lagrange
from ballot_service.errors import (
    CeremonyError,
    OutOfTurn,
)
from ballot_service.protocol import ceremony
from ballot_service.protocol.ceremony_keys import Committee
from ballot_service.protocol.ceremony_outcome import Outcome
from ballot_service.protocol.ceremony_state import TrusteeState, read_state
from ballot_service.protocol.ceremony_together import hold_ceremony
from ballot_service.protocol.check_trustees import check_trustees
from ballot_service.protocol.trustees import (
    read_trustees,
)

UUID = "7cNmVwewX876qM"
MANIFEST = "ab" * 32
RANDOM = secrets.token_bytes
ED = group_named("Ed25519")

Message = Callable[[bytes], bytes]
Messages = dict[int, bytes]


@dataclass
class Table:
    """A committee at work; each step may be cheated on by one trustee."""

    group: Group = ED
    size: int = 3
    threshold: int = 2
    states: dict[int, TrusteeState] = field(default_factory=dict)
    certs: Messages = field(default_factory=dict)
    commitments: Messages = field(default_factory=dict)
    polynomials: Messages = field(default_factory=dict)
    acceptances: Messages = field(default_factory=dict)

    @property
    def committee(self) -> Committee:
        return Committee(UUID, self.group, self.size, self.threshold)

    def _round(self, step: Callable[[int], ceremony.Step]) -> Messages:
        messages: Messages = {}
        for index in range(1, self.size + 1):
            self.states[index], messages[index] = step(index)
        return messages

    def certify(self) -> "Table":
        self.certs = self._round(
            lambda i: ceremony.certify(self.committee, i, MANIFEST, RANDOM)
        )
        return self

    def commit(self) -> "Table":
        self.commitments = self._round(
            lambda i: ceremony.commit(self.states[i], self.certs, RANDOM)
        )
        return self

    def share(self) -> "Table":
        self.polynomials = self._round(
            lambda i: ceremony.share(
                self.states[i], self.certs, self.commitments, RANDOM
            )
        )
        return self

    def accept_one(self, index: int) -> ceremony.Step:
        return ceremony.accept(
            self.states[index], self.certs, self.commitments, self.polynomials, RANDOM
        )

    def accept(self) -> "Table":
        self.acceptances = self._round(self.accept_one)
        return self

    def assemble(self) -> Outcome:
        return ceremony.assemble(
            self.committee,
            self.certs,
            self.commitments,
            self.polynomials,
            self.acceptances,
        )

    def finish(self, index: int) -> tuple[TrusteeState, Outcome]:
        return ceremony.finish(
            self.states[index],
            self.certs,
            self.commitments,
            self.polynomials,
            self.acceptances,
        )

    def signing(self, index: int) -> int:
        return self.states[index].keys.signing


def up_to_certify() -> Table:
    return Table().certify()


def up_to_commit() -> Table:
    return up_to_certify().commit()


def up_to_share() -> Table:
    return up_to_commit().share()


def up_to_accept() -> Table:
    return up_to_share().accept()


# --- honest committees -------------------------------------------------------------


@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
@pytest.mark.parametrize(("size", "threshold"), [(3, 2), (1, 1), (5, 3)])
def test_any_t_shares_make_the_key(name: str, size: int, threshold: int) -> None:
    group = group_named(name)
    states, outcome = hold_ceremony(
        Committee(UUID, group, size, threshold), MANIFEST, RANDOM
    )
    trustees = read_trustees(group, outcome.trustees.encoded())
    assert check_trustees(group, trustees) == outcome.public_key
    chosen = list(range(size - threshold + 1, size + 1))
    secret = sum(
        states[i - 1].decryption_key * lagrange(group.order, chosen, i) for i in chosen
    )
    assert group.generator_power(secret) == outcome.public_key


def test_every_trustee_finishes_with_the_same_public_files() -> None:
    table = up_to_accept()
    finished = [table.finish(i) for i in (1, 2, 3)]
    assert len({outcome.trustees.encoded() for _, outcome in finished}) == 1
    assert len({state.trustees for state, _ in finished}) == 1
    assert {state.phase for state, _ in finished} == {"finished"}
    assert all(not state.polynomial and not state.salt for state, _ in finished)


def test_two_ceremonies_share_nothing() -> None:
    first, one = hold_ceremony(Table().committee, MANIFEST, RANDOM)
    second, two = hold_ceremony(Table().committee, MANIFEST, RANDOM)
    assert one.public_key != two.public_key
    assert not {s.seed for s in first} & {s.seed for s in second}
    assert len({s.signing_seed for s in (*first, *second)}) == 6


def test_a_state_is_read_as_it_was_written_at_every_step() -> None:
    table = Table()
    for step in (table.certify, table.commit, table.share, table.accept):
        step()
        for state in table.states.values():
            assert read_state(state.encoded()) == state
            assert state.seed not in repr(state)


# --- out of turn, missing, swapped --------------------------------------------------


def test_steps_have_one_order() -> None:
    table = up_to_certify()
    with pytest.raises(OutOfTurn):
        ceremony.share(table.states[1], table.certs, {}, RANDOM)
    with pytest.raises(OutOfTurn):
        ceremony.accept(table.states[1], table.certs, {}, {}, RANDOM)
    table.commit()
    with pytest.raises(OutOfTurn):
        ceremony.commit(table.states[1], table.certs, RANDOM)
    with pytest.raises(OutOfTurn):
        table.finish(1)


def test_nobody_shows_a_polynomial_before_all_have_committed() -> None:
    table = up_to_commit()
    del table.commitments[3]
    with pytest.raises(OutOfTurn) as caught:
        ceremony.share(table.states[1], table.certs, table.commitments, RANDOM)
    assert caught.value.trustee == 3


def take_next_step(table: Table, phase: str) -> None:
    match phase:
        case "certs":
            ceremony.commit(table.states[1], table.certs, RANDOM)
        case "commitments":
            ceremony.share(table.states[1], table.certs, table.commitments, RANDOM)
        case "polynomials":
            table.accept_one(1)
        case _:
            table.finish(1)


STARTS = {
    "certs": up_to_certify,
    "commitments": up_to_commit,
    "polynomials": up_to_share,
    "acceptances": up_to_accept,
}


@pytest.mark.parametrize("phase", STARTS)
def test_a_missing_message_names_its_trustee(phase: str) -> None:
    table = STARTS[phase]()
    del getattr(table, phase)[2]
    with pytest.raises(OutOfTurn) as caught:
        take_next_step(table, phase)
    assert caught.value.trustee == 2


@pytest.mark.parametrize("phase", STARTS)
def test_swapped_messages_name_the_first_of_them(phase: str) -> None:
    table = STARTS[phase]()
    messages = getattr(table, phase)
    messages[2], messages[3] = messages[3], messages[2]
    with pytest.raises(CeremonyError) as caught:
        take_next_step(table, phase)
    assert caught.value.trustee == 2


@pytest.mark.parametrize("phase", STARTS)
def test_garbage_names_its_trustee(phase: str) -> None:
    table = STARTS[phase]()
    getattr(table, phase)[3] = b'{"message":"x"}'
    with pytest.raises(CeremonyError) as caught:
        take_next_step(table, phase)
    assert caught.value.trustee == 3


@pytest.mark.parametrize("phase", STARTS)
def test_a_fourth_trustee_is_refused(phase: str) -> None:
    table = STARTS[phase]()
    getattr(table, phase)[4] = getattr(table, phase)[3]
    with pytest.raises(CeremonyError, match="more than 3"):
        take_next_step(table, phase)


@pytest.mark.parametrize("phase", STARTS)
def test_an_own_message_that_was_replaced_is_seen(phase: str) -> None:
    table, other = STARTS[phase](), STARTS[phase]()
    getattr(table, phase)[1] = getattr(other, phase)[1]
    with pytest.raises(CeremonyError) as caught:
        take_next_step(table, phase)
    assert caught.value.trustee == 1
