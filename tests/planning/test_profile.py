"""The profile: strict reading, contradictions, and what electronic voting refuses."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from ballot_service.errors import (
    BadText,
    BallotServiceError,
    BelowMinimumBallots,
    MissingField,
    NotAnInteger,
    NumberOutOfRange,
    ProfileContradiction,
    ProfileIsDraft,
    ProfileNotElectronic,
    UnknownChoice,
    UnknownField,
    UnknownProfile,
    WrongType,
)
from ballot_service.planning.known_profiles import (
    HD06_2017,
    KNOWN_PROFILES,
    QD377_2025,
    profile_named,
)
from ballot_service.planning.profile import FIELD_RULES, Profile


@pytest.mark.parametrize("profile", KNOWN_PROFILES, ids=lambda one: one.id)
def test_a_profile_survives_json(profile: Profile) -> None:
    written = json.dumps(profile.to_json(), ensure_ascii=False)
    assert Profile.from_json(json.loads(written)) == profile


@pytest.mark.parametrize("profile", KNOWN_PROFILES, ids=lambda one: one.id)
def test_a_shipped_profile_can_be_voted_under(profile: Profile) -> None:
    profile.check_electronic()
    assert profile_named(profile.id) is profile


def test_the_parameters_in_force() -> None:
    assert (HD06_2017.quorum_numerator, HD06_2017.quorum_denominator) == (2, 3)
    assert (HD06_2017.majority_numerator, HD06_2017.majority_denominator) == (1, 2)
    assert HD06_2017.tie_rule == ("reballot", "chair_decides", "leave_vacant")
    assert (HD06_2017.max_persons_per_title, HD06_2017.max_titles_same_level) == (3, 3)
    assert (HD06_2017.reballots_at_most, HD06_2017.minimum_ballots) == (1, 3)
    years = (HD06_2017.retention_ballots_years, HD06_2017.retention_rest_years)
    assert years == (5, 10)


def test_the_draft_says_so() -> None:
    HD06_2017.check_in_force()
    assert QD377_2025.unconfirmed
    with pytest.raises(ProfileIsDraft):
        QD377_2025.check_in_force()


def test_every_field_has_its_rule_and_every_rule_its_field() -> None:
    assert list(FIELD_RULES) == [one.name for one in fields(Profile)]


def test_plain_values_only() -> None:
    for value in HD06_2017.to_json().values():
        assert type(value) in (str, int, bool, list)


@pytest.mark.parametrize("name", FIELD_RULES)
def test_a_missing_field_is_named(name: str) -> None:
    written = HD06_2017.to_json()
    del written[name]
    with pytest.raises(MissingField, match=name):
        Profile.from_json(written)


@pytest.mark.parametrize("name", FIELD_RULES)
@pytest.mark.parametrize("wrong", [None, {}, 2.0])
def test_a_field_of_another_type_is_named(name: str, wrong: object) -> None:
    with pytest.raises(WrongType, match=name):
        Profile.from_json({**HD06_2017.to_json(), name: wrong})


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UnknownField, match="favour"):
        Profile.from_json({**HD06_2017.to_json(), "favour": 1})
    with pytest.raises(WrongType):
        Profile.from_json([])


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("version", 0, NumberOutOfRange),
        ("quorum_denominator", 0, NumberOutOfRange),
        ("reballots_at_most", 2, NumberOutOfRange),
        ("minimum_ballots", 0, NumberOutOfRange),
        ("cycle_quarter", 5, NumberOutOfRange),
        ("envelope_minimum", 2, NumberOutOfRange),
        ("secret_steps", [1, 2, 3, 4, 5], NumberOutOfRange),
        ("secret_steps", [0, 4], NumberOutOfRange),
        ("secret_steps", [4, 4], UnknownChoice),
        ("status", "valid", UnknownChoice),
        ("majority_base", "valid_ballots", UnknownChoice),
        ("tie_rule", ["older_person"], UnknownChoice),
        ("structure_mode", "", UnknownChoice),
        ("id", "", BadText),
        ("id", "a\u0301", BadText),
        ("id", "x\n", BadText),
        ("legal_basis", "x" * 301, BadText),
        ("late_arrivals", 1, WrongType),
        ("once_a_year", 0, WrongType),
        ("quorum_numerator", True, WrongType),
        ("status", ["draft"], WrongType),
    ],
)
def test_a_value_out_of_bounds_is_named(
    name: str, value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error, match=name):
        Profile.from_json({**HD06_2017.to_json(), name: value})


@pytest.mark.parametrize(
    "change",
    [
        {"quorum_numerator": 4},
        {"majority_numerator": 2},
        {"majority_numerator": 1, "majority_denominator": 3},
        {"tie_rule": ()},
        {"tie_rule": ("chair_decides",)},
        {"tie_rule": ("chair_decides", "reballot", "leave_vacant")},
        {"tie_rule": ("chair_decides", "leave_vacant")},
        {"reballots_at_most": 0},
        {"secret_steps": (1, 2, 3)},
        {"secret_steps": (4, 1)},
        {"announced_steps": (4, 1)},
        {"unconfirmed": ("tie_rule",)},
        {"status": "draft", "unconfirmed": ("favour",)},
    ],
)
def test_two_fields_that_cannot_both_hold(change: dict[str, Any]) -> None:
    with pytest.raises(ProfileContradiction):
        replace(HD06_2017, **change)


@pytest.mark.parametrize(
    "change",
    [
        {"nominee_member_rule": "recuse_keep_n"},
        {"nominee_member_rule": "recuse_reduce_n"},
        {"blank_ballots": "counted_invalid"},
        {"blank_ballots": "counted_valid"},
        {"marks_cap": "places"},
        {"free_text": True},
        {"secret_steps": (2, 3, 4)},
        {"absentees": "paper_envelope"},
        {"minimum_ballots": 2},
    ],
)
def test_what_totals_cannot_enforce_is_for_paper_only(change: dict[str, Any]) -> None:
    with pytest.raises(ProfileNotElectronic, match=next(iter(change))):
        replace(HD06_2017, **change).check_electronic()


def test_all_refusals_are_named_at_once() -> None:
    profile = replace(HD06_2017, free_text=True, marks_cap="places")
    with pytest.raises(ProfileNotElectronic, match="marks_cap, free_text"):
        profile.check_electronic()


def test_too_few_ballots_are_not_decrypted() -> None:
    HD06_2017.check_minimum_ballots(3)
    with pytest.raises(BelowMinimumBallots):
        HD06_2017.check_minimum_ballots(2)
    with pytest.raises(NotAnInteger):
        HD06_2017.check_minimum_ballots(3.0)  # type: ignore[arg-type]


def test_a_profile_is_found_by_its_id_or_not_at_all() -> None:
    with pytest.raises(UnknownProfile):
        profile_named("HD06")


def test_lists_given_as_lists_are_frozen() -> None:
    profile = replace(HD06_2017, announced_steps=[4])  # type: ignore[arg-type]
    assert profile.announced_steps == (4,)
    assert hash(profile)
