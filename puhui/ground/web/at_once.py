"""A handler that is answered in one go: one thread, one connection, one transaction from key to answer.

FastAPI resolves dependencies, calls the handler and shapes its answer in a thread each; that is convenience,
and costs a decision more than deciding does. `@at_once(application_id=UUID)` under the router's decorator
says that nothing but these parts of the path has to be read. Then the route calls the function itself, with
`request`, `work` and the parts. Everything that the ordinary way promises is promised here: permission, key,
audit, the answer after the commit. A request that brings more than that (a query, a part that cannot be read)
goes the ordinary way, which says what is wrong with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from puhui.ground.web.access import Grant, admitted

Part = Callable[[str], object]
F = TypeVar("F", bound=Callable[..., Any])
_MARK: Final = "at_once_parts"
_JSON: Final = "application/json"


def at_once(**parts: Part) -> Callable[[F], F]:
    """Let this handler be answered in one go; `parts` of the path by name and how each is read."""

    def marked(handler: F) -> F:
        setattr(handler, _MARK, parts)
        return handler

    return marked


def is_at_once(handler: Callable[..., Any]) -> bool:
    """Whether a handler carries `@at_once`."""
    return hasattr(handler, _MARK)


def parts_at_once(handler: Callable[..., Any], request: Request) -> Mapping[str, object] | None:
    """The parts of a request that can be answered at once; None for one that goes the ordinary way."""
    wanted: Mapping[str, Part] | None = getattr(handler, _MARK, None)
    if wanted is None or request.url.query:
        return None
    try:
        return {name: read(request.path_params[name]) for name, read in wanted.items()}
    except (ValueError, KeyError):
        return None


@dataclass(frozen=True, slots=True)
class Way:
    """How a route answers: under which grant, by which handler, with which status, and what concludes it
    inside the transaction still (the change noted, the answer kept)."""

    grant: Grant
    handler: Callable[..., BaseModel]
    status: int
    conclude: Callable[[Request, Response], None]


def answer_at_once(request: Request, way: Way, parts: Mapping[str, object]) -> Response:
    """Who it is, whether they may, whether it was done before, the work itself, and its answer."""
    with admitted(request, way.grant, together=True) as work:
        request.state.work = work
        shown = way.handler(request=request, work=work, **parts)
        response = Response(shown.model_dump_json(by_alias=True), way.status, media_type=_JSON)
        way.conclude(request, response)
    return response
