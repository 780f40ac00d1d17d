"""Canonical JSON: each way in which bytes may differ is a named error."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballot_service.errors import (
    DuplicateKey,
    EncodingError,
    MissingField,
    NotCanonical,
    NotJson,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    WrongType,
)
from ballot_service.protocol.encoding import (
    Fields,
    as_integer,
    as_list,
    as_text,
    check_depth,
    decode,
    encode,
    same_bytes,
)

VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back_the_same(value: object) -> None:
    raw = encode(value)
    found = decode(raw)
    assert found == value
    same_bytes(raw, encode(found), "value")


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused_by_name(raw: bytes) -> None:
    names = {"NotJson", "DuplicateKey", "WrongType", "TooLarge", "NumberOutOfRange"}
    assert error_of(raw) in {None, *names}


def error_of(raw: bytes) -> str | None:
    try:
        decode(raw)
    except EncodingError as error:
        return error.name
    return None


def test_the_form_is_compact_utf_8_with_few_escapes() -> None:
    value = {"b": [1, True], "a": 'é"\\/\b\f\n\r\t\x01\x1f\x7f\u2028'}
    expected = '{"b":[1,true],"a":"é\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\u2028"}'
    assert encode(value) == expected.encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[1,]",
        b"{'a':1}",
        b"[1] x",
        b"\xff",
        b'"\xed\xa0\x80"',
        b"\xef\xbb\xbf[]",
        b'"\n"',
        b"[01]",
        b"[+1]",
        b"[.5]",
        b"tru",
        "[1]".encode("utf-16"),
    ],
)
def test_what_is_not_json_in_utf_8_is_refused(raw: bytes) -> None:
    with pytest.raises(NotJson):
        decode(raw)


@pytest.mark.parametrize(
    "raw", [b'{"a":1,"a":1}', b'{"a":1,"\\u0061":2}', b'[{"x":{"b":1,"b":2}}]']
)
def test_a_key_twice_is_refused(raw: bytes) -> None:
    with pytest.raises(DuplicateKey):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [b"1.0", b"[0.5]", b"1e3", b"-0.0", b"1E400", b"NaN", b"Infinity", b"-Infinity"],
)
def test_a_fraction_or_no_number_is_refused(raw: bytes) -> None:
    with pytest.raises(WrongType):
        decode(raw)


def test_an_integer_of_too_many_digits_is_refused() -> None:
    for value in (2**53 - 1, 1 - 2**53):
        assert decode(str(value).encode()) == value
    for raw in (b"1" * 17, b"-" + b"1" * 17, b"9" * 100_000):
        with pytest.raises(NumberOutOfRange):
            decode(raw)


def test_more_than_16_levels_are_refused() -> None:
    assert decode(b"[" * 16 + b"]" * 16)
    for raw in (
        b"[" * 17 + b"]" * 17,
        b'{"a":' * 17 + b"1" + b"}" * 17,
        b"[" * 100_000 + b"]" * 100_000,
    ):
        with pytest.raises(TooLarge):
            decode(raw)


def test_depth_counts_objects_and_arrays_alike() -> None:
    check_depth([{"a": [1]}], 3)
    with pytest.raises(TooLarge):
        check_depth([{"a": [1]}], 2)


def test_more_bytes_than_the_limit_are_refused_unread() -> None:
    assert decode(b"[1]", 3) == [1]
    with pytest.raises(TooLarge):
        decode(b"{{{{", 3)


def test_a_lone_surrogate_can_be_read_and_never_written() -> None:
    value = decode(rb'"\ud800"')
    with pytest.raises(NotCanonical):
        encode(value)
    with pytest.raises(NotCanonical):
        encode({"\udfff": 1})


@pytest.mark.parametrize(
    "raw",
    [
        b' {"a":1,"b":"x"}',
        b'{"a":1,"b":"x"}\n',
        b'{"a": 1,"b":"x"}',
        b'{"b":"x","a":1}',
        rb'{"a":1,"b":"\u0078"}',
        b'{"a":-0,"b":"x"}',
        b'{"a":1,"b":"x\\/"}',
    ],
)
def test_another_spelling_of_an_object_is_not_canonical(raw: bytes) -> None:
    fields = Fields(decode(raw), "thing", ("a", "b"))
    written = encode({"a": fields.integer("a", 0, 9), "b": fields.text("b")})
    with pytest.raises(NotCanonical, match="thing"):
        same_bytes(raw, written, "thing")


# --- fields, each error naming the place ---


def thing(raw: bytes) -> Fields:
    return Fields(decode(raw), "thing", ("a",), ("b",))


def test_a_field_is_read_and_an_optional_one_may_be_absent() -> None:
    fields = thing(b'{"a":1}')
    assert fields.integer("a", 1, 1) == 1
    assert "b" not in fields
    assert fields.at("a") == "thing.a"
    assert fields.raw("a") == 1


@pytest.mark.parametrize("raw", [b"[]", b'"a"', b"1", b"null", b"true"])
def test_what_is_no_object_is_refused(raw: bytes) -> None:
    with pytest.raises(WrongType, match="thing: not an object"):
        thing(raw)


def test_an_unknown_field_is_named_and_cut_short() -> None:
    with pytest.raises(UnknownField, match="thing: c"):
        thing(b'{"a":1,"c":1}')
    with pytest.raises(UnknownField) as caught:
        thing(json.dumps({"a": 1, "c" * 1000: 1}).encode())
    assert len(caught.value.detail) < 60


def test_a_missing_field_is_named() -> None:
    with pytest.raises(MissingField, match="thing: a"):
        thing(b'{"b":1}')


@pytest.mark.parametrize("value", [b"null", b'"1"', b"true", b"[]", b"{}"])
def test_what_is_no_integer_is_refused(value: bytes) -> None:
    with pytest.raises(WrongType, match=r"thing\.a: not an integer"):
        thing(b'{"a":' + value + b"}").integer("a", 0, 9)


@pytest.mark.parametrize("value", [-1, 10])
def test_an_integer_out_of_range_is_refused(value: int) -> None:
    with pytest.raises(NumberOutOfRange, match=r"thing\.a: not from 0 to 9"):
        thing(encode({"a": value})).integer("a", 0, 9)
    assert as_integer(9, "x", 0, 9) == 9


@pytest.mark.parametrize("value", [b"null", b"1", b"true", b"[]", b"{}"])
def test_what_is_no_string_is_refused(value: bytes) -> None:
    with pytest.raises(WrongType, match=r"thing\.a: not a string"):
        thing(b'{"a":' + value + b"}").text("a")


def test_a_string_too_long_is_refused() -> None:
    assert as_text("xxx", "x", 3) == "xxx"
    with pytest.raises(TooLarge, match=r"thing\.a: more than 3"):
        thing(b'{"a":"xxxx"}').text("a", 3)


@pytest.mark.parametrize("value", [b"null", b"1", b'"x"', b"{}"])
def test_what_is_no_array_is_refused(value: bytes) -> None:
    with pytest.raises(WrongType, match=r"thing\.a: not an array"):
        thing(b'{"a":' + value + b"}").items("a")


def test_an_array_too_short_or_too_long_is_refused() -> None:
    assert as_list([1, 2], "x", 2, 2) == [1, 2]
    for items in ([], [1, 2, 3]):
        with pytest.raises(TooLarge, match=r"thing\.a: "):
            thing(encode({"a": items})).items("a", 2, 1)


@pytest.mark.parametrize("value", [b"null", b"1", b"0", b'"true"'])
def test_what_is_no_boolean_is_refused(value: bytes) -> None:
    with pytest.raises(WrongType, match=r"thing\.a: not true or false"):
        thing(b'{"a":' + value + b"}").boolean("a")
    assert thing(b'{"a":false}').boolean("a") is False
