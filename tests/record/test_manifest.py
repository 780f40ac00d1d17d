"""The manifest's bytes: what RFC 8785 makes of them, and each field's breach."""

import base64
import hashlib
import json
import unicodedata

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ballot_service.errors import (
    BadManifest,
    BadPlaces,
    BadText,
    BadUuid,
    BallotServiceError,
    DuplicateId,
    DuplicateKey,
    DuplicateQuestion,
    MissingField,
    NotCanonical,
    NotJson,
    NumberOutOfRange,
    TooLarge,
    UnknownChoice,
    UnknownField,
    UnknownGroup,
    UnknownId,
    UnknownKind,
    UnusedEntry,
    WrongType,
)
from ballot_service.record.manifest import (
    MAX_BYTES,
    canonical,
    read_manifest,
    read_unkeyed,
)
from tests.protocol.parts import drop, dumped, put, reversed_keys
from tests.record.parts import three

MANIFEST = three().manifest
RAW = MANIFEST.encoded
FIELDS = sorted(json.loads(RAW))
Path = list[str | int]


def written(key: rsa.RSAPublicKey | ed25519.Ed25519PublicKey) -> str:
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


def short_key(bits: int) -> str:
    """Return an odd number of this size as a modulus; nobody asks for its factors."""
    return written(rsa.RSAPublicNumbers(65537, 2 ** (bits - 1) + 1).public_key())


def small_exponent() -> str:
    return written(rsa.RSAPublicNumbers(3, 2**3071 + 1).public_key())


def curve_key() -> str:
    return written(ed25519.Ed25519PrivateKey.generate().public_key())


def test_what_is_written_is_read_back() -> None:
    found = read_manifest(RAW)
    assert found == MANIFEST
    assert found.encoded == RAW
    assert found.digest == hashlib.sha256(RAW).hexdigest()
    assert (found.size, found.threshold, found.members) == (3, 2, 5)


def test_it_has_exactly_the_fields_of_the_specification() -> None:
    assert set(FIELDS) == {
        *("schema", "uuid", "run", "group", "title", "body", "date", "step", "kind"),
        *("roll", "titles", "nominees", "questions", "profile", "committee"),
        *("trustees", "issuing_key", "receipt_key"),
    }


@pytest.mark.parametrize("name", FIELDS)
def test_a_missing_field_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=f"manifest: {name}"):
        read_manifest(drop(RAW, [name]))


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("value", [None, False])
def test_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(WrongType):
        read_manifest(put(RAW, [name], value))


INNER: list[Path] = [
    [],
    ["roll"],
    ["titles", 0],
    ["nominees", 0],
    ["questions", 0],
    ["profile"],
    ["committee", 0],
    ["trustees"],
]


@pytest.mark.parametrize("path", INNER, ids=lambda path: ".".join(map(str, path)))
def test_an_unknown_field_is_refused(path: Path) -> None:
    with pytest.raises(UnknownField):
        read_manifest(put(RAW, [*path, "x_more"], 1))


@pytest.mark.parametrize("path", INNER[1:], ids=lambda path: ".".join(map(str, path)))
def test_a_missing_inner_field_is_refused(path: Path) -> None:
    value = json.loads(RAW)
    for step in path:
        value = value[step]
    for name in value:
        with pytest.raises(MissingField):
            read_manifest(drop(RAW, [*path, name]))


