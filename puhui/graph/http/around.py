"""Around an application, and the words such an answer uses."""

from typing import Annotated

from fastapi import Depends, Request

from puhui.graph.answering import answer_around, figures
from puhui.graph.circle import roles
from puhui.graph.concepts import concepts, node_concepts
from puhui.graph.http.bodies import AroundAsked, AroundBody, ConceptBody, ConceptsBody
from puhui.graph.serving import Serving
from puhui.ground import Ground, Work
from puhui.ground.web import Router, Said, answer, work_for

router = Router(prefix="/api/v1/graph", tags=["graph"])


@router.post("/around")
def around(
    request: Request, body: AroundAsked, work: Annotated[Work, Depends(work_for("graph.around", moves=False))]
) -> AroundBody:
    """经营者和企业周围的人和事；不出现姓名和号码。Who stands around owner and enterprise; nobody is named."""
    return AroundBody.of(answer(answer_around(work, _serving(request), body.asked())))


@router.get("/concepts")
def words(work: Annotated[Work, Depends(work_for("graph.around"))]) -> ConceptsBody:
    """关系图里的种类、角色和数字叫什么。What kinds, roles and figures are called."""
    return ConceptsBody(
        nodes=[ConceptBody(code=it.type, name=Said.of(it.text)) for it in node_concepts().values()],
        relations=[ConceptBody(code=it.kind, name=Said.of(it.text)) for it in concepts().values()],
        roles=[ConceptBody(code=it.name, name=Said.of(it.text)) for it in roles()],
        figures=[ConceptBody(code=it.name, name=Said.of(it.text)) for it in figures()],
    )


def _serving(request: Request) -> Serving:
    """The graph of this process, made when it is first asked."""
    state = request.app.state
    if not hasattr(state, "graph"):
        ground: Ground = state.ground
        state.graph = Serving(ground.engine, ground.settings.home)
    serving: Serving = state.graph
    return serving
