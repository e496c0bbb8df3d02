"""challenge: a challenger that truly decides for a share of subjects, where a second person approved it.

Who is drawn follows from a keyed hash of subject and name (`drawing`), so it holds and only grows; the
challenger decides within its bounds and its days, else the champion (`deciding`); the record names the arm;
both are compared by who was drawn (`comparing`).
"""

from puhui.decision.challenge.comparing import Arms, compare_arms
from puhui.decision.challenge.deciding import decide_by_arm
from puhui.decision.challenge.drawing import is_drawn, place

__all__ = ["Arms", "compare_arms", "decide_by_arm", "is_drawn", "place"]
