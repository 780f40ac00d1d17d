"""Pedersen's secret sharing: polynomials, their commitments, Lagrange coefficients.

Refuses to say who is at fault: that is for protocol/trustees, which knows the names.
"""

from collections.abc import Sequence

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.errors import BadProof


def random_polynomial(group: Group, threshold: int, random: Random) -> tuple[int, ...]:
    """Draw the coefficients a_0 … a_(threshold-1)."""
    return tuple(random_scalar(group, random) for _ in range(threshold))


def commit(group: Group, polynomial: Sequence[int]) -> tuple[Element, ...]:
    """Return g^a_0 … g^a_(t-1)."""
    return tuple(group.secret_generator_power(a) for a in polynomial)


def evaluate(group: Group, polynomial: Sequence[int], x: int) -> int:
    """Return f(x) mod q by Horner's rule."""
    value = 0
    for coefficient in reversed(polynomial):
        value = (value * x + coefficient) % group.order
    return value


def evaluate_committed(group: Group, commitments: Sequence[Element], x: int) -> Element:
    """Return g^f(x) = ∏_k A_k^(x^k)."""
    value = group.identity
    for commitment in reversed(commitments):
        value = group.multiply(group.power(value, x), commitment)
    return value


def verify_share(
    group: Group, commitments: Sequence[Element], x: int, share: int
) -> None:
    """Check that a share is f(x) for the committed polynomial.

    Raises:
        BadProof: it is not.
    """
    if group.secret_generator_power(share) != evaluate_committed(group, commitments, x):
        raise BadProof("the share does not fit the committed polynomial")


def lagrange(order: int, indexes: Sequence[int], index: int) -> int:
    """Return ∏ k/(k - index) mod order over the other indexes (record.md §7).

    Raises:
        ValueError: an index twice, or `index` not among them (a fault of the caller).
    """
    if len(set(indexes)) != len(indexes) or index not in indexes:
        raise ValueError("indexes are distinct and hold the one asked for")
    numerator = denominator = 1
    for k in indexes:
        if k != index:
            numerator = numerator * k % order
            denominator = denominator * (k - index) % order
    return numerator * pow(denominator, -1, order) % order
