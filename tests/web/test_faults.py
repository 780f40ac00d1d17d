"""From error to status: the table, and a sentence in both languages for each error."""

import inspect

import pytest

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.web.fault_texts import GENERAL, text_of
from ballot_service.web.faults import as_json, status_of

EXPECTED = {
    errors.UnknownEvent: 404,
    errors.UnknownTracker: 404,
    errors.UnknownCode: 401,
    errors.NoSession: 401,
    errors.WrongPassword: 401,
    errors.WrongRole: 403,
    errors.SameHand: 403,
    errors.TooManyAttempts: 429,
    errors.AccountLocked: 429,
    errors.TooLarge: 413,
    errors.NotJson: 422,
    errors.NotCanonical: 422,
    errors.BadProof: 422,
    errors.BadCode: 422,
    errors.BallotRefused: 422,
    errors.BadToken: 422,
    errors.WrongOwner: 422,
    errors.HashMismatch: 422,
    errors.BadStatement: 422,
    errors.CredentialUsed: 409,
    errors.BallotClosed: 409,
    errors.BallotPaused: 409,
    errors.NotOpenYet: 409,
    errors.AlreadyIssuedElsewhere: 409,
    errors.EventStepRefused: 409,
    errors.NoQuorum: 409,
    errors.MissingChanged: 409,
    errors.SheetUnsigned: 409,
    errors.SignerFault: 500,
    errors.RecordDiffers: 500,
}
LEAVES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, BallotServiceError)
]


def made(kind: type[BallotServiceError]) -> BallotServiceError:
    if issubclass(kind, errors.SeveralMissing):
        return kind(("no_quorum",))
    return kind("what was seen")


@pytest.mark.parametrize(("kind", "status"), EXPECTED.items())
def test_status_of_an_error(kind: type[BallotServiceError], status: int) -> None:
    assert status_of(made(kind)) == status


@pytest.mark.parametrize("kind", LEAVES)
def test_every_error_has_a_sentence_in_two_languages(
    kind: type[BallotServiceError],
) -> None:
    said = as_json(made(kind))
    assert said["name"] == kind.__name__
    assert said["vi"]
    assert said["en"]
    assert said["vi"] != said["en"]
    assert "what was seen" not in said["vi"] + said["en"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.UnknownCode, "E01"),
        (errors.NotPresent, "E02"),
        (errors.NotOpenYet, "E03"),
        (errors.BallotClosed, "E04"),
        (errors.CredentialUsed, "E05"),
        (errors.BallotRefused, "E08"),
        (errors.AlreadyIssuedElsewhere, "E25"),
    ],
)
def test_codes_of_the_catalogue_reach_the_booth(
    kind: type[BallotServiceError], code: str
) -> None:
    assert as_json(made(kind))["error"] == code


def test_opening_names_everything_that_is_missing() -> None:
    error = errors.MayNotOpen(("no_quorum", "opening_sheet_unsigned"))
    assert text_of(error, "vi").count(".") == 2
    assert text_of(error, "en").startswith("No quorum. The opening sheet lacks")


def test_workflow_errors_have_sentences_of_their_own() -> None:
    general = {
        kind.__name__
        for kind in errors.WorkflowError.__subclasses__()
        if text_of(made(kind), "vi") == GENERAL[0]
    }
    assert general <= {
        *("DuplicateLogin", "WrongSlipCount", "SlipsAlreadyImported", "NoSlipsLeft"),
        *("NotRegistering", "NotIssuing"),
    }
