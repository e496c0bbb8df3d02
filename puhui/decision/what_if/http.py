"""What would be otherwise, over HTTP: one kept decision, or all of them. Only computes."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from puhui.decision.owner import Decider, platform_decider
from puhui.decision.what_if.bodies import BesideBody, FlipsIn, WhatIfBody, WhatIfIn
from puhui.decision.what_if.changes import Changes
from puhui.decision.what_if.service import flips, what_if
from puhui.ground import Erased, Work
from puhui.ground.publishing.showing import sound
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Problem, Text

router = Router(prefix="/api/v1", tags=["trials"])


@router.post("/decisions/{decision_id}/what-if")
def ask(
    decision_id: UUID,
    body: WhatIfIn,
    work: Annotated[Work, Depends(work_for("decision.what_if", moves=False))],
) -> WhatIfBody:
    """如果当时不一样：改一个输入或一张表，重作一份留存的决定。One kept decision with something otherwise."""
    found = what_if(work, decision_id, Changes(body.facts, body.tables))
    return WhatIfBody.of(sound(answer(_GONE) if isinstance(found, Erased) else found, "policy"))


@router.post("/flips")
def who(
    request: Request,
    body: FlipsIn,
    work: Annotated[Work, Depends(work_for("decision.what_if", moves=False))],
) -> BesideBody:
    """谁会翻转：全部留存的决定换一张表再作一遍。Who would flip if a table were otherwise."""
    decider: Decider = getattr(request.app.state, "decider", None) or platform_decider()
    found = flips(
        work,
        decider.policy,
        body.tables,
        since=body.since,
        until=body.until,
        at_most=body.at_most,
    )
    return BesideBody.of(sound(found, "policy"))


_GONE = Problem(
    "decision.gone",
    Text(
        "本人的数据已删除，这个决定不能再作一遍。",
        "The subject's data was erased; this decision cannot be made again.",
    ),
    Text("保留下来的只有编号、时间和结果。", "Only its id, time and outcome are kept."),
)
