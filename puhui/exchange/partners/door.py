"""The partner's door: from a signed request to a `Work`, and every refusal written down.

`Depends(partner_work("event.tell"))` is all that a handler writes. The signature is verified over the raw
bytes before anything in them is read; the nonce is remembered, and a refusal recorded, in transactions of
their own, so that neither is undone with the request.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from puhui.exchange.partners.admitting import Admitted, admit
from puhui.exchange.partners.refusing import record_refusal
from puhui.exchange.partners.registering import known_key
from puhui.exchange.signing import Content, claimed_key
from puhui.ground import SYSTEM, Actor, ActorKind, Ground, Work
from puhui.ground.idempotency import Claim, claim, key_problem
from puhui.ground.permission import PermissionTable
from puhui.ground.web import ProblemResponse
from puhui.ground.web.access import Grant, Replayed
from puhui.ground.web.json_body import json_problem
from puhui.ground.web.limits import UNSUPPORTED
from puhui.ground.web.problems import status_of
from puhui.ground.web.validation import validation_problems
from puhui.kernel import Problem, Text

ROLE: Final = "partner"
_JSON: Final = "application/json"
_KINDS: Final = frozenset({_JSON, "text/csv"})


def partner_work(action: str, *, moves: bool = True) -> Callable[..., Work]:
    """A dependency that gives the `Work` of the partner who signed the request.

    The handler takes no body of FastAPI's: `content_of(request).body` are the bytes whose signature was
    verified, and nobody has read them yet.
    """
    grant = Grant(action, moves, is_signed=True)

    def opened(
        request: Request,
        content: Annotated[Content, Depends(_content, scope="function")],
        _: Annotated[None, Depends(_turn, scope="function")],
    ) -> Iterator[Work]:
        ground: Ground = request.app.state.ground
        admitted = _admitted(ground, content, action)
        with _written_down(ground, admitted, content, action):
            _permit(request, action)
            _readable(content)
            with ground.work(_actor(admitted)) as work:
                _claim_key(request, work, grant)
                request.state.work, request.state.partner = work, admitted.partner
                yield work

    def granted(work: Annotated[Work, Depends(opened, scope="function")]) -> Work:
        return work

    granted.grant = grant  # type: ignore[attr-defined]
    return granted


def content_of(request: Request) -> Content:
    """The request as it was signed."""
    content: Content = request.state.partner_content
    return content


async def _content(request: Request) -> Content:
    """Everything as it lay on the wire. The body was counted against its limit and not yet read."""
    path = request.scope.get("raw_path") or request.scope["path"].encode()
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
    query = request.scope["query_string"].decode("latin-1")
    body = await request.body()
    content = Content(request.method, path.decode("latin-1").partition("?")[0], query, headers, body)
    request.state.partner_content = content
    return content


async def _turn(request: Request) -> AsyncIterator[None]:
    """Wait without holding a thread until a database connection is likely to be free."""
    async with request.app.state.turns:
        yield


def _admitted(ground: Ground, content: Content, action: str) -> Admitted:
    with ground.work(SYSTEM) as work:
        admitted = admit(work, content)
        if isinstance(admitted, Problem):
            key = known_key(work, claimed_key(content))
            institution, key_id = (None, "") if key is None else (key.institution, key.key_id)
            record_refusal(work, institution, action, admitted.code, key_id=key_id)
    if isinstance(admitted, Problem):
        raise ProblemResponse(admitted, _status(admitted))
    return admitted


@contextmanager
def _written_down(ground: Ground, admitted: Admitted, content: Content, action: str) -> Iterator[None]:
    """A refusal of what a partner sent is kept although everything else of the request is undone."""
    try:
        yield
    except (ProblemResponse, RequestValidationError) as refusal:
        with ground.work(replace(SYSTEM, mode=admitted.mode)) as work:
            record_refusal(
                work,
                admitted.partner.institution,
                action,
                _code_of(refusal),
                key_id=admitted.key_id,
                body=content.body,
            )
        raise


def _code_of(refusal: ProblemResponse | RequestValidationError) -> str:
    if isinstance(refusal, ProblemResponse):
        return refusal.problem.code
    whole, _ = validation_problems(refusal.errors())
    return whole.code


def _permit(request: Request, action: str) -> None:
    table: PermissionTable = request.app.state.permissions
    if not table.allows(action, {ROLE}):
        raise ProblemResponse(_NOT_YOURS, 403)


def _readable(content: Content) -> None:
    """What was signed is JSON, or a file of its own; anything else is refused by name."""
    if not content.body:
        return
    kind = (content.header("content-type") or "").partition(";")[0].strip().lower()
    if kind not in _KINDS:
        raise ProblemResponse(UNSUPPORTED, 415)
    if kind == _JSON and (problem := json_problem(content.body)):
        raise ProblemResponse(problem, 400 if problem.code == "json.syntax" else 422)


def _actor(admitted: Admitted) -> Actor:
    other = admitted.partner
    return Actor(
        f"partner:{other.address}", ActorKind.PARTNER, frozenset({ROLE}), admitted.mode, other.institution
    )


def _claim_key(request: Request, work: Work, grant: Grant) -> None:
    """The same key with the same content is answered as before; with another content it is refused."""
    if request.method != "POST" or not grant.moves:
        return
    key = request.headers.get("idempotency-key")
    if problem := key_problem(key):
        raise ProblemResponse(problem, 422)
    route = f"POST {request.scope['route'].path}"
    wanted = Claim(work.actor.id, work.actor.mode, route, str(key), request.state.fingerprint)
    before = claim(work.connection, wanted, work.now(), request.app.state.key_hours)
    if isinstance(before, Problem):
        raise ProblemResponse(before, headers={"Retry-After": "1"})
    if before is not None:
        raise Replayed(before)
    request.state.claim = wanted


def _status(problem: Problem) -> int:
    """Who cannot be known is 401; what is known and not accepted follows from the code."""
    status = status_of(problem)
    return 401 if status == 422 and problem.code.startswith("signature.") else status


_NOT_YOURS: Final = Problem(
    "partner.action.forbidden",
    Text("合作方的程序不能做这件事。", "A partner's program may not do this."),
    Text("请查看 docs/partner-api.md。", "See docs/partner-api.md."),
)
