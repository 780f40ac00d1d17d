"""Every challenge of the protocol: one hash over a text and a list of elements.

Refuses a challenge without a domain tag: the prefix must end with "|".
"""

import base64
import hashlib
from collections.abc import Iterable

from ballot_service.crypto.group import Element, Group


def challenge(group: Group, prefix: str, elements: Iterable[Element]) -> int:
    """Return H(prefix; P1 … Pn) mod q (record.md §1).

    Args:
        prefix: the domain tag and the whole statement, ending with "|".
        elements: the commitments, in the order of the specification.

    Raises:
        ValueError: the prefix lacks its closing "|" (a fault of the caller).
    """
    if not prefix.endswith("|"):
        raise ValueError("a challenge prefix ends with '|'")
    digest = hashlib.sha256((prefix + ",".join(elements)).encode()).digest()
    return int.from_bytes(digest, "big") % group.order


def hex_digest(data: bytes) -> str:
    """Return SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def b64_digest(data: bytes) -> str:
    """Return SHA-256 in standard Base64 without padding, 43 characters."""
    return base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
