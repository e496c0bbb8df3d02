"""closing: the end of day, in steps that can be killed and run again."""

from puhui.servicing.closing.end_of_day import end_of_day
from puhui.servicing.closing.report import EndOfDay, StepDone

__all__ = ["EndOfDay", "StepDone", "end_of_day"]
