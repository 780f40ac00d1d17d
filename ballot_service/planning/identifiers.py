"""Identifiers of members, titles and nominees: short, plain, printable.

Refuses everything that could look like another identifier.
"""

import re

from ballot_service.errors import BadText, WrongType

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


def check_id(value: object, where: str) -> None:
    """Check an identifier: 1 to 40 of A-Z a-z 0-9 _ - (manifest, section 3).

    Raises:
        WrongType: not a str. BadText: other characters, or too long.
    """
    if type(value) is not str:
        raise WrongType(f"{where}: not a text")
    if _ID.fullmatch(value) is None:
        raise BadText(f"{where}: not an identifier")
