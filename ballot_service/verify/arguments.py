"""Words of a command line that argparse would take for something else.

Refuses to change any word but the one after `--key`.
"""

from collections.abc import Sequence
from itertools import islice


def joined(arguments: Sequence[str]) -> list[str]:
    """Write `--key X` as `--key=X`: one thumbprint in 64 begins with a hyphen."""
    words = iter(arguments)
    return [
        "=".join((word, *islice(words, 1))) if word == "--key" else word
        for word in words
    ]
