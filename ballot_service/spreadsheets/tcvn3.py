"""TCVN3 (ABC), the one-byte Vietnamese of the fonts .VnTime: bytes to letters.

Refuses bytes that TCVN 5712:1993 (VN3) gives no letter.
"""

_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
"""Runs of letters by the first byte of each run."""

LETTERS: dict[int, str] = {
    first + place: letter
    for first, run in _LETTERS.items()
    for place, letter in enumerate(run)
}


def decode_tcvn3(data: bytes) -> str | None:
    """Return the text, or None where a byte has no letter."""
    letters = []
    for byte in data:
        letter = chr(byte) if byte < 0x80 else LETTERS.get(byte)  # noqa: PLR2004 - ASCII
        if letter is None:
            return None
        letters.append(letter)
    return "".join(letters)
