"""Sealed messages between trustees: opened by one key, and not after any change."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ballot_service.crypto.channel import Sealed, seal, unseal
from ballot_service.crypto.group import Group
from ballot_service.errors import DecryptionFailed
from tests.crypto.known import element, number

TEXT = "Bí mật của ủy viên số 2"


def sealed(group: Group, text: str = TEXT) -> Sealed:
    r, s = number(group, "r"), number(group, "s")
    return seal(group, element(group, "dk"), text, r, s)


def test_the_holder_of_the_key_opens_it(group: Group) -> None:
    assert unseal(group, number(group, "dk"), sealed(group)) == TEXT
    assert unseal(group, number(group, "dk"), sealed(group, "")) == ""


def test_the_data_is_the_ciphertext_and_a_tag(group: Group) -> None:
    assert len(sealed(group).data) == 2 * (len(TEXT.encode()) + 16)


def test_another_key_does_not_open_it(group: Group) -> None:
    with pytest.raises(DecryptionFailed):
        unseal(group, number(group, "dk") + 1, sealed(group))


@pytest.mark.parametrize("part", ["alpha", "beta"])
def test_another_element_does_not_open_it(group: Group, part: str) -> None:
    with pytest.raises(DecryptionFailed):
        unseal(
            group,
            number(group, "dk"),
            replace(sealed(group), **{part: element(group, "other")}),
        )


def test_a_change_in_any_digit_is_seen(group: Group) -> None:
    whole = sealed(group, "s")
    for i in range(len(whole.data)):
        digit = "0" if whole.data[i] != "0" else "1"
        data = whole.data[:i] + digit + whole.data[i + 1 :]
        with pytest.raises(DecryptionFailed):
            unseal(group, number(group, "dk"), replace(whole, data=data))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data[:-2], id="shortened"),
        pytest.param(lambda data: data + "00", id="lengthened"),
        pytest.param(lambda data: data[:-1], id="half a byte"),
        pytest.param(lambda _data: "", id="empty"),
        pytest.param(lambda _data: "00" * 15, id="shorter than a tag"),
        pytest.param(lambda data: data.upper(), id="upper case"),
        pytest.param(lambda data: data + "\n", id="line end"),
        pytest.param(lambda data: "zz" + data[2:], id="not hexadecimal"),
    ],
)
def test_data_of_another_form_is_refused(
    group: Group, change: Callable[[str], str]
) -> None:
    whole = sealed(group)
    with pytest.raises(DecryptionFailed):
        unseal(group, number(group, "dk"), replace(whole, data=change(whole.data)))
