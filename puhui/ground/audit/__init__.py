"""audit: who did what, written once, chained so that a change shows."""

from puhui.ground.audit.sealing import seal_waiting
from puhui.ground.audit.verifying import AuditReport, Break, Broken, verify, verify_trail
from puhui.ground.audit.words import BREAKS

__all__ = ["BREAKS", "AuditReport", "Break", "Broken", "seal_waiting", "verify", "verify_trail"]
