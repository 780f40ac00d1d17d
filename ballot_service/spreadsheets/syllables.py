"""How Vietnamese a text reads: its syllables, counted right and wrong.

Refuses to judge words in plain ASCII: every encoding reads those alike.
"""

import re
import unicodedata
from dataclasses import dataclass

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|ch|th|tr|[bcdđghklmnpqrstvx]"
_NUCLEUS = (
    "uyê|uya|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uay|uây|uyu|"
    "iê|yê|ia|ya|uô|ua|ươ|ưa|oa|oă|oe|oo|uê|uâ|uy|uơ|"
    "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|"
    "[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(?:ch|ng|nh|[cmnpt])?")
_TOKEN = re.compile(r"[^\s!-@\[-`{-~\u00a0\u2000-\u206f\ufeff]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True)
class Reading:
    """Words with letters beyond ASCII: how many are Vietnamese, how many are not."""

    right: int
    wrong: int


def is_syllable(word: str) -> bool:
    """Say whether a word is spelt as a Vietnamese syllable, with one tone at most."""
    if word.isupper() or word.istitle() or word.islower():
        word = word.lower()
    else:
        return False
    signs = unicodedata.normalize("NFD", word)
    tones = sum(sign in _TONES for sign in signs)
    bare = "".join(sign for sign in signs if sign not in _TONES)
    composed = unicodedata.normalize("NFC", bare)
    return tones <= 1 and _SYLLABLE.fullmatch(composed) is not None


def read(text: str) -> Reading:
    """Count the words of a text."""
    words = [word for word in _TOKEN.findall(text) if not word.isascii()]
    right = sum(is_syllable(word) for word in words)
    return Reading(right, len(words) - right)
