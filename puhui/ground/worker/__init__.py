"""worker: what happens in the background: messages leave, entries are sealed."""

from puhui.ground.worker.draining import Drained, Handler, Retry, drain_once
from puhui.ground.worker.pace import Pace
from puhui.ground.worker.worker import seal_once, work_once, working

__all__ = ["Drained", "Handler", "Pace", "Retry", "drain_once", "seal_once", "work_once", "working"]
