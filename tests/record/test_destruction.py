"""Minutes of destruction as they come back: exactly as written, or refused by name."""

import datetime as dt
import json

import pytest

from ballot_service.errors import (
    BadText,
    BallotServiceError,
    DuplicateKey,
    MissingField,
    NoReason,
    NotCanonical,
    NotJson,
    TooLarge,
    UnknownChoice,
    UnknownField,
    WrongType,
)
from ballot_service.record.destruction import KINDS, Destruction, Order, read_minutes

ORDER = Order("15/BB", "Trần Văn Kỹ", dt.date(2026, 4, 1))
DIGEST = "0a" * 32
WRITTEN = ORDER.minutes_of("share", "7cNmVwewX876qM", DIGEST)


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_what_was_written_is_read(what: str, end: bytes) -> None:
    written = ORDER.minutes_of(what, "7cNmVwewX876qM", DIGEST)
    found = Destruction(what, "7cNmVwewX876qM", DIGEST, ORDER)
    assert read_minutes(written + end) == found


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("schema", "ballot-service/destruction/2", UnknownChoice),
        ("what", "evidence", UnknownChoice),
        ("what", 1, WrongType),
        ("digest", "0A" * 32, BadText),
        ("digest", "0a" * 31, BadText),
        ("subject", "", BadText),
        ("subject", None, WrongType),
        ("minutes", " ", BadText),
        ("by", "a\nb", BadText),
        ("by", "y\u0301", BadText),
        ("by", "a" * 301, BadText),
        ("on", "2026-02-30", BadText),
        ("on", "20260401", BadText),
        ("on", "٢٠٢٦-04-01", BadText),
        ("extra", "x", UnknownField),
    ],
)
def test_a_field_that_is_not_as_written_is_refused_by_its_name(
    field: str, value: object, error: type[BallotServiceError]
) -> None:
    changed = json.loads(WRITTEN) | {field: value}
    with pytest.raises(error, match=field):
        read_minutes(json.dumps(changed).encode())


def test_a_form_that_is_not_as_written_is_refused() -> None:
    less = json.loads(WRITTEN)
    del less["by"]
    for unverified, error in (
        (json.dumps(less).encode(), MissingField),
        (json.dumps(json.loads(WRITTEN), indent=1).encode(), NotCanonical),
        (WRITTEN[:-1] + b',"by":"x"}', DuplicateKey),
        (b"%PDF-1.4", NotJson),
        (b"[]", WrongType),
        (WRITTEN + b" " * 20_000, TooLarge),
    ):
        with pytest.raises(error):
            read_minutes(unverified)


def test_nothing_is_destroyed_under_words_that_no_paper_shows() -> None:
    ORDER.check()
    for minutes, by in (
        (" ", "Trần Văn Kỹ"),
        ("15/BB", ""),
        ("15\x07BB", "Trần Văn Kỹ"),
        ("15/BB", "a" * 301),
        ("15/BB", "y\u0301"),
    ):
        with pytest.raises(NoReason):
            Order(minutes, by, ORDER.on).check()
