"""Signed messages between trustees, and the signature of a ballot.

Refuses to sign without a domain: the two tags of the format are the only ones.
"""

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Proof, prove_knowledge, verify_knowledge
from ballot_service.errors import BadProof, BadSignature


def sign_message(group: Group, secret: int, message: str, w: int) -> Proof:
    """Sign a trustee's message: challenge = H("sigmsg|"+message+"|"; A) (record §5)."""
    return prove_knowledge(group, secret, f"sigmsg|{message}|", w)


def verify_message(
    group: Group, public: Element, message: str, signature: Proof
) -> None:
    """Check a trustee's signature.

    Raises:
        BadSignature: it does not hold under `public`.
    """
    try:
        verify_knowledge(group, public, f"sigmsg|{message}|", signature)
    except BadProof as error:
        raise BadSignature("signed message of a trustee") from error


def sign_ballot(group: Group, secret: int, ballot_hash: str, w: int) -> Proof:
    """Sign a ballot's hash with its credential (record.md §6)."""
    return prove_knowledge(group, secret, f"sig|{ballot_hash}|", w)


def verify_ballot_signature(
    group: Group, credential: Element, ballot_hash: str, signature: Proof
) -> None:
    """Check a ballot's signature.

    Raises:
        BadSignature: it does not hold under the credential.
    """
    try:
        verify_knowledge(group, credential, f"sig|{ballot_hash}|", signature)
    except BadProof as error:
        raise BadSignature("ballot signature") from error
