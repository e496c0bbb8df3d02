"""The switch between Chinese and English: a cookie, and back to the same page."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse

from puhui.app.pages.page import see
from puhui.ground import Work
from puhui.ground.web import LANGUAGE_COOKIE, Router, borrower_work
from puhui.kernel import Language

_YEAR_SECONDS = 365 * 86_400

router = Router(include_in_schema=False)


@router.get("/language/{language}")
def choose_language(
    request: Request,
    language: Language,
    _: Annotated[Work, Depends(borrower_work("page.read"))],
    to: str = "/",
) -> RedirectResponse:
    """Remember the language; `to` may only be a path of this site."""
    return _remembered(request, language, to)


@router.get("/en")
def english(request: Request, _: Annotated[Work, Depends(borrower_work("page.read"))]) -> RedirectResponse:
    """The start page in English, as a short address."""
    return _remembered(request, Language.EN, "/")


@router.get("/zh")
def chinese(request: Request, _: Annotated[Work, Depends(borrower_work("page.read"))]) -> RedirectResponse:
    """The start page in Chinese."""
    return _remembered(request, Language.ZH, "/")


def _remembered(request: Request, language: Language, to: str) -> RedirectResponse:
    response = see(to if is_own_path(to) else "/")
    response.set_cookie(
        LANGUAGE_COOKIE,
        language.value,
        max_age=_YEAR_SECONDS,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def is_own_path(to: str) -> bool:
    r"""Whether a browser would stay on this site.

    >>> [is_own_path(to) for to in ("/apply?a=1", "//evil.example", "/\\evil.example", "https://x.example")]
    [True, False, False, False]
    """
    return to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
