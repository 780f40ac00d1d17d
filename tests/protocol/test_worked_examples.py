"""Every intermediate value of format.md §15, from an election that others made."""

import hashlib
import json

import pytest

from ballot_service.crypto.ed25519 import ED25519
from ballot_service.crypto.group import Element
from ballot_service.crypto.sharing import lagrange
from ballot_service.crypto.transcript import b64_digest, challenge, hex_digest
from ballot_service.protocol.ballot import (
    base_text,
    content_hash,
    plaintext_prefix,
    tracker,
)
from ballot_service.protocol.ceremony_keys import derive_keys
from ballot_service.protocol.check_trustees import certificates, committed_polynomials
from ballot_service.protocol.credential import derive_secret, public_half
from ballot_service.protocol.events import SetupData, read_event, read_setup_data
from ballot_service.protocol.result import owner_key
from ballot_service.protocol.trustees import (
    PedersenGroup,
    certs_message,
    pok_prefix,
)
from ballot_service.record.archive import title_body
from tests.protocol.others import Others

pytestmark = pytest.mark.vectors
PHI = "d4d3o8Vd2slsyqzQFxaNU0B/l8I0zJYPaLMo3XRhuOg"
ELECTION = "778777a3c55ddac96ccaacd017168d53407f97c234cc960f68b328dd7461b8e8"
PUBLIC = Element("c940669203b1435b96628801cdb8ac76c3a0e8a574ea1898bfa54c1016059553")
BALLOT = "6721f11bfda603aaeb3b62783a470b8ae210d4289de00fb47c925709d20c37ed"
SIGNED = "7SUW/uYvAOOWd85Rk9ijJS53txuty5JTxUnFsWoDSeQ"
Q = ED25519.order


def commitment(public: Element, answer: int, c: int) -> Element:
    """Return A = g^response · X^challenge."""
    return ED25519.multiply(ED25519.generator_power(answer), ED25519.power(public, c))


def pedersen(theirs: Others) -> PedersenGroup:
    entry = theirs.trustees.entries[0]
    assert isinstance(entry, PedersenGroup)
    return entry


def test_generator_identity_and_small_powers() -> None:
    two = "2260cdf3092329c21da25ee8c9a21f5697390f51643851560e5f46ae6af8a3c9"
    assert ED25519.generator == "66" * 31 + "58"
    assert ED25519.identity == "00" * 31 + "01"
    assert ED25519.generator_power(2) == two
    assert ED25519.multiply(ED25519.generator, ED25519.generator) == two
    assert ED25519.generator_power(-1) == "e6" + "66" * 30 + "58"


def test_the_fingerprint(theirs: Others) -> None:
    assert theirs.election.uuid == "zktuVwewX876qM"
    assert theirs.election.public_key == (
        "1410024cc4bd1492185f70dce448f594ced060cd72cd3a5e580529a28427a24c"
    )
    assert hex_digest(theirs.raw("election.json")) == ELECTION
    assert theirs.election.fingerprint == PHI


def test_the_credential_of_voter_10(theirs: Others) -> None:
    private = theirs.credentials["10"]
    assert private == "isGKu-h7NBqj-aNHQB-QPzjFR"
    halves = [
        hashlib.sha256(
            f"derive_credential|zktuVwewX876qM|{i}|{private}".encode()
        ).hexdigest()
        for i in (0, 1)
    ]
    assert halves == [
        "045264db10b07fc8a7dd9566f8fe76947d3907303e99f1f427deb5345f58e54c",
        "c4f017b5ca424644c2553870449aedbec03c2efc1d78d6c3eb74ff368a6272d9",
    ]
    assert derive_secret(ED25519, "zktuVwewX876qM", private) == int(
        "5868072762277583742800730740257390521482429239128145744451153363927225670818"
    )
    assert public_half(ED25519, "zktuVwewX876qM", private) == PUBLIC


def test_the_tracker_of_the_first_ballot(theirs: Others) -> None:
    raw = theirs.raw("ballots/001.json")
    assert len(raw) == 9089
    assert tracker(raw) == BALLOT
    assert b64_digest(raw) == "ZyHxG/2mA6rrO2J4OkcLiuIQ1Cid4A+0fJJXCdIMN+0"


