"""From a request to the page that answers it: language, secrets of its forms, headers for privacy."""

from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from puhui.app.pages.rendering import rendered
from puhui.app.pages.views.house import House
from puhui.ground.web import form_secrets, language_of

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Vary": "Cookie, Accept-Language",
    "X-Content-Type-Options": "nosniff",
}


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The page in the reader's language. `path` is where the language switch leads back to."""
    language = language_of(request)
    shown = {
        "path": _address(request),
        "is_demo": bool(getattr(request.app.state, "is_demo", False)),
        "secrets": form_secrets(request),
        "errors": {},
        **({"house": house} if (house := house_of(request)) else {}),
        **values,
    }
    return HTMLResponse(
        rendered(template, language, **shown), status, {**_HEADERS, "Content-Language": language.value}
    )


def house_of(request: Request) -> House | None:
    """The lender whose pages these are, None on the platform."""
    found = getattr(request.app.state, "house", None)
    return found if isinstance(found, House) else None


def see(where: str) -> RedirectResponse:
    """Go and look there (303), so that reloading repeats nothing."""
    return RedirectResponse(where, 303)


async def typed_form(request: Request) -> FormData:
    """Dependency: the form as it was sent. The web layer has read and hashed it already."""
    return await request.form()


def words_of(form: FormData) -> dict[str, str]:
    """The text fields of a form, the first of each name; files are left out."""
    words: dict[str, str] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            words.setdefault(name, value)
    return words


def _address(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
    return f"{request.url.path}{query}"
