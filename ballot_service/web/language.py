"""Vietnamese first, English by a switch: catalogues, and which one a page speaks.

Refuses a language that has no catalogue, and to remember one where no cookie is.
"""

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, has_request_context, request, session
from flask_babel import Babel, Domain, get_locale

from ballot_service.web.access import takes_no_cookie

LANGUAGES = ("vi", "en")
CATALOGUES = Path(__file__).parent / "translations"
_KEY = "lang"


def load_catalogue(language: str) -> Translations:
    """Read a catalogue from its text form, so that no compiled copy can be stale."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


class _TextCatalogues(Domain):  # type: ignore[misc]
    """Flask-Babel's domain over catalogues that were read at start-up."""

    def __init__(self) -> None:
        super().__init__()
        self._loaded = {language: load_catalogue(language) for language in LANGUAGES}

    def get_translations(self) -> Translations:
        """Return the catalogue of this page."""
        return self._loaded[current()]


def current() -> str:
    """Return the language of this page: "vi" or "en"."""
    found = get_locale() if has_request_context() else None
    return found.language if found is not None else LANGUAGES[0]


def _asked() -> str | None:
    language = request.args.get(_KEY)
    return language if language in LANGUAGES else None


def _select() -> str:
    # An anonymous page keeps the language in its address, the others in the session.
    if takes_no_cookie(request.path):
        return _asked() or LANGUAGES[0]
    kept = session.get(_KEY)
    return kept if kept in LANGUAGES else LANGUAGES[0]


def choose(language: str) -> None:
    """Keep a language for the session; another word is ignored."""
    if language in LANGUAGES:
        session[_KEY] = language


def install(app: Flask) -> None:
    """Make pages speak."""
    Babel(app, default_locale=LANGUAGES[0], locale_selector=_select)
    domain = _TextCatalogues()
    app.before_request(domain.as_default)
    app.context_processor(lambda: {"language": current()})
