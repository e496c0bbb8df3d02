"""The town's margins beside those of real sets: the same function reckons both."""

from town.calibration.margins import Compared, all_margins, compare
from town.calibration.model import Margin, Measured, verdict

__all__ = ["Compared", "Margin", "Measured", "all_margins", "compare", "verdict"]
