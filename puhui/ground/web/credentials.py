"""What a request carries to show who sends it, and the protection a cookie needs."""

import hmac
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from puhui.ground.identity import IssuedSession, csrf_of
from puhui.ground.web.problems import ProblemResponse
from puhui.kernel import Problem, Text, new_id

STAFF_COOKIE: Final = "puhui_session"
BORROWER_COOKIE: Final = "puhui_borrower"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Credential:
    """A token, and whether the browser sent it by itself."""

    token: str
    by_cookie: bool


def credential_of(request: Request, cookie: str) -> Credential | None:
    """The bearer token, else the cookie's, else nothing."""
    written = request.headers.get("authorization")
    if written is None:
        token = request.cookies.get(cookie_here(request, cookie))
        return Credential(token, by_cookie=True) if token else None
    scheme, _, token = written.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise unauthorised(_SCHEME)
    return Credential(token.strip(), by_cookie=False)


def cookie_here(request: Request, cookie: str) -> str:
    """A cookie's name at this house. Cookies know no port: where a platform and institutions share a host,
    entering one must not end the session at another."""
    ground = getattr(request.app.state, "ground", None) if "app" in request.scope else None
    institution = getattr(ground, "institution", None)
    return f"{cookie}_{institution}" if institution else cookie


def refuse_forgery(request: Request, credential: Credential | None) -> None:
    """A form or script of another site may make a browser send our cookie; it cannot know the token.

    Asked only where a browser acts by itself: not for bearer tokens, not for methods that change nothing.
    """
    if request.method in SAFE_METHODS or (credential and not credential.by_cookie):
        return
    if _from_elsewhere(request):
        raise ProblemResponse(_FORGED, 403)
    if credential is None:
        return
    brought = request.headers.get("x-csrf-token") or getattr(request.state, "form_csrf", None) or ""
    if not hmac.compare_digest(brought.encode(), csrf_of(credential.token).encode()):
        raise ProblemResponse(_FORGED, 403)


def form_secrets(request: Request, cookie: str = BORROWER_COOKIE) -> dict[str, str]:
    """Hidden fields of a page's form: the session's `csrf_token`, and a fresh `idempotency_key`."""
    token = request.cookies.get(cookie_here(request, cookie))
    return {"csrf_token": csrf_of(token) if token else "", "idempotency_key": str(new_id())}


def set_session_cookie(
    response: Response, request: Request, issued: IssuedSession, cookie: str = BORROWER_COOKIE
) -> None:
    """Hand a session to the browser: unreadable for scripts, not sent by other sites' forms."""
    response.set_cookie(
        cookie_here(request, cookie),
        issued.token,
        max_age=issued.lasts_seconds,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def clear_session_cookie(response: Response, request: Request, cookie: str = BORROWER_COOKIE) -> None:
    """Take the session back from the browser."""
    response.delete_cookie(cookie_here(request, cookie), httponly=True, samesite="lax")


def unauthorised(problem: Problem) -> ProblemResponse:
    """401, saying how to do it right."""
    return ProblemResponse(problem, 401, {"WWW-Authenticate": "Bearer"})


def _from_elsewhere(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


_SCHEME: Final = Problem(
    "access.scheme",
    Text("Authorization 的写法不对。", "The Authorization header is not written as expected."),
    Text("请写成 Authorization: Bearer <密钥>。", "Write it as Authorization: Bearer <key>."),
    "Authorization",
)
_FORGED: Final = Problem(
    "access.csrf.forbidden",
    Text(
        "这个请求不是从本站页面发出的，或页面已过期。",
        "This did not come from our own page, or the page is out of date.",
    ),
    Text("请刷新页面后重新提交。", "Reload the page and send it again."),
)
