"""Looking at the fault plan of this process, and changing it where that is allowed (`--demo`)."""

from typing import Annotated, Final

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from puhui.exchange.faults.model import NO_FAULTS
from puhui.exchange.faults.plan import read_plan, written_plan
from puhui.exchange.faults.switch import FaultSwitch
from puhui.ground import Work
from puhui.ground.telemetry import log
from puhui.ground.web import ProblemResponse, Router, answer, work_for
from puhui.kernel import Problem, Text

router = Router(prefix="/api/v1/faults", tags=["exchange"])


class FaultsBody(BaseModel):
    """A fault plan as people write it."""

    model_config = ConfigDict(extra="forbid")

    plan: str = Field(max_length=1_000, examples=["silent:applications:3,twice:events:*", ""])
    """Empty for none."""


class FaultsShown(BaseModel):
    """The plan in force, and how often each fault has happened under it."""

    plan: str
    can_change: bool
    struck: dict[str, int]


@router.get("")
def read_faults(request: Request, _: Annotated[Work, Depends(work_for("fault.read"))]) -> FaultsShown:
    """本进程故意出错的设置。What this process is told to do wrong."""
    return _shown(_switch(request))


@router.put("")
def set_faults(
    request: Request, body: FaultsBody, work: Annotated[Work, Depends(work_for("fault.set"))]
) -> FaultsShown:
    """改变故障设置，仅限演示。Change what goes wrong; in a demonstration only."""
    switch = _switch(request)
    if not switch.can_change:
        raise ProblemResponse(_NOT_HERE)
    plan = answer(read_plan(body.plan))
    work.audit("fault.set", "process", plan=written_plan(plan))
    log.warning("fault.set", plan=written_plan(plan))
    switch.set(plan)
    return _shown(switch)


def _switch(request: Request) -> FaultSwitch:
    """`app.state.faults`, which app sets; without one there are none and none can be set."""
    switch = getattr(request.app.state, "faults", None)
    return switch if isinstance(switch, FaultSwitch) else FaultSwitch(NO_FAULTS)


def _shown(switch: FaultSwitch) -> FaultsShown:
    return FaultsShown(plan=written_plan(switch.plan), can_change=switch.can_change, struck=switch.struck())


_NOT_HERE: Final = Problem(
    "fault.forbidden",
    Text("只有演示进程可以故意出错。", "Only a demonstration may be told to go wrong."),
    Text("用 puhui up --demo 启动后再试。", "Start it with puhui up --demo and try again."),
)
