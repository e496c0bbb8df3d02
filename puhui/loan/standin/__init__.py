"""A made-up payment rail: as a real second process (`python -m puhui.loan.standin --help`), and in-process.

Both share one till. See README.md here.
"""

from puhui.loan.standin.memory_rail import MemoryRail
from puhui.loan.standin.till import Conduct, Deed, Movement, MovementState, Till, by_card

__all__ = ["Conduct", "Deed", "MemoryRail", "Movement", "MovementState", "Till", "by_card"]
