"""Every way to cheat in the key ceremony, and that it names the trustee at fault."""

import dataclasses
from collections.abc import Callable

import pytest

from ballot_service.crypto.channel import seal
from ballot_service.crypto.sharing import evaluate
from ballot_service.errors import BadTrusteeShare, BrokenCommitment, CeremonyError
from ballot_service.protocol import ceremony
from ballot_service.protocol.atoms import SignedMessage, write_sealed
from ballot_service.protocol.ceremony_belenios import open_own_polynomial
from ballot_service.protocol.ceremony_channel import secret_payload, send, write_inner
from ballot_service.protocol.ceremony_keys import (
    bind_signing_key,
    sign_proof,
    sign_text,
)
from ballot_service.protocol.ceremony_messages import (
    Commitment,
    Shown,
    commitment_digest,
    encode_signed,
    read_acceptance,
    read_shown,
    read_signed,
)
from ballot_service.protocol.encoding import encode
from ballot_service.protocol.trustees import (
    Certificate,
    certs_message,
    coefexps_message,
    read_certificate,
    read_coefexps,
)
from tests.protocol.test_ceremony import (
    ED,
    RANDOM,
    UUID,
    Table,
    take_next_step,
    up_to_accept,
    up_to_certify,
    up_to_commit,
    up_to_share,
)


def _certificate(table: Table, who: int, **changes: object) -> bytes:
    signed = read_signed(ED, table.certs[who], "")
    honest = read_certificate(ED, signed.message, "")
    changed: Certificate = dataclasses.replace(honest, **changes)  # type: ignore[arg-type]
    return encode_signed(sign_text(ED, table.signing(who), changed.message(), RANDOM))


@pytest.mark.parametrize(
    "changes",
    [
        {"group": "BELENIOS-2048"},
        {"size": 4},
        {"threshold": 1},
        {"index": 3},
        {"encryption": ED.identity},
    ],
    ids=str,
)
def test_a_wrong_certificate_is_named(changes: dict[str, object]) -> None:
    table = up_to_certify()
    table.certs[2] = _certificate(table, 2, **changes)
    with pytest.raises(CeremonyError) as caught:
        ceremony.commit(table.states[1], table.certs, RANDOM)
    assert caught.value.trustee == 2


def test_an_identity_verification_key_is_refused() -> None:
    table = up_to_certify()
    honest = read_certificate(ED, read_signed(ED, table.certs[2], "").message, "")
    forged = dataclasses.replace(honest, verification=ED.identity)
    table.certs[2] = encode_signed(sign_text(ED, 0, forged.message(), RANDOM))
    with pytest.raises(CeremonyError, match="identity") as caught:
        ceremony.commit(table.states[1], table.certs, RANDOM)
    assert caught.value.trustee == 2


def test_an_encryption_key_of_another_trustee_is_refused() -> None:
    table = up_to_certify()
    first = read_certificate(ED, read_signed(ED, table.certs[1], "").message, "")
    table.certs[2] = _certificate(table, 2, encryption=first.encryption)
    with pytest.raises(CeremonyError) as caught:
        ceremony.commit(table.states[3], table.certs, RANDOM)
    assert caught.value.trustee == 2


@pytest.mark.parametrize("step", ["share", "accept", "finish"])
def test_a_certificate_changed_after_it_was_seen_is_named(step: str) -> None:
    starts = {"share": up_to_commit, "accept": up_to_share, "finish": up_to_accept}
    table = starts[step]()
    table.certs[3] = _certificate(table, 3)
    following = {"share": "commitments", "accept": "polynomials", "finish": "all"}
    with pytest.raises(CeremonyError, match="seen before") as caught:
        take_next_step(table, following[step])
    assert caught.value.trustee == 3


def _reshown(table: Table, index: int, **changes: object) -> bytes:
    shown = read_shown(ED, table.polynomials[index], "")
    polynomial = dataclasses.replace(shown.polynomial, **changes)  # type: ignore[arg-type]
    return Shown(shown.opening, polynomial).encoded()


def _signed_coefexps(table: Table, index: int, *powers: int) -> dict[str, object]:
    """Return coefexps and signature, honestly signed, of another polynomial."""
    elements = tuple(ED.generator_power(power) for power in powers)
    certs = tuple(read_signed(ED, table.certs[i], "") for i in (1, 2, 3))
    secret = table.signing(index)
    return {
        "coefexps": sign_text(ED, secret, coefexps_message(elements), RANDOM),
        "signature": sign_proof(ED, secret, certs_message(certs, elements), RANDOM),
    }


