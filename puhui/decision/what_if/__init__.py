"""what_if: kept decisions made once more with something otherwise.

One decision with one input or one table changed (`what_if`); all of them with a table changed, and who would
flip (`flips`). From records alone: nothing is asked of anybody, nothing is written but the audit line.
"""

from puhui.decision.what_if.again import StepAgain, Twice, twice
from puhui.decision.what_if.beside import Beside, Pair, Side
from puhui.decision.what_if.changes import Changes, changed_means, changed_policy
from puhui.decision.what_if.flips import flips_among
from puhui.decision.what_if.glance import Glance
from puhui.decision.what_if.means import Means
from puhui.decision.what_if.segments import segments_of
from puhui.decision.what_if.service import WhatIf, flips, what_if

__all__ = [
    "Beside",
    "Changes",
    "Glance",
    "Means",
    "Pair",
    "Side",
    "StepAgain",
    "Twice",
    "WhatIf",
    "changed_means",
    "changed_policy",
    "flips",
    "flips_among",
    "segments_of",
    "twice",
    "what_if",
]
