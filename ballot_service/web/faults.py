"""From error to answer: one table of statuses, one message, two forms.

Refuses to show anything of the program's inside: no trace, no path, no address.
"""

from flask import Flask, Response, current_app, jsonify, make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.web.access import takes_no_cookie
from ballot_service.web.fault_texts import text_of
from ballot_service.web.pages import back_path, page

STATUS: dict[type[BallotServiceError], int] = {
    # The broad ones first; the most special class that fits decides.
    BallotServiceError: 500,
    errors.EncodingError: 422,
    errors.CryptoError: 422,
    errors.ProtocolError: 422,
    errors.RecordError: 422,
    errors.VerificationError: 422,
    errors.PlanningError: 409,
    errors.DocumentError: 409,
    errors.WorkflowError: 409,
    # What was sent does not hold.
    errors.TooLarge: 413,
    errors.BadDraft: 422,
    errors.NoSuchDay: 422,
    errors.BadHourField: 422,
    errors.SpreadsheetError: 422,
    errors.BadToken: 422,
    errors.BallotRefused: 422,
    errors.WeakPassword: 422,
    errors.WeakPassphrase: 422,
    errors.PasswordsDiffer: 422,
    errors.NotKeyFiles: 422,
    errors.NotProofFile: 422,
    errors.NotResultFiles: 422,
    errors.NotSlipFile: 422,
    errors.WrongSheetFigure: 422,
    errors.WrongSlipCount: 422,
    errors.WrongUndrawnCount: 422,
    errors.TabletNameTaken: 422,
    errors.UndrawnSlipVoted: 422,
    errors.SlipsOfAnotherElection: 422,
    errors.BadPasskeyName: 422,
    errors.FactsIncomplete: 422,
    errors.RollError: 422,
    errors.PlanError: 422,
    errors.ProfileError: 422,
    errors.NumbersError: 422,
    errors.EligibilityError: 422,
    errors.NoGroundToVoid: 422,
    errors.AttachmentError: 422,
    errors.AttachmentTooLarge: 413,
    errors.AttachmentQuota: 413,
    errors.AttachmentsFixed: 409,
    errors.AlreadyHandedIn: 409,
    errors.PackageError: 422,
    errors.NotSubmittedYet: 409,
    # Not there.
    errors.UnknownAttachment: 404,
    errors.UnknownEvent: 404,
    errors.UnknownCycle: 404,
    errors.UnknownMember: 404,
    errors.UnknownTablet: 404,
    errors.UnknownUser: 404,
    errors.UnknownTracker: 404,
    errors.PaperNotReady: 404,
    errors.NotOwnPasskey: 404,
    # Not this person.
    errors.UnknownCode: 401,
    errors.WrongPassword: 401,
    errors.NoSession: 401,
    errors.UnknownPasskey: 401,
    errors.BadPasskeyAnswer: 401,
    errors.PasskeyOfAnother: 401,
    errors.SignCountWentBack: 401,
    errors.WrongRole: 403,
    errors.NotAnnounced: 403,
    errors.FiguresNotYet: 403,
    errors.NotTheHead: 403,
    errors.TabletNotEnrolled: 403,
    errors.SameHand: 403,
    errors.AccountLocked: 429,
    errors.TooManyAttempts: 429,
    # The service's own store or key, which no caller can mend.
    errors.SignerFault: 500,
    errors.RecordDiffers: 500,
    errors.AttachmentDamaged: 500,
    errors.PackageChanged: 500,
}
"""The only place where an error becomes a number."""


def status_of(error: BallotServiceError) -> int:
    """Return the status of an error, by the most special class in the table."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return STATUS[BallotServiceError]


def as_json(error: BallotServiceError) -> dict[str, str]:
    """Return the body of docs/spec/http.md: code, name, text in two languages."""
    return {
        "error": getattr(error, "code", ""),
        "name": error.name,
        "vi": text_of(error, "vi"),
        "en": text_of(error, "en"),
    }


def wants_json() -> bool:
    """Say whether a program asked: the booth, a page's script, a planning system."""
    path = request.path
    if path.startswith(("/api/", "/statements/", "/.well-known/")):
        return True
    return path.endswith(("/token", "/leave", "/progress", "/lamp", "/passkey-options"))


def _error_page(status: int, error: BallotServiceError | None) -> Response:
    # A screen without sign-in gets no form, for a form would need a cookie.
    anonymous = takes_no_cookie(request.path)
    layout = "public_base.html" if anonymous else "base.html"
    body = page(
        "error.html", layout=layout, status=status, fault=error, back=back_path()
    )
    return make_response(body, status)


def _refused(error: BallotServiceError) -> Response:
    status = status_of(error)
    if status >= 500:  # noqa: PLR2004 - the class of server faults
        current_app.logger.error("%s: %s", error.name, error.detail)
    if wants_json():
        return make_response(jsonify(as_json(error)), status)
    return _error_page(status, error)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, CSRFError):
        status = 400
    if wants_json():
        body = {"error": "", "name": error.name, "vi": error.name, "en": error.name}
        return make_response(jsonify(body), status)
    return _error_page(status, None)


def _broken(_error: Exception) -> Response:
    if wants_json():
        body = {"error": "", "name": "Fault", "vi": "Lỗi máy chủ", "en": "Server fault"}
        return make_response(jsonify(body), 500)
    return _error_page(500, None)


def install(app: Flask) -> None:
    """Answer every error by the table."""
    app.register_error_handler(BallotServiceError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)
