"""Bytes to Vietnamese text: which encoding it is, said and never assumed.

Refuses bytes that no encoding, or more than one, turns into Vietnamese syllables.
"""

import codecs
import unicodedata
from collections.abc import Callable

from ballot_service.errors import UnknownEncoding
from ballot_service.spreadsheets.syllables import read
from ballot_service.spreadsheets.tcvn3 import decode_tcvn3

UTF_8, UTF_16 = "UTF-8", "UTF-16"
WINDOWS_1258, TCVN3 = "Windows-1258", "TCVN3 (ABC)"
CHOICES = (UTF_8, UTF_16, WINDOWS_1258, TCVN3)
"""What the secretary may say instead of letting it be recognised."""

_ZEROS = 5
"""One byte in five is zero: two bytes stand for each letter."""


def _codec(name: str) -> Callable[[bytes], str | None]:
    def decode(data: bytes) -> str | None:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            return None

    return decode


def _utf_16(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _codec("utf-16")(data)
    # Without a mark: the zeros of ASCII letters stand on one side.
    little = data[1::2].count(0) >= data[0::2].count(0)
    return _codec("utf-16-le" if little else "utf-16-be")(data)


_DECODERS: dict[str, Callable[[bytes], str | None]] = {
    UTF_8: _codec("utf-8-sig"),
    UTF_16: _utf_16,
    WINDOWS_1258: _codec("cp1258"),
    TCVN3: decode_tcvn3,
}


def decode_text(data: bytes, said: str = "") -> tuple[str, str]:
    """Turn a file's bytes into text in NFC.

    Args:
        data: the file.
        said: one of CHOICES, or "" to recognise it.

    Returns:
        the text, and the name of the encoding.

    Raises:
        UnknownEncoding: none fits, or two fit equally; or the one that was said does
            not fit.
    """
    if said:
        text = _DECODERS[said](data) if said in _DECODERS else None
        if text is None:
            raise UnknownEncoding(f"not {said}")
        return unicodedata.normalize("NFC", text), said
    text, name = _recognise(data)
    return unicodedata.normalize("NFC", text), name


def _recognise(data: bytes) -> tuple[str, str]:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or data.count(0) * _ZEROS > len(data):
        names: tuple[str, ...] = (UTF_16,)
    else:
        names = (UTF_8,)
    for name in names:
        text = _DECODERS[name](data)
        if text is not None:
            return text, name
    return _one_byte(data)


def _one_byte(data: bytes) -> tuple[str, str]:
    fits = []
    for name in (WINDOWS_1258, TCVN3):
        text = _DECODERS[name](data)
        if text is None:
            continue
        reading = read(unicodedata.normalize("NFC", text))
        if reading.wrong == 0:
            fits.append((reading.right, name, text))
    fits.sort(reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        raise UnknownEncoding("no encoding, or more than one")
    _, name, text = fits[0]
    return text, name


def mended(texts: list[str]) -> tuple[list[str], str]:
    """Mend texts that are Unicode by name only: TCVN3 letters of a .VnTime font.

    All texts or none are mended, so that a right "Vò" is never read as "Vũ" alone.

    Returns:
        the texts, and TCVN3 where they were mended, else "".
    """
    suspects = {text for text in texts if not text.isascii() and _latin(text)}
    if not any(read(text).wrong for text in suspects):
        return texts, ""
    found: dict[str, str] = {}
    for text in suspects:
        decoded = decode_tcvn3(_latin(text))
        if decoded is None or read(decoded).wrong:
            return texts, ""
        found[text] = unicodedata.normalize("NFC", decoded)
    return [found.get(text, text) for text in texts], TCVN3


def _latin(text: str) -> bytes:
    """Return the bytes of a text that a Western code page can hold, else b""."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return b""
