"""What others made, read and checked by us; and made again from their secrets."""

import json

import pytest

from ballot_service.crypto.group import Group
from ballot_service.crypto.transcript import hex_digest
from ballot_service.errors import DecryptionFailed
from ballot_service.protocol.atoms import SignedMessage, read_signed_message
from ballot_service.protocol.ceremony_belenios import read_dkey
from ballot_service.protocol.ceremony_keys import derive_keys
from ballot_service.protocol.check_ballot import check_ballot, check_no_identity
from ballot_service.protocol.check_trustees import (
    certificates,
    check_no_identity_keys,
    check_trustees,
)
from ballot_service.protocol.credential import public_half, read_credentials
from ballot_service.protocol.decryption import (
    Owned,
    check_partial_decryption,
    decrypt_partially,
    read_owned,
)
from ballot_service.protocol.encoding import decode
from ballot_service.protocol.make_ballot import make_ballot
from ballot_service.protocol.result import check_result, combine, owner_key
from ballot_service.protocol.tally import encode_tally, read_sized_tally
from ballot_service.protocol.trustees import PedersenGroup
from tests.making import seeded
from tests.protocol.others import Others
from tests.protocol.parts import number

pytestmark = pytest.mark.vectors
SEED = bytes(range(32))


def group_of(others: Others) -> Group:
    return others.election.group


def pedersen_of(others: Others) -> PedersenGroup:
    entry = others.trustees.entries[0]
    assert isinstance(entry, PedersenGroup)
    return entry


def test_their_objects_are_written_back_to_the_byte(others: Others) -> None:
    assert others.election.encoded == others.raw("election.json")
    assert others.trustees.encoded() == others.raw("trustees.json")
    tally, sized = others.lines("encrypted_tally.out.json")
    assert encode_tally(others.tally) == tally
    assert read_sized_tally(sized).encoded() == sized
    credentials = read_credentials(group_of(others), others.public_creds)
    assert credentials.encoded() == others.public_creds
    for owner in (1, 3):
        partial, owned = others.lines(f"pd{owner}.json")
        assert others.partial(owner).encoded() == partial
        assert read_owned(owned) == Owned(owner, hex_digest(partial))


def test_their_trustees_hold_and_give_the_key(others: Others) -> None:
    found = check_trustees(group_of(others), others.trustees)
    assert found == others.election.public_key
    check_no_identity_keys(group_of(others), others.trustees)


def test_their_certificates_lie_in_the_trustees(others: Others) -> None:
    lines = others.raw("certs.jsons").splitlines()
    certs = tuple(
        read_signed_message(group_of(others), decode(line), "cert") for line in lines
    )
    assert certs == pedersen_of(others).certs
    assert all(isinstance(cert, SignedMessage) for cert in certs)


@pytest.mark.parametrize("trustee", [1, 2, 3])
def test_their_seeds_give_their_certificate_keys(others: Others, trustee: int) -> None:
    group = group_of(others)
    keys = derive_keys(group, others.seed(trustee))
    cert = certificates(group, pedersen_of(others))[trustee - 1]
    assert cert.verification == group.generator_power(keys.signing)
    assert cert.encryption == group.generator_power(keys.decryption)


def test_their_private_credentials_give_the_public_ones(others: Others) -> None:
    group = group_of(others)
    public = read_credentials(group, others.public_creds).weights
    made = {
        public_half(group, others.election.uuid, private)
        for private in others.credentials.values()
    }
    assert made == set(public)
    assert len(made) == 30


def test_their_ballots_hold_one_by_one(others: Others) -> None:
    assert len(others.ballots) == 3
    for ballot in others.ballots.values():
        check_ballot(others.election, ballot)
        check_no_identity(others.election, ballot)


def test_their_choices_made_by_us_hold(others: Others) -> None:
    election = others.election
    for name, theirs in list(others.ballots.items())[:2]:
        choices = json.loads(others.raw(f"choices/{name}.json"))
        private = next(
            private
            for private in others.credentials.values()
            if public_half(election.group, election.uuid, private) == theirs.credential
        )
        nonce = number(name, election.group.order)
        ours = make_ballot(election, private, choices, SEED, nonce)
        check_ballot(election, ours)
        assert len(ours.encoded()) == pytest.approx(len(theirs.encoded()), rel=0.02)


@pytest.mark.parametrize("owner", [1, 3])
def test_their_decryptions_hold_and_come_out_again(others: Others, owner: int) -> None:
    election, group = others.election, group_of(others)
    partial = others.partial(owner)
    key = owner_key(others.trustees, owner)
    check_partial_decryption(election, others.tally, key, partial)
    raw = others.raw(f"seeds/{owner}.dkey").decode()
    secret = read_dkey(group, others.seed(owner), raw)
    assert group.generator_power(secret) == key
    ours = decrypt_partially(election, others.tally, secret, seeded("ours"))
    assert ours.factors == partial.factors


def test_anothers_seed_does_not_open_a_key(others: Others) -> None:
    raw = others.raw("seeds/1.dkey").decode()
    with pytest.raises(DecryptionFailed):
        read_dkey(group_of(others), others.seed(2), raw)


def test_the_trustee_who_did_not_open_it_gives_the_same_result(others: Others) -> None:
    election = others.election
    raw = others.raw("seeds/2.dkey").decode()
    secret = read_dkey(election.group, others.seed(2), raw)
    partials = {
        2: decrypt_partially(election, others.tally, secret, seeded("two")),
        3: others.partial(3),
    }
    first = others.partial(1)
    for used in (partials, {1: first, **partials}):
        result = combine(election, others.trustees, others.tally, used, 30)
        check_result(others.raw("result.out.json"), result)
