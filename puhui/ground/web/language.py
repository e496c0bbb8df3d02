"""Which of the two languages the other side reads."""

import re
from typing import Final

from starlette.requests import HTTPConnection

from puhui.kernel import Language

LANGUAGE_COOKIE: Final = "puhui_lang"
_RANGE: Final = re.compile(r"\s*([A-Za-z*-]+)[^;,]*(?:;\s*q=([0-9.]{1,5}))?\s*")


def language_of(request: HTTPConnection) -> Language:
    """What the reader chose on a page (cookie), else what the browser or client asks for, else Chinese."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in set(Language):
        return Language(chosen)
    return preferred_language(request.headers.get("accept-language", ""))


def preferred_language(accept_language: str) -> Language:
    """Chinese unless English is asked for and wanted more.

    >>> preferred_language("en-GB,en;q=0.9,zh;q=0.5"), preferred_language("fr"), preferred_language("")
    (<Language.EN: 'en'>, <Language.ZH: 'zh'>, <Language.ZH: 'zh'>)
    """
    wanted = {"zh": 0.0, "en": 0.0}
    for part in accept_language[:200].split(","):
        found = _RANGE.fullmatch(part)
        if found and (tag := found[1].lower()[:2]) in wanted:
            wanted[tag] = max(wanted[tag], _quality(found[2]))
    return Language.EN if wanted["en"] > wanted["zh"] else Language.ZH


def _quality(written: str | None) -> float:
    try:
        return 1.0 if written is None else min(float(written), 1.0)
    except ValueError:
        return 0.0