def test_the_signature_of_the_first_ballot(theirs: Others) -> None:
    ballot = theirs.ballots["001"]
    assert ballot.credential == PUBLIC
    assert ballot.signature_hash == SIGNED
    assert (
        content_hash(
            ballot.election_uuid,
            ballot.election_hash,
            ballot.credential,
            ballot.answers,
        )
        == SIGNED
    )
    proof = ballot.signature
    a = commitment(PUBLIC, proof.response, proof.challenge)
    assert a == "c32e0152b373c03a4523d7495de2acaf06b6df378c578d98857995d7c2dc06f6"
    assert challenge(ED25519, f"sig|{SIGNED}|", [a]) == proof.challenge
    assert proof.challenge == int(
        "525924272392331671063370607011865079965239547908392587803105422466290811979"
    )


def test_the_first_individual_proof(theirs: Others) -> None:
    answer = theirs.ballots["001"].answers[0]
    proofs, choice = answer.individual_proofs[0], answer.choices[0]
    assert [p.challenge for p in proofs] == [
        int(
            "4675222052147868132405299768012129993896629145554810037318750253930704790631"
        ),
        int(
            "7179960055980634411792217326136583068850773660207570596125846156876587700066"
        ),
    ]
    y = theirs.election.public_key
    shifted = [choice.beta, ED25519.multiply(choice.beta, ED25519.generator_power(-1))]
    found: list[Element] = []
    for proof, rest in zip(proofs, shifted, strict=True):
        found.append(commitment(choice.alpha, proof.response, proof.challenge))
        power = ED25519.power(y, proof.response)
        found.append(ED25519.multiply(power, ED25519.power(rest, proof.challenge)))
    assert found == [
        "9c2ff2e48f05b0f7340a52ccccad483067eaa1a8126f0bb80116d10df64f00fe",
        "6d97421ad593d2e108bee2de387225805c70f9280a4b070ee9219f7455b3d8d5",
        "e6dfd937c3bcc2072ab0ab7d2fcdaca235e66b874aeba9a23aa0a726cf5b65c0",
        "4a2ccd28669deb8e3e105ae3eadc502b9cc85ed22893ba78615315988b2cae75",
    ]
    prefix = plaintext_prefix(base_text(PHI, PUBLIC), choice)
    text = prefix + ",".join(found)
    assert hex_digest(text.encode()) == (
        "fa35cb97ee0dbce5a6da0d834a3754d36d7d63f31a6d6697c65571c7d1610abf"
    )
    h = challenge(ED25519, prefix, found)
    assert h == sum(p.challenge for p in proofs) % Q
    assert h == int(
        "4618176530796240330224330531105718821890286446382473027442645472521838239708"
    )


def test_the_proof_of_possession_of_trustee_1(theirs: Others) -> None:
    key = pedersen(theirs).verification_keys[0]
    assert pok_prefix(ED25519, key.public_key) == (
        "pok|Ed25519|d2cb26ab896f3d708207f3a4fe0a4a1919fb4979267b5b45b3b6954ea22f1824|"
    )
    a = commitment(key.public_key, key.pok.response, key.pok.challenge)
    assert a == "a59f77ad5320bc367a10cee7e4bb8b0b1572757398c1132924c2d68698c21c3f"
    assert key.pok.challenge == int(
        "1380274478277937050769974842106468314545099241037766294992442833929819924096"
    )


def test_the_certificate_of_trustee_1(theirs: Others) -> None:
    first = pedersen(theirs).certs[0]
    certificate = certificates(ED25519, pedersen(theirs))[0]
    assert certificate.message() == first.message
    assert certificate.verification == (
        "4a4199bfec32368b0eb1204b3e513729516a886fa2e36c20bc2e13d4d31f9b66"
    )
    assert certificate.encryption == (
        "7eb0e18f147c4d169e5fea0047f7a608f98f9351a17e71e92469753555ddbaeb"
    )
    proof = first.signature
    a = commitment(certificate.verification, proof.response, proof.challenge)
    assert a == "5c5fd7ac2290fc6a82d1ed4efec7696cf5e9d91c60905bcaeae1f73b1ce4333b"
    assert challenge(ED25519, f"sigmsg|{first.message}|", [a]) == proof.challenge
    assert proof.challenge == int(
        "7039300801261432289915954124250144605719854844652442728631527549971717353650"
    )


