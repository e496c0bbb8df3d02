"""Around an application."""

from typing import Annotated

from fastapi import Depends, Request, Response

from puhui.graph.answering import answer_around
from puhui.graph.http.bodies import AroundAsked, AroundBody
from puhui.graph.http.written import written
from puhui.graph.serving import Serving
from puhui.ground import Ground, Work
from puhui.ground.web import Router, answer, work_for

router = Router(prefix="/api/v1/graph", tags=["graph"])


@router.post("/around", response_model=AroundBody)
def around(
    request: Request, body: AroundAsked, work: Annotated[Work, Depends(work_for("graph.around", moves=False))]
) -> Response:
    """经营者和企业周围的人和事；不出现姓名和号码。Who stands around owner and enterprise; nobody is named."""
    told = answer(answer_around(work, _serving(request), body.asked()))
    return Response(written(told), media_type="application/json")


def _serving(request: Request) -> Serving:
    """The graph of this process, made when it is first asked."""
    state = request.app.state
    if not hasattr(state, "graph"):
        ground: Ground = state.ground
        state.graph = Serving(ground.engine, ground.settings.home)
    serving: Serving = state.graph
    return serving
