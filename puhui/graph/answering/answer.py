"""From what was found around an application to what may be told of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from puhui.graph.answering.model import Answer
from puhui.graph.answering.telling import Telling
from puhui.graph.circle import Limits
from puhui.graph.concepts import NodeType, walk_limits
from puhui.graph.model import node
from puhui.graph.serving import Serving
from puhui.ground import Work
from puhui.ground.vault import Keyring
from puhui.intake import Standing, standing
from puhui.kernel import Problem, Text, day_is_over


@dataclass(frozen=True, slots=True)
class Asked:
    """Around which application, how far, as of which day (None: now), which handles to open one step more."""

    application_id: UUID
    hops: int = 3
    as_of: date | None = None
    open: tuple[str, ...] = ()


def answer_around(work: Work, serving: Serving, asked: Asked) -> Answer | Problem:
    """Everybody around an application that may be told of, under its owner's consent to have it looked at."""
    refused = _refused(work, asked)
    stands = refused or _allowed(work, asked.application_id)
    if isinstance(stands, Problem):
        return stands
    owner, enterprise = (node(NodeType.SUBJECT, it.id) for it in (stands.owner, stands.business))
    is_past = asked.as_of is not None and asked.as_of < work.today()
    at = day_is_over(asked.as_of) if is_past and asked.as_of else work.now()
    limits = walk_limits()
    bounds = Limits(hops=asked.hops, cap=limits.fan_out_most, nodes_most=limits.around_nodes_most)
    around = serving.around(work, (owner, enterprise), bounds, at if is_past else None)
    work.audit("graph.looked_around", f"application:{asked.application_id}", hops=asked.hops)
    return Telling(work, asked.application_id, {enterprise: "enterprise", owner: "owner"}, at, around).answer(
        asked.open
    )


def _refused(work: Work, asked: Asked) -> Problem | None:
    """Why this is answered to nobody, or not to the one who asks."""
    if work.actor.institution is not None and work.house is None:
        return _NOT_FOR_INSTITUTIONS
    if not 1 <= asked.hops <= walk_limits().around_hops_most:
        return _TOO_FAR
    return _NOT_YET if asked.as_of is not None and asked.as_of > work.today() else None


def _allowed(work: Work, application_id: UUID) -> Standing | Problem:
    """The application, where its owner consents now and neither party was erased."""
    stands = standing(work, application_id)
    if isinstance(stands, Problem):
        return stands
    consent = stands.consent_for(stands.owner.id, "relations", _PURPOSE, work.now())
    keys = Keyring(work.vault, work.connection, stands.parties)
    if any(keys.is_erased(it) for it in stands.parties):
        return _ERASED
    return consent if isinstance(consent, Problem) else stands


_PURPOSE: Final = "credit_assessment"
_NOT_FOR_INSTITUTIONS: Final = Problem(
    "graph.institution.forbidden",
    Text("平台的关系图不对机构开放。", "The platform's graph is not open to institutions."),
    Text("请使用本机构自己的关系图。", "Use your institution's own graph."),
)
_ERASED: Final = Problem(
    "graph.erased.gone",
    Text("这笔申请当事人的信息已删除。", "A party of this application was erased."),
)
_TOO_FAR: Final = Problem(
    "graph.around.limits",
    Text("最多看四步。", "At most four hops."),
    Text("请缩小范围。", "Ask for less."),
    "hops",
)
_NOT_YET: Final = Problem(
    "graph.as_of.ahead",
    Text("截至日期在今天之后。", "The as-of day is after today."),
    Text("请选今天或更早的一天。", "Choose today or an earlier day."),
    "as_of",
)
