"""Whether a committee holds: one entry wrong, and who is wrong is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ballot_service.crypto.group import Group, group_named
from ballot_service.crypto.proofs import Proof
from ballot_service.crypto.sharing import lagrange
from ballot_service.errors import (
    BadProof,
    BadSignature,
    BadTrustees,
    BallotServiceError,
    IdentityElement,
)
from ballot_service.protocol.atoms import SignedMessage
from ballot_service.protocol.check_trustees import (
    check_no_identity_keys,
    check_pedersen,
    check_trustees,
)
from ballot_service.protocol.trustees import (
    Certificate,
    PedersenGroup,
    TrusteeKey,
    Trustees,
    certs_message,
    coefexps_message,
)
from tests.protocol.committees import Secrets, single, swapped
from tests.protocol.parts import NAMES

ED = group_named("Ed25519")
SECRETS = Secrets(ED)
GOOD = SECRETS.public()


def expect_refused(
    pedersen: PedersenGroup, error: type[BallotServiceError], at: str
) -> None:
    with pytest.raises(error, match=at):
        check_pedersen(ED, pedersen, "trustees[0]")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("t", "n"), [(1, 1), (2, 3), (3, 5)])
def test_an_honest_committee_holds(name: str, t: int, n: int) -> None:
    group: Group = group_named(name)
    secrets = Secrets(group, t, n)
    key = check_trustees(group, Trustees((secrets.public(),)))
    assert key == group.generator_power(sum(p[0] for p in secrets.polynomials))
    used = tuple(range(1, t + 1))
    joint = sum(secrets.share(j) * lagrange(group.order, used, j) for j in used)
    assert key == group.generator_power(joint)


def test_the_key_is_the_product_over_all_entries() -> None:
    trustees = Trustees((single(ED, 5), GOOD, single(ED, 7)))
    expected = ED.multiply(
        ED.generator_power(12), check_pedersen(ED, GOOD, "trustees[0]")
    )
    assert check_trustees(ED, trustees) == expected
    check_no_identity_keys(ED, trustees)


def test_a_single_key_without_its_proof_is_refused() -> None:
    bad = replace(single(ED, 5), public_key=ED.generator_power(6))
    with pytest.raises(BadProof, match=r"trustees\[1\]\.pok"):
        check_trustees(ED, Trustees((single(ED, 5), bad)))


def test_a_key_made_against_anothers_is_refused() -> None:
    """The rogue key g^x / X of who comes last has no proof of possession."""
    rogue = ED.multiply(ED.generator_power(9), ED.invert(single(ED, 5).public_key))
    bad = TrusteeKey(single(ED, 9).pok, rogue)
    with pytest.raises(BadProof, match=r"trustees\[1\]\.pok"):
        check_trustees(ED, Trustees((single(ED, 5), bad)))


# --- lengths and threshold ---


@pytest.mark.parametrize("name", ["coefexps", "signatures", "verification_keys"])
def test_a_list_of_another_length_is_refused(name: str) -> None:
    items = getattr(GOOD, name)
    for other in (items[:-1], (*items, items[0])):
        changed = replace(GOOD, **{name: other})  # type: ignore[arg-type]
        expect_refused(changed, BadTrustees, rf"\[0\]\.{name}: {len(other)}")


def test_a_certificate_too_few_is_refused() -> None:
    expect_refused(
        replace(GOOD, certs=GOOD.certs[:-1]), BadTrustees, "coefexps: 3, not 2"
    )


def test_a_threshold_above_the_size_is_refused() -> None:
    expect_refused(Secrets(ED, 4, 3).public(), BadTrustees, r"trustees\[0\]\.threshold")


# --- certificates ---

CONTEXTS: list[Callable[[Certificate], Certificate]] = [
    lambda c: replace(c, group="BELENIOS-2048"),
    lambda c: replace(c, size=4),
    lambda c: replace(c, threshold=1),
    lambda c: replace(c, index=2 if c.index == 1 else c.index),
]


@pytest.mark.parametrize("change", CONTEXTS, ids=["group", "size", "t", "index"])
def test_a_certificate_for_another_context_is_refused(
    change: Callable[[Certificate], Certificate],
) -> None:
    secrets = Secrets(ED, certificate_of=change)
    expect_refused(secrets.public(), BadTrustees, r"certs\[0\]: context")


def test_a_threshold_that_the_certificates_do_not_say_is_refused() -> None:
    expect_refused(replace(GOOD, threshold=1), BadTrustees, r"certs\[0\]: context")


def test_certificates_in_each_others_place_are_refused() -> None:
    expect_refused(replace(GOOD, certs=swapped(GOOD.certs)), BadTrustees, "context")


def test_a_certificate_signed_by_another_is_refused() -> None:
    first = GOOD.certs[0]
    forged = SignedMessage(first.message, SECRETS.sign(1, first.message))
    changed = replace(GOOD, certs=(forged, *GOOD.certs[1:]))
    expect_refused(changed, BadSignature, r"certs\[0\]")


def test_a_foreign_certificate_breaks_what_binds_all_of_them() -> None:
    """Another key of trustee 3, well signed: the others signed over the first one."""
    other = Secrets(ED)
    other.signing[2] = 12345
    foreign = other.message(2, other.certificate(2).message())
    changed = replace(GOOD, certs=(*GOOD.certs[:2], foreign))
    expect_refused(changed, BadSignature, r"signatures\[0\]")


# --- polynomials ---


def test_a_polynomial_of_another_degree_is_refused() -> None:
    for size in (1, 3):
        polynomials = [(1,) * 2, (2,) * size, (3,) * 2]
        changed = Secrets(ED, polynomials=polynomials).public()
        expect_refused(changed, BadTrustees, r"coefexps\[1\]: not threshold")


def test_a_polynomial_signed_by_another_is_refused() -> None:
    text = GOOD.coefexps[1].message
    forged = SignedMessage(text, SECRETS.sign(0, text))
    changed = replace(GOOD, coefexps=(GOOD.coefexps[0], forged, GOOD.coefexps[2]))
    expect_refused(changed, BadSignature, r"coefexps\[1\]")


def test_another_polynomial_is_refused_though_well_signed() -> None:
    other = SECRETS.message(1, coefexps_message(SECRETS.committed(0)))
    changed = replace(GOOD, coefexps=(GOOD.coefexps[0], other, GOOD.coefexps[2]))
    expect_refused(changed, BadSignature, r"signatures\[1\]")


def test_a_binding_signed_by_another_is_refused() -> None:
    text = certs_message(GOOD.certs, SECRETS.committed(2))
    forged = (*GOOD.signatures[:2], SECRETS.sign(0, text))
    expect_refused(replace(GOOD, signatures=forged), BadSignature, r"signatures\[2\]")


# --- verification keys ---


def with_key(place: int, key: TrusteeKey) -> PedersenGroup:
    keys = list(GOOD.verification_keys)
    keys[place] = key
    return replace(GOOD, verification_keys=tuple(keys))


def test_a_key_off_the_polynomials_is_refused_though_proved_and_signed() -> None:
    bad = SECRETS.key(2, SECRETS.share(2) + 1)
    expect_refused(
        with_key(1, bad), BadTrustees, r"keys\[1\]\.public_key: not the product"
    )


def test_keys_in_each_others_place_are_refused() -> None:
    keys = swapped(GOOD.verification_keys)
    changed = replace(GOOD, verification_keys=keys)
    expect_refused(changed, BadTrustees, r"keys\[0\]\.public_key")


def test_a_key_without_proof_of_possession_is_refused() -> None:
    bad = replace(GOOD.verification_keys[2], pok=Proof(1, 2))
    expect_refused(with_key(2, bad), BadProof, r"keys\[2\]\.pok")


def test_a_key_without_signature_is_refused() -> None:
    bad = replace(GOOD.verification_keys[0], signature=None)
    expect_refused(with_key(0, bad), BadTrustees, r"keys\[0\]\.signature: missing")


def test_a_key_signed_by_another_is_refused() -> None:
    key = GOOD.verification_keys[0]
    bad = replace(key, signature=SECRETS.sign(1, key.public_key))
    expect_refused(with_key(0, bad), BadSignature, r"keys\[0\]\.signature")


# --- identities, which the format allows and ours does not ---


def identities(**changes: object) -> Trustees:
    return Trustees((Secrets(ED, **changes).public(),))  # type: ignore[arg-type]


def test_an_identity_as_a_single_key_is_refused() -> None:
    with pytest.raises(IdentityElement, match=r"trustees\[0\]\.public_key"):
        check_no_identity_keys(ED, Trustees((single(ED, 0),)))


def test_an_identity_as_a_verification_key_is_refused() -> None:
    """Coefficients that cancel at 1: trustee 1 would decrypt with the key 0."""
    order = ED.order
    trustees = identities(polynomials=[(1, 2), (3, 4), (5, order - 15)])
    assert check_trustees(ED, trustees)
    with pytest.raises(IdentityElement, match=r"verification_keys\[0\]"):
        check_no_identity_keys(ED, trustees)


def test_an_identity_as_a_coefficient_is_refused() -> None:
    trustees = identities(polynomials=[(1, 2), (3, 0), (5, 6)])
    assert check_trustees(ED, trustees)
    with pytest.raises(IdentityElement, match=r"coefexps\[1\]\[1\]"):
        check_no_identity_keys(ED, trustees)


@pytest.mark.parametrize("name", ["verification", "encryption"])
def test_an_identity_as_a_certificate_key_is_refused(name: str) -> None:
    def change(certificate: Certificate) -> Certificate:
        return replace(certificate, **{name: ED.identity})  # type: ignore[arg-type]

    secrets = Secrets(ED, certificate_of=change)
    if name == "verification":
        secrets.signing = [0, 0, 0]
    with pytest.raises(IdentityElement, match=rf"certs\[0\]\.{name}"):
        check_no_identity_keys(ED, Trustees((secrets.public(),)))
