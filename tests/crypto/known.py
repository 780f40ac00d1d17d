"""Both groups, and short ways to draw numbers that repeat from run to run."""

import hashlib

from ballot_service.crypto.ed25519 import ED25519
from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.modp import BELENIOS_2048

GROUPS: tuple[Group, ...] = (ED25519, BELENIOS_2048)


def number(group: Group, label: str) -> int:
    """Return the number of Zq that follows from a label."""
    digest = hashlib.sha512(f"test|{label}".encode()).digest()
    return int.from_bytes(digest, "big") % group.order


def element(group: Group, label: str) -> Element:
    """Return g to the power of `number`."""
    return group.generator_power(number(group, label))


def name_of(group: object) -> str:
    """Return a group's name, for the ids of parametrised tests."""
    return str(getattr(group, "name", group))
