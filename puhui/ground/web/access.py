"""From a request to a `Work`: who is it, may they, and has it been done before.

`Depends(work_for("application.create"))` is all that a handler writes. The work is committed when the handler
returns and before the answer leaves, so an answer that says done is about something that is done.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from sqlalchemy import Connection

from puhui.ground import Ground
from puhui.ground.actor import Actor
from puhui.ground.idempotency import Answer, Claim, claim, key_problem
from puhui.ground.identity import VISITOR, recognise
from puhui.ground.permission import PermissionTable
from puhui.ground.web.credentials import (
    BORROWER_COOKIE,
    SAFE_METHODS,
    STAFF_COOKIE,
    credential_of,
    refuse_forgery,
    unauthorised,
)
from puhui.ground.web.problems import ProblemResponse
from puhui.ground.work import Work
from puhui.kernel import Problem, Text


@dataclass(frozen=True, slots=True)
class Grant:
    """What a route asks for, readable by tests and by the generated reference."""

    action: str
    moves: bool
    """Whether a POST here creates or moves something, and so needs an `Idempotency-Key`."""
    by_page: bool = False
    """Whether this is a borrower's page: its own cookie, and its key in the form."""
    secret: bool = False
    """Whether the answer holds a secret, so that it is shown once and never kept for a retry."""
    is_signed: bool = False
    """Whether the body's own bytes are what a signature is verified over."""


class Replayed(Exception):  # noqa: N818 - no error: the answer is already known
    """Raised when the key was used before with the same content."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("answered before")
        self.answer = answer


def work_for(action: str, *, moves: bool = True, secret: bool = False) -> Callable[..., Work]:
    """A dependency that gives the `Work` of somebody who may do `action`.

    A POST needs an `Idempotency-Key` unless `moves=False`, for one that only computes or looks up. `secret`:
    the answer is shown once; a retry hears that it was done. Works with a plain `Depends(...)`: the
    transaction is bound to the function, whatever scope the route writes.
    """
    return _granted(Grant(action, moves, secret=secret))


def borrower_work(action: str, *, moves: bool = True) -> Callable[..., Work]:
    """The same for a borrower's page: the borrower's cookie, token and `idempotency_key` from the form.

    `form_secrets(request)` gives the template both. Without a session the actor is `VISITOR`.
    """
    return _granted(Grant(action, moves, by_page=True))


def grant_of(dependency: object) -> Grant | None:
    """The grant that a dependency stands for, if it is one of ours."""
    found = getattr(dependency, "grant", None)
    return found if isinstance(found, Grant) else None


def _granted(grant: Grant) -> Callable[..., Work]:
    def opened(request: Request, _: Annotated[None, Depends(_turn, scope="function")]) -> Iterator[Work]:
        with admitted(request, grant) as work:
            request.state.work = work
            yield work

    async def granted(work: Annotated[Work, Depends(opened, scope="function")]) -> Work:
        return work

    granted.grant = grant  # type: ignore[attr-defined]
    return granted  # type: ignore[return-value]  # FastAPI awaits it: no thread only to hand the work on


async def _turn(request: Request) -> AsyncIterator[None]:
    """Wait without holding a thread until a database connection is likely to be free.

    Works hold a connection from their first statement to the commit; were more let in than there are
    connections, those waiting would fill the threads that those inside need to finish.
    """
    async with request.app.state.turns:
        yield


@contextmanager
def admitted(request: Request, grant: Grant, *, together: bool = False) -> Iterator[Work]:
    """The work of somebody who may do this, its key claimed: all in the one transaction of that work."""
    ground: Ground = request.app.state.ground

    def who(connection: Connection) -> Actor:
        return _admit(request, ground, grant, connection)

    try:
        with ground.work_by(who, together=together) as work:
            _claim_key(request, work, grant)
            yield work
    except _NotAllowedError as refused:
        raise _refusal(ground, refused.actor, grant.action) from None


class _NotAllowedError(Exception):
    """Somebody who may not do this; told outside of the transaction in which it was found out."""

    def __init__(self, actor: Actor) -> None:
        super().__init__("not allowed")
        self.actor = actor


def _admit(request: Request, ground: Ground, grant: Grant, connection: Connection) -> Actor:
    cookie = BORROWER_COOKIE if grant.by_page else STAFF_COOKIE
    credential = credential_of(request, cookie)
    actor = VISITOR
    if credential:
        known = recognise(connection, ground.clock, credential.token)
        if known is None and not credential.by_cookie:
            raise unauthorised(_UNKNOWN_KEY)
        actor = known or VISITOR
    table: PermissionTable = request.app.state.permissions
    if not table.allows(grant.action, actor.roles):
        raise _NotAllowedError(actor)
    refuse_forgery(request, credential if actor is not VISITOR else None)
    return actor


def _refusal(ground: Ground, actor: Actor, action: str) -> ProblemResponse:
    if actor is VISITOR:
        return unauthorised(_SIGN_IN)
    with ground.work(actor) as work:
        work.audit("access.refused", f"action:{action}")
    return ProblemResponse(_NOT_YOURS, 403)


def _claim_key(request: Request, work: Work, grant: Grant) -> None:
    if request.method != "POST" or not grant.moves:
        return
    key = request.headers.get("idempotency-key") or getattr(request.state, "form_key", None)
    if problem := key_problem(key):
        raise ProblemResponse(problem, 422)
    route = f"{request.method} {request.scope['route'].path}"
    wanted = Claim(work.actor.id, work.actor.mode, route, str(key), request.state.fingerprint)
    before = claim(work.connection, wanted, work.now(), request.app.state.key_hours)
    if isinstance(before, Problem):
        raise ProblemResponse(before, headers={"Retry-After": "1"})
    if before is not None:
        raise Replayed(before)
    request.state.claim = wanted


def is_change(request: Request) -> bool:
    """Whether this request may change something."""
    return request.method not in SAFE_METHODS


_SIGN_IN: Final = Problem(
    "access.unknown",
    Text("请先登录，或带上密钥。", "Sign in first, or bring an API key."),
    Text("请带 Authorization: Bearer <密钥>，或先登录。", "Send Authorization: Bearer <key>, or sign in."),
)
_UNKNOWN_KEY: Final = Problem(
    "access.credential",
    Text("这个密钥或登录已经无效。", "This key or session is not, or no longer, valid."),
    Text("请核对密钥，或重新登录。", "Check the key, or sign in again."),
    "Authorization",
)
_NOT_YOURS: Final = Problem(
    "access.forbidden",
    Text("你的角色不能做这件事。", "Your role does not allow this."),
    Text("需要时请联系管理员。", "Ask an administrator if you need it."),
)