def test_a_rushing_trustee_cannot_change_its_polynomial() -> None:
    """A19: having seen all others, trustee 3 shows one that would bias the key."""
    table = up_to_share()
    table.polynomials[3] = _reshown(table, 3, **_signed_coefexps(table, 3, 7, 9))
    with pytest.raises(BrokenCommitment) as caught:
        table.accept_one(1)
    assert caught.value.trustee == 3


@pytest.mark.parametrize("powers", [(7,), (7, 8, 9), (7, 0), (0, 7)], ids=str)
def test_a_committed_polynomial_of_wrong_form_is_named(powers: tuple[int, ...]) -> None:
    table = up_to_commit()
    changes = _signed_coefexps(table, 2, *powers)
    coefexps = changes["coefexps"]
    assert isinstance(coefexps, SignedMessage)
    salt = "cd" * 32
    digest = commitment_digest(UUID, 2, salt, coefexps.message)
    text = Commitment(UUID, 2, digest).text()
    forged = encode_signed(sign_text(ED, table.signing(2), text, RANDOM))
    table.commitments[2] = forged
    table.states[2] = dataclasses.replace(table.states[2], message=forged.decode())
    table.share()
    shown = read_shown(ED, _reshown(table, 2, **changes), "")
    table.polynomials[2] = dataclasses.replace(shown, opening=salt).encoded()
    with pytest.raises(CeremonyError, match="coefexps") as caught:
        table.accept_one(1)
    assert caught.value.trustee == 2


@pytest.mark.parametrize(
    "forge",
    [
        lambda digest: Commitment(UUID, 3, digest),
        lambda digest: Commitment("9cNmVwewX876qM", 2, digest),
    ],
    ids=["another place", "another election"],
)
def test_a_commitment_is_bound_to_place_and_election(
    forge: Callable[[str], Commitment],
) -> None:
    table = up_to_commit()
    text = forge("ef" * 32).text()
    table.commitments[2] = encode_signed(sign_text(ED, table.signing(2), text, RANDOM))
    with pytest.raises(CeremonyError, match="another place") as caught:
        ceremony.share(table.states[1], table.certs, table.commitments, RANDOM)
    assert caught.value.trustee == 2


def test_a_commitment_that_another_signed_is_named() -> None:
    table = up_to_commit()
    text = read_signed(ED, table.commitments[2], "").message
    table.commitments[2] = encode_signed(sign_text(ED, table.signing(3), text, RANDOM))
    with pytest.raises(CeremonyError, match="BadSignature") as caught:
        ceremony.share(table.states[1], table.certs, table.commitments, RANDOM)
    assert caught.value.trustee == 2


def test_a_salt_of_another_value_breaks_the_commitment() -> None:
    table = up_to_share()
    shown = read_shown(ED, table.polynomials[2], "")
    table.polynomials[2] = dataclasses.replace(shown, opening="00" * 32).encoded()
    with pytest.raises(BrokenCommitment) as caught:
        table.accept_one(3)
    assert caught.value.trustee == 2


def _with_secret(table: Table, sender: int, to: int, value: int) -> bytes:
    shown = read_shown(ED, table.polynomials[sender], "")
    cert = read_certificate(ED, read_signed(ED, table.certs[to], "").message, "")
    payload = secret_payload("secret", value)
    sealed = send(ED, table.signing(sender), cert.encryption, payload, RANDOM)
    secrets_ = list(shown.polynomial.secrets)
    secrets_[to - 1] = sealed
    return _reshown(table, sender, secrets=tuple(secrets_))


def test_a_false_share_names_its_sender_to_the_one_who_got_it() -> None:
    table = up_to_share()
    table.polynomials[3] = _with_secret(table, 3, 1, 12345)
    with pytest.raises(BadTrusteeShare) as caught:
        table.accept_one(1)
    assert caught.value.trustee == 3


def test_a_share_sealed_for_another_names_its_sender() -> None:
    table = up_to_share()
    shown = read_shown(ED, table.polynomials[2], "")
    one, two, three = shown.polynomial.secrets
    table.polynomials[2] = _reshown(table, 2, secrets=(three, two, one))
    with pytest.raises(BadTrusteeShare) as caught:
        table.accept_one(1)
    assert caught.value.trustee == 2


def test_a_share_that_another_signed_names_its_bearer() -> None:
    table = up_to_share()
    theirs = read_shown(ED, table.polynomials[3], "").polynomial.secrets[0]
    shown = read_shown(ED, table.polynomials[2], "")
    rest = shown.polynomial.secrets[1:]
    table.polynomials[2] = _reshown(table, 2, secrets=(theirs, *rest))
    with pytest.raises(BadTrusteeShare, match="BadSignature") as caught:
        table.accept_one(1)
    assert caught.value.trustee == 2


