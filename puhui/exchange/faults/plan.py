"""A fault plan as people write it: `silent:applications:3,twice:events:*,seed=7`.

Each fault is `kind:where:how often[:seconds]`; how often is a number of times (`3`), a share (`0.2`, `20%`)
or always (`*`).
"""

import re
from decimal import Decimal
from typing import Final

from puhui.exchange.faults.model import NO_FAULTS, Fault, FaultKind, FaultPlan, Where
from puhui.kernel import Problem, Text

_KINDS: Final = "|".join(FaultKind)
_WHERES: Final = "|".join(re.escape(it) for it in Where)
_ONE: Final = re.compile(
    rf"(?P<kind>{_KINDS})(?::(?P<where>{_WHERES}))?"
    r"(?::(?P<often>\*|[0-9]{1,6}|[0-9]{1,3}%|(?:0|1)\.[0-9]{1,6}))?(?::(?P<seconds>[0-9]{1,3}(?:\.[0-9]{1,3})?))?"
)
_SEED: Final = re.compile(r"seed=([0-9]{1,9})")
_MOST: Final = 20


def read_plan(written: str) -> FaultPlan | Problem:
    """The plan that somebody wrote; an empty text is no faults.

    >>> read_plan("silent:applications:3, twice:events:*").faults[0].times
    3
    >>> written_plan(read_plan("slow:payments:20%:1.5,seed=7"))
    'slow:payments:0.2:1.5,seed=7'
    """
    faults: list[Fault] = []
    seed = 0
    for one in filter(None, (it.strip() for it in written.split(","))):
        if found := _SEED.fullmatch(one):
            seed = int(found[1])
            continue
        fault = _fault(one)
        if fault is None or len(faults) == _MOST:
            return _unreadable(one)
        faults.append(fault)
    return FaultPlan(tuple(faults), seed) if faults else NO_FAULTS


def written_plan(plan: FaultPlan) -> str:
    """The plan as text that reads the same again."""
    parts = [_written(fault) for fault in plan.faults]
    return ",".join([*parts, *([f"seed={plan.seed}"] if plan.seed and parts else [])])


def _fault(written: str) -> Fault | None:
    found = _ONE.fullmatch(written)
    if found is None:
        return None
    often = found["often"] or "*"
    share = (
        Decimal(often[:-1]) / 100 if often.endswith("%") else Decimal(often) if "." in often else Decimal(1)
    )
    if share > 1:
        return None
    return Fault(
        FaultKind(found["kind"]),
        Where(found["where"] or Where.ANYWHERE),
        share,
        int(often) if often.isdigit() else None,
        float(found["seconds"]) if found["seconds"] else None,
    )


def _written(fault: Fault) -> str:
    often = str(fault.times) if fault.times is not None else "*" if fault.share == 1 else f"{fault.share:f}"
    seconds = "" if fault.seconds is None else f":{fault.seconds:g}"
    return f"{fault.kind}:{fault.where}:{often}{seconds}"


def _unreadable(one: str) -> Problem:
    return Problem(
        "fault.unreadable",
        Text(f"看不懂这个故障：“{one[:40]}”。", f"This fault is not understood: “{one[:40]}”."),
        Text(
            f"写法：种类:位置:次数或比例[:秒]，种类 {'、'.join(FaultKind)}；位置 {'、'.join(Where)}。"
            "例：silent:applications:3,twice:events:*",
            f"Write kind:where:how-often[:seconds]; kinds {', '.join(FaultKind)}; where {', '.join(Where)}. "
            "Example: silent:applications:3,twice:events:*",
        ),
        "PUHUI_FAULTS",
    )