Case = tuple[str, Path, object, type[BallotServiceError]]
CASES: list[Case] = [
    ("another schema", ["schema"], "ballot-service/manifest/2", BadManifest),
    ("a short uuid", ["uuid"], "1" * 13, BadUuid),
    ("run 0", ["run"], 0, NumberOutOfRange),
    ("run 1001", ["run"], 1001, NumberOutOfRange),
    ("run as text", ["run"], "1", WrongType),
    ("a group unknown", ["group"], "ed25519", UnknownGroup),
    ("no title", ["title"], "", BadText),
    ("a title too long", ["title"], "x" * 301, BadText),
    ("a title far too long", ["title"], "x" * 1001, TooLarge),
    ("a title of two lines", ["title"], "a\nb", BadText),
    ("a title not NFC", ["title"], unicodedata.normalize("NFD", "Sở"), BadText),
    ("a body with a surrogate", ["body"], "\ud800", BadText),
    ("step 0", ["step"], 0, BallotServiceError),
    ("step 5", ["step"], 5, BallotServiceError),
    ("a kind unknown", ["kind"], "election", UnknownKind),
    ("a kind not of this step", ["kind"], "removal", UnknownKind),
    ("a roll digest short", ["roll", "digest"], "ab" * 31, WrongType),
    ("a roll digest upper", ["roll", "digest"], "AB" * 32, WrongType),
    ("nobody on the roll", ["roll", "members"], 0, NumberOutOfRange),
    ("members as text", ["roll", "members"], "5", WrongType),
    ("no titles", ["titles"], [], NumberOutOfRange),
    ("a title id bad", ["titles", 0, "id"], "T 1", BallotServiceError),
    ("an authority unknown", ["titles", 0, "authority"], "god", UnknownChoice),
    ("more certain places", ["titles", 0, "places_certain"], 2, BadPlaces),
    ("a name of nobody", ["nominees", 0, "name"], "", BadText),
    ("a category unknown", ["nominees", 0, "categories"], ["tall"], UnknownChoice),
    ("no questions", ["questions"], [], NumberOutOfRange),
    ("a question of nobody", ["questions", 0, "nominee"], "UC99", UnknownId),
    ("no committee", ["committee"], [], TooLarge),
    ("a role unknown", ["committee", 1, "role"], "chair", BadManifest),
    ("a member without name", ["committee", 1, "name"], "", BadText),
    ("no head", ["committee", 0, "role"], "member", BadManifest),
    ("two heads", ["committee", 1, "role"], "head", BadManifest),
    ("another size", ["trustees", "size"], 4, BadManifest),
    ("size 0", ["trustees", "size"], 0, NumberOutOfRange),
    ("size 16", ["trustees", "size"], 16, NumberOutOfRange),
    ("threshold 0", ["trustees", "threshold"], 0, NumberOutOfRange),
    ("2t <= n", ["trustees", "threshold"], 1, BadManifest),
    ("t > n", ["trustees", "threshold"], 4, NumberOutOfRange),
]


@pytest.mark.parametrize(
    ("path", "value", "error"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_wrong_value_is_refused(
    path: Path, value: object, error: type[BallotServiceError]
) -> None:
    raw = json.loads(RAW)
    target = raw
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(error):
        read_manifest(json.dumps(raw).encode())


def test_a_nominee_or_title_twice_or_unused_is_refused() -> None:
    value = json.loads(RAW)
    first, second = value["nominees"]
    with pytest.raises(DuplicateId):
        read_manifest(put(RAW, ["nominees"], [first, first]))
    third = second | {"id": "UC77"}
    with pytest.raises(UnusedEntry):
        read_manifest(put(RAW, ["nominees"], [first, second, third]))
    with pytest.raises(DuplicateQuestion):
        read_manifest(put(RAW, ["questions"], [value["questions"][0]] * 2))


@pytest.mark.parametrize(
    "date",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2025-02-29",
        "0000-01-01",
        "1969-12-31",
        "2026-3-24",
        "20260324",
        "2026-W13-2",
        "24/03/2026",
        "2026-03-2٤",
        "",
    ],
)
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(BadManifest, match=r"manifest\.date"):
        read_manifest(put(RAW, ["date"], date))


def test_the_days_of_a_leap_year_and_of_1970_are_read() -> None:
    leap = read_manifest(put(RAW, ["date"], "2028-02-29"))
    assert leap.date.isoformat() == "2028-02-29"
    assert read_manifest(put(RAW, ["date"], "1970-01-01")).timestamp == 0


@pytest.mark.parametrize("name", ["issuing_key", "receipt_key"])
def test_a_key_that_is_not_base64_is_refused(name: str) -> None:
    for value in ("?", "MAA", "M A=", "MAA=\n", "MAA=MAA=", "đđđđ"):
        with pytest.raises(BadManifest, match=f"manifest.{name}"):
            read_manifest(put(RAW, [name], value))


@pytest.mark.parametrize("name", ["issuing_key", "receipt_key"])
def test_a_key_with_stray_bits_is_refused(name: str) -> None:
    """MAB= decodes to the same two bytes as MAA=."""
    with pytest.raises(NotCanonical, match=f"manifest.{name}"):
        read_manifest(put(RAW, [name], "MAB="))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_receipt_key_of_another_length_is_refused(size: int) -> None:
    text = base64.b64encode(bytes(size)).decode()
    with pytest.raises(BadManifest, match="32 bytes"):
        read_manifest(put(RAW, ["receipt_key"], text))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (short_key(2048), "a modulus of less than 3072 bits"),
        (short_key(3071), "a modulus of less than 3072 bits"),
        (small_exponent(), "a public exponent other than 65537"),
        (curve_key(), "not an RSA key"),
        (base64.b64encode(b"0\x00").decode(), "not a DER SubjectPublicKeyInfo"),
    ],
    ids=["2048 bits", "3071 bits", "small exponent", "a curve's key", "no key"],
)
def test_an_issuing_key_that_is_weak_or_no_key_is_refused(key: str, said: str) -> None:
    with pytest.raises(BadManifest, match=f"manifest.issuing_key: {said}"):
        read_manifest(put(RAW, ["issuing_key"], key))


