"""Slip codes: the check symbol finds what fingers do wrong; vectors shared with JS."""

import json
from pathlib import Path

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import BadSlip
from ballot_service.protocol.codes import ALPHABET
from ballot_service.protocol.credential import public_half
from ballot_service.protocol.slip import random_slip, read_slip, slip_credential
from tests.making import seeded

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "slips.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda v: v["code"][:5])
def test_vectors(vector: dict[str, str]) -> None:
    assert read_slip(vector["typed"]) == vector["code"]
    private = slip_credential(vector["uuid"], vector["typed"])
    assert private == vector["credential"]
    group = group_named(vector["group"])
    assert public_half(group, vector["uuid"], private) == vector["public"]


@pytest.mark.parametrize("refused", VECTORS["refused"], ids=lambda r: r["why"])
def test_refused(refused: dict[str, str]) -> None:
    with pytest.raises(BadSlip):
        read_slip(refused["typed"])


def test_a_code_has_120_random_bits_and_no_look_alike() -> None:
    code = random_slip(seeded("a slip"))
    assert len(code.replace("-", "")) == 25
    assert set(code) - {"-"} <= set(ALPHABET)
    assert not set(ALPHABET) & set("ILOU")
    assert len({random_slip(seeded(f"slip {i}")) for i in range(200)}) == 200


def test_every_single_slip_of_a_finger_is_found() -> None:
    plain = random_slip(seeded("fingers")).replace("-", "")
    for place, right in enumerate(plain):
        for wrong in ALPHABET:
            if wrong != right:
                with pytest.raises(BadSlip):
                    read_slip(plain[:place] + wrong + plain[place + 1 :])


def test_any_two_characters_that_changed_places_are_found() -> None:
    plain = random_slip(seeded("places")).replace("-", "")
    for i in range(25):
        for j in range(i + 1, 25):
            if plain[i] != plain[j]:
                swapped = list(plain)
                swapped[i], swapped[j] = swapped[j], swapped[i]
                with pytest.raises(BadSlip):
                    read_slip("".join(swapped))


def test_another_election_makes_another_credential() -> None:
    code = random_slip(seeded("two elections"))
    assert slip_credential("7cNmVwewX876qM", code) != slip_credential(
        "7cNmVwewX876qN", code
    )
