"""Whether the trustees' parameters hold: certificates, polynomials, proofs, keys.

Refuses to mend: a group with one bad entry is no group.
"""

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Proof, verify_knowledge
from ballot_service.crypto.schnorr import verify_message
from ballot_service.crypto.sharing import evaluate_committed
from ballot_service.errors import (
    BadProof,
    BadSignature,
    BadTrustees,
    IdentityElement,
)
from ballot_service.protocol.trustees import (
    Certificate,
    PedersenGroup,
    TrusteeKey,
    Trustees,
    certs_message,
    pok_prefix,
    read_certificate,
    read_coefexps,
)


def _check_possession(group: Group, key: TrusteeKey, where: str) -> None:
    try:
        verify_knowledge(
            group, key.public_key, pok_prefix(group, key.public_key), key.pok
        )
    except BadProof as error:
        raise BadProof(f"{where}.pok") from error


def _check_certificate(
    group: Group, pedersen: PedersenGroup, index: int, where: str
) -> Certificate:
    """Check certificate `index` (from 1) and return what it says."""
    cert = pedersen.certs[index - 1]
    certificate = read_certificate(group, cert.message, where)
    expected = (group.name, pedersen.size, pedersen.threshold, index)
    found = (
        certificate.group,
        certificate.size,
        certificate.threshold,
        certificate.index,
    )
    if found != expected:
        raise BadTrustees(f"{where}: context")
    _signed(group, certificate.verification, cert.message, cert.signature, where)
    return certificate


def _signed(
    group: Group, key: Element, message: str, signature: Proof, where: str
) -> None:
    try:
        verify_message(group, key, message, signature)
    except BadSignature as error:
        raise BadSignature(where) from error


def committed_polynomials(
    group: Group, pedersen: PedersenGroup, where: str = "trustees"
) -> tuple[tuple[Element, ...], ...]:
    """Return every trustee's g^a_0 … g^a_(t-1)."""
    return tuple(
        read_coefexps(group, item.message, f"{where}.coefexps[{i}]")
        for i, item in enumerate(pedersen.coefexps)
    )


def certificates(
    group: Group, pedersen: PedersenGroup, where: str = "trustees"
) -> tuple[Certificate, ...]:
    """Check and return all certificates of a Pedersen group.

    Raises:
        BadTrustees, BadSignature, EncodingError.
    """
    return tuple(
        _check_certificate(group, pedersen, i, f"{where}.certs[{i - 1}]")
        for i in range(1, pedersen.size + 1)
    )


def check_pedersen(group: Group, pedersen: PedersenGroup, where: str) -> Element:
    """Check a threshold group as record.md §5 and return its public key.

    Raises:
        BadTrustees, BadSignature, BadProof, EncodingError.
    """
    size = pedersen.size
    lengths = {
        "coefexps": len(pedersen.coefexps),
        "signatures": len(pedersen.signatures),
        "verification_keys": len(pedersen.verification_keys),
    }
    for name, length in lengths.items():
        if length != size:
            raise BadTrustees(f"{where}.{name}: {length}, not {size}")
    if pedersen.threshold > size:
        raise BadTrustees(f"{where}.threshold")
    certs = certificates(group, pedersen, where)
    polynomials = committed_polynomials(group, pedersen, where)
    for i, (cert, polynomial) in enumerate(zip(certs, polynomials, strict=True)):
        if len(polynomial) != pedersen.threshold:
            raise BadTrustees(f"{where}.coefexps[{i}]: not threshold coefficients")
        item = pedersen.coefexps[i]
        place = f"{where}.coefexps[{i}]"
        _signed(group, cert.verification, item.message, item.signature, place)
        bound = certs_message(pedersen.certs, polynomial)
        place = f"{where}.signatures[{i}]"
        _signed(group, cert.verification, bound, pedersen.signatures[i], place)
    for j, key in enumerate(pedersen.verification_keys, start=1):
        place = f"{where}.verification_keys[{j - 1}]"
        _check_possession(group, key, place)
        expected = group.product(evaluate_committed(group, p, j) for p in polynomials)
        if key.public_key != expected:
            raise BadTrustees(f"{place}.public_key: not the product of the polynomials")
        if key.signature is None:
            raise BadTrustees(f"{place}.signature: missing")
        _signed(
            group,
            certs[j - 1].verification,
            key.public_key,
            key.signature,
            f"{place}.signature",
        )
    return group.product(polynomial[0] for polynomial in polynomials)


def check_trustees(group: Group, trustees: Trustees) -> Element:
    """Check every entry and return the election's public key y.

    Raises:
        BadTrustees, BadSignature, BadProof, EncodingError.
    """
    keys: list[Element] = []
    for i, entry in enumerate(trustees.entries):
        where = f"trustees[{i}]"
        if isinstance(entry, TrusteeKey):
            _check_possession(group, entry, where)
            keys.append(entry.public_key)
        else:
            keys.append(check_pedersen(group, entry, where))
    return group.product(keys)


def check_no_identity_keys(group: Group, trustees: Trustees) -> None:
    """Check what an election of ours adds: no identity among the trustees' keys.

    Raises:
        IdentityElement: as a trustee's key, certificate key or coefficient.
    """
    for i, entry in enumerate(trustees.entries):
        if isinstance(entry, TrusteeKey):
            elements = {"public_key": entry.public_key}
        else:
            elements = {
                f"verification_keys[{j}]": key.public_key
                for j, key in enumerate(entry.verification_keys)
            }
            for j, cert in enumerate(certificates(group, entry)):
                elements[f"certs[{j}].verification"] = cert.verification
                elements[f"certs[{j}].encryption"] = cert.encryption
            for j, polynomial in enumerate(committed_polynomials(group, entry)):
                for k, element in enumerate(polynomial):
                    elements[f"coefexps[{j}][{k}]"] = element
        for name, element in elements.items():
            if element == group.identity:
                raise IdentityElement(f"trustees[{i}].{name}")
