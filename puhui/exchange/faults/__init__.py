"""faults: a process that is told to misbehave, on purpose and never unknowingly.

A plan says what goes wrong where; the same plan and seed go wrong in the same places. What comes in passes
through `FaultyDoor`, what goes out through `FaultySender` or `faulty(...)`. Every injected fault is logged,
every answer of such a process says so in the header `X-Puhui-Faults`, and changing the plan is audited.
"""

from puhui.exchange.faults.announcing import announce
from puhui.exchange.faults.calling import faulty
from puhui.exchange.faults.incoming import HEADER, FaultyDoor
from puhui.exchange.faults.model import NO_FAULTS, Fault, FaultKind, FaultPlan, Where
from puhui.exchange.faults.plan import read_plan, written_plan
from puhui.exchange.faults.sending import FaultySender
from puhui.exchange.faults.switch import FaultSwitch

__all__ = [
    "HEADER",
    "NO_FAULTS",
    "Fault",
    "FaultKind",
    "FaultPlan",
    "FaultSwitch",
    "FaultyDoor",
    "FaultySender",
    "Where",
    "announce",
    "faulty",
    "read_plan",
    "written_plan",
]
