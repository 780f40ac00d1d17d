"""Uploads that must not touch the disk unsealed: kept in memory, and bounded.

Refuses more than one file's worth of bytes, and a temporary file for personal data.
"""

import io
from typing import IO

from flask import Flask, Request, request

from ballot_service.web import persons
from ballot_service.web.access import Who
from ballot_service.workflows.attachments import MAX_FILE

ENDPOINT = "submission_files.attach"
_FORM = 64 * 1024


class PrivateRequest(Request):
    """Werkzeug's request, which would put what is larger than 500 KB into a file."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Keep the attached files of a submission in memory; all else as always."""
        if self.endpoint == ENDPOINT:
            return io.BytesIO()
        return super()._get_file_stream(
            total_content_length, content_type, filename, content_length
        )


def _let_one_file_in() -> None:
    """Raise the limit for one file of the secretary's, and for nobody else."""
    found = persons.person()
    if request.endpoint == ENDPOINT and found and Who.SECRETARY in found.kinds:
        request.max_content_length = MAX_FILE + _FORM


def install(app: Flask) -> None:
    """Let attached files in, through memory."""
    app.request_class = PrivateRequest
    app.before_request(_let_one_file_in)
