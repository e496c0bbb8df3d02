"""Saying aloud that a process runs with faults: in the log and in the audit trail."""

from puhui.exchange.faults.plan import written_plan
from puhui.exchange.faults.switch import FaultSwitch
from puhui.ground import SYSTEM, Ground
from puhui.ground.telemetry import log


def announce(ground: Ground, switch: FaultSwitch) -> None:
    """To be called once at the start; a process without faults says nothing."""
    plan = written_plan(switch.plan)
    if plan:
        log.warning("fault.plan_in_force", plan=plan)
        with ground.work(SYSTEM) as work:
            work.audit("fault.plan_in_force", "process", plan=plan)
