"""Which step of an application may follow which. A withdrawn or expired application stays so."""

from typing import Final

from puhui.intake.model import Status
from puhui.kernel import Problem, Text

NEXT: Final[dict[Status, frozenset[Status]]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED, Status.WITHDRAWN, Status.EXPIRED}),
    Status.SUBMITTED: frozenset({Status.DECIDING, Status.WITHDRAWN, Status.EXPIRED}),
    Status.DECIDING: frozenset({Status.DECIDED, Status.WITHDRAWN}),
    Status.DECIDED: frozenset({Status.OFFERED, Status.DECIDING, Status.WITHDRAWN, Status.EXPIRED}),
    Status.OFFERED: frozenset({Status.REDIRECTED, Status.DECIDING, Status.WITHDRAWN, Status.EXPIRED}),
    Status.REDIRECTED: frozenset({Status.WITHDRAWN, Status.EXPIRED}),
    Status.WITHDRAWN: frozenset(),
    Status.EXPIRED: frozenset(),
}
"""A decided application may be decided again: data was corrected, or a person looked at it."""

NAMES: Final[dict[Status, Text]] = {
    Status.DRAFT: Text("草稿", "draft"),
    Status.SUBMITTED: Text("已提交", "submitted"),
    Status.DECIDING: Text("评估中", "being decided"),
    Status.DECIDED: Text("已有结果", "decided"),
    Status.OFFERED: Text("已出方案", "offered"),
    Status.REDIRECTED: Text("已前往机构", "gone to the institution"),
    Status.WITHDRAWN: Text("已撤回", "withdrawn"),
    Status.EXPIRED: Text("已过期", "expired"),
}


def step(now: Status, then: Status) -> Status | Problem:
    """The next status, or why it cannot follow.

    >>> step(Status.SUBMITTED, Status.DECIDING)
    <Status.DECIDING: 'deciding'>
    >>> step(Status.WITHDRAWN, Status.DECIDING).code
    'application.step.conflict'
    """
    if then in NEXT[now]:
        return then
    return Problem(
        "application.step.conflict",
        Text(
            f"申请现在是“{NAMES[now].zh}”，不能变为“{NAMES[then].zh}”。",
            f"The application is {NAMES[now].en} and cannot become {NAMES[then].en}.",
        ),
        Text(
            "请刷新查看现在的状态；需要时可以重新申请。", "Look at its present state; apply again if needed."
        ),
    )