def test_a_share_meant_for_another_is_refused_even_if_it_fits() -> None:
    """Signed by its sender and sealed for us, but addressed to trustee 3."""
    table = up_to_share()
    shown = read_shown(ED, table.polynomials[2], "")
    certs = {
        i: read_certificate(ED, read_signed(ED, table.certs[i], "").message, "")
        for i in (1, 3)
    }
    polynomial = open_own_polynomial(ED, table.states[2].seed, shown.polynomial)
    payload = secret_payload("secret", evaluate(ED, polynomial, 1))
    inner = write_inner(ED, table.signing(2), certs[3].encryption, payload, RANDOM)
    sealed = seal(ED, certs[1].encryption, inner, 11, 13)
    mine = encode(write_sealed(sealed)).decode()
    rest = shown.polynomial.secrets[1:]
    table.polynomials[2] = _reshown(table, 2, secrets=(mine, *rest))
    with pytest.raises(BadTrusteeShare, match="meant for another") as caught:
        table.accept_one(1)
    assert caught.value.trustee == 2


def test_a_trustee_with_too_few_secrets_is_named() -> None:
    table = up_to_share()
    shown = read_shown(ED, table.polynomials[2], "")
    table.polynomials[2] = _reshown(table, 2, secrets=shown.polynomial.secrets[:2])
    with pytest.raises(CeremonyError, match="secrets") as caught:
        table.accept_one(1)
    assert caught.value.trustee == 2


def test_a_signature_over_other_certificates_is_named() -> None:
    table = up_to_share()
    shown = read_shown(ED, table.polynomials[2], "")
    coefficients = read_coefexps(ED, shown.polynomial.coefexps.message, "")
    certs = tuple(read_signed(ED, table.certs[i], "") for i in (1, 3, 2))
    forged = sign_proof(
        ED, table.signing(2), certs_message(certs, coefficients), RANDOM
    )
    table.polynomials[2] = _reshown(table, 2, signature=forged)
    with pytest.raises(CeremonyError, match="BadSignature") as caught:
        table.accept_one(1)
    assert caught.value.trustee == 2


def test_another_polynomial_shown_to_another_trustee_is_seen_at_the_end() -> None:
    table = up_to_accept()
    table.polynomials[3] = _reshown(table, 3, sealed=table.states[3].message)
    with pytest.raises(CeremonyError, match="seen before") as caught:
        table.finish(1)
    assert caught.value.trustee == 3


@pytest.mark.parametrize("fault", ["key", "pok", "signature", "unsigned", "binding"])
def test_a_false_acceptance_is_named(fault: str) -> None:
    table = up_to_accept()
    honest = read_acceptance(ED, table.acceptances[2], "")
    other = read_acceptance(ED, table.acceptances[3], "")
    secret = table.signing(2)
    key, signing = honest.key, honest.signing
    match fault:
        case "key":
            key = ceremony.make_trustee_key(table.committee, secret, 99, RANDOM)
        case "pok":
            key = dataclasses.replace(key, pok=other.key.pok)
        case "signature":
            key = dataclasses.replace(key, signature=other.key.signature)
        case "unsigned":
            key = dataclasses.replace(key, signature=None)
        case _:
            signing = dataclasses.replace(signing, x=other.signing.x)
    changed = dataclasses.replace(honest, key=key, signing=signing)
    table.acceptances[2] = changed.encoded()
    with pytest.raises(CeremonyError) as caught:
        table.assemble()
    assert caught.value.trustee == 2


def test_two_trustees_with_one_signing_key_are_refused() -> None:
    table = up_to_share()
    table.states[2] = dataclasses.replace(
        table.states[2], signing_seed=table.states[1].signing_seed
    )
    table.accept()
    with pytest.raises(CeremonyError, match="one signing key"):
        table.assemble()


def test_a_share_of_zero_is_refused_by_its_trustee_and_by_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Colluding polynomials f(x) = 2 - x, all three: nothing is left for trustee 2."""
    monkeypatch.setattr(ceremony, "random_polynomial", lambda *_: (2, ED.order - 1))
    table = up_to_share()
    with pytest.raises(CeremonyError, match="add up to zero"):
        table.accept_one(2)
    for index in (1, 3):
        table.states[index], table.acceptances[index] = table.accept_one(index)
    other = read_acceptance(ED, table.acceptances[1], "")
    secret = table.signing(2)
    table.acceptances[2] = dataclasses.replace(
        other,
        key=ceremony.make_trustee_key(table.committee, secret, 0, RANDOM),
        signing=bind_signing_key(table.committee, 2, secret, RANDOM(32), RANDOM),
    ).encoded()
    with pytest.raises(CeremonyError, match="the identity") as caught:
        table.assemble()
    assert caught.value.trustee == 2