def test_the_seed_of_trustee_1(theirs: Others) -> None:
    assert theirs.seed(1) == "nXSNPcp1aK8FL7PasFeF8S"
    assert derive_keys(ED25519, theirs.seed(1)).signing == int(
        "5404390776845036383398710230029863970713947285080490862623829776471407724466"
    )


def test_what_binds_a_polynomial_to_all_certificates(theirs: Others) -> None:
    group = pedersen(theirs)
    polynomial = committed_polynomials(ED25519, group)[0]
    text = certs_message(group.certs, polynomial)
    assert len(text) == 1536
    assert hex_digest(text.encode()) == (
        "ffb4df22496721ada8f7c83c26cae0dd03fa81b5df8fa481b815ba5f22fa1967"
    )


def test_the_first_factor_of_trustee_1(theirs: Others) -> None:
    partial = theirs.partial(1)
    key, alpha = owner_key(theirs.trustees, 1), theirs.tally[0][0].alpha
    proof, factor = partial.proofs[0][0], partial.factors[0][0]
    a = commitment(key, proof.response, proof.challenge)
    b = ED25519.multiply(
        ED25519.power(alpha, proof.response), ED25519.power(factor, proof.challenge)
    )
    assert a == "11603296ffe9e8bc422b78d32b1cfdb37348b9fecfc1604072b675dcaaec441c"
    assert b == "ef36ed8ed2ab6ad16134fcd1f85d7f5d594d3d34d48cc3e18042dd5654aa044b"
    found = challenge(ED25519, f"decrypt|{PHI}|{key}|", [a, b])
    assert found == proof.challenge
    assert found == int(
        "3023759308611538275197639193100278345060832947808066316277062019342622520508"
    )


def test_lagrange_and_the_first_count(theirs: Others) -> None:
    factors = [theirs.partial(owner).factors[0][0] for owner in (1, 3)]
    exponents = [lagrange(Q, (1, 3), j) for j in (1, 3)]
    factor = ED25519.product(
        ED25519.power(f, e) for f, e in zip(factors, exponents, strict=True)
    )
    value = ED25519.multiply(theirs.tally[0][0].beta, ED25519.invert(factor))
    assert value == "06bfc9472cde96427c4ac03f52e0d2b3cdce6566535dcee5a85a6a44b8975f24"
    assert value == ED25519.generator_power(22)
    assert json.loads(theirs.raw("result.out.json"))["result"][0][0] == 22


def test_the_archives_first_records(theirs: Others) -> None:
    archive = theirs.archive
    assert title_body(archive.time) == b'{"version":1,"timestamp":"1795422105"}'
    events = [e for e in archive.entries if e.event is not None]
    assert archive.body(events[0]) == (
        b'{"height":0,"type":"Setup","payload":'
        b'"fda7661432d9c4628aac1aed48a2f932cedc65f4cec4604ad854bef106ee3af8"}'
    )
    assert archive.body(events[1]) == (
        b'{"parent":"64be6ff1b5b6c2c7a7817c6ade14e3f4f401d06aa8c1d41a29fe00db996342ce"'
        b',"height":1,"type":"Ballot","payload":"' + BALLOT.encode() + b'"}'
    )
    assert read_event(archive.body(events[0])).digest.startswith("64be6ff1")


def test_setup_data_and_credentials(theirs: Others) -> None:
    credentials = "5cf559a645bf681750db4932c44dd03fd1e08a23ce598f7416caf7c6c9693858"
    archive = theirs.archive
    data = read_setup_data(archive.body(archive.entries[3]))
    trustees = "69c651b4d3e82da0431af9129a7241ba9f6f89be5f55248e4c9e98c059ab22bc"
    assert data == SetupData(ELECTION, trustees, credentials)
    raw = theirs.public_creds
    assert hex_digest(raw) == credentials
    assert b64_digest(raw) == "XPVZpkW/aBdQ20kyxE3QP9HgiiPOWY90Fsr3xslpOFg"
    assert json.loads(raw)[0].startswith("905bee834619e248")
