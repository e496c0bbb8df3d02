"""A kept decision's inputs decided again by a shadow, and that again from its record. Pure.

What a person said and which arm of a challenge decided are left aside: a shadow answers for its tables alone.
"""

from dataclasses import replace

from puhui.decision.engine import decide
from puhui.decision.keeping import MadeBy
from puhui.decision.model import Decision, Inputs

SHADOW = "shadow"


def decide_beside(inputs: Inputs, shadow: MadeBy, named: str) -> Decision:
    """What the shadow would have decided; `named` says which (`trial.Published.named`)."""
    alone = replace(inputs, person=None, trial=named)
    return decide(alone, shadow.policy, shadow.scorecard, shadow.law)