@pytest.mark.parametrize(
    "point",
    [
        bytes([1, *bytes(31)]),
        bytes(32),
        b"\xec" + b"\xff" * 30 + b"\x7f",
        b"\xed" + b"\xff" * 30 + b"\x7f",
        bytes.fromhex(
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
        ),
        b"\x02" + bytes(31),
    ],
)
def test_a_receipt_key_that_is_no_point_of_full_order_is_refused(point: bytes) -> None:
    """The identity, points of order 4 and 2, one not canonical, order 8, no point."""
    text = base64.b64encode(point).decode()
    with pytest.raises(BadManifest, match=r"manifest\.receipt_key: "):
        read_manifest(put(RAW, ["receipt_key"], text))


def test_a_draft_has_no_keys_yet_and_is_read_as_such() -> None:
    raw = put(RAW, ["issuing_key"], "AA==")
    assert read_unkeyed(raw).issuing_key == b"\x00"
    with pytest.raises(BadManifest):
        read_manifest(raw)


# --- bytes ---


def test_another_spelling_is_refused() -> None:
    value = json.loads(RAW)
    for raw in (
        RAW + b"\n",
        RAW.replace(b":", b": ", 1),
        reversed_keys(RAW),
        json.dumps(value, separators=(",", ":")).encode(),
        dumped(value | {"roll": dict(reversed(value["roll"].items()))}),
    ):
        with pytest.raises(NotCanonical):
            read_manifest(raw)


def test_duplicate_keys_fractions_and_other_bytes_are_refused() -> None:
    with pytest.raises(DuplicateKey):
        read_manifest(b'{"run":1,' + RAW[1:])
    with pytest.raises(WrongType):
        read_manifest(RAW.replace(b'"run":1', b'"run":1.0'))
    with pytest.raises(NotJson):
        read_manifest(RAW.decode().encode("utf-16"))
    with pytest.raises(TooLarge):
        read_manifest(RAW + b" " * MAX_BYTES)


def test_canonical_is_rfc_8785() -> None:
    value = {"\U0001f600": 1, "ｆ": 2, "b": [True, "\u20ac\u001f\n/"], "a": 10**15}
    expected = '{"a":1000000000000000,"b":[true,"€\\u001f\\n/"],"😀":1,"ｆ":2}'
    assert canonical(value) == expected.encode()


@pytest.mark.parametrize("value", [2**53, -(2**53), float("nan"), {"a": "\ud800"}, {1}])
def test_what_rfc_8785_cannot_carry_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)
