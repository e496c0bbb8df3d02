"""Who stands within a few hops, nearest first."""

from datetime import datetime

from puhui.graph.concepts import walk_limits
from puhui.graph.model import Neighbour
from puhui.graph.walking import store
from puhui.ground import Work
from puhui.kernel import Problem, Text


def neighbourhood(
    work: Work,
    start: str,
    hops: int = 3,
    fan_out_cap: int | None = None,
    as_of: datetime | None = None,
) -> tuple[Neighbour, ...] | Problem:
    """Every edge walked is public or consented to; of each node the newest `fan_out_cap` edges are."""
    limits = walk_limits()
    cap = limits.fan_out_most if fan_out_cap is None else fan_out_cap
    if not 1 <= hops <= limits.hops_most or not 1 <= cap <= limits.fan_out_most:
        return Problem(
            "graph.walk.limits",
            Text(
                f"最多{limits.hops_most}步，每个节点最多{limits.fan_out_most}个邻居。",
                f"At most {limits.hops_most} hops, and {limits.fan_out_most} neighbours of each node.",
            ),
            Text("请缩小范围。", "Ask for less."),
        )
    return store.neighbourhood(
        work.connection,
        work.actor.mode,
        [start],
        hops=hops,
        cap=cap,
        as_of=as_of or work.now(),
        now=work.now(),
    )
