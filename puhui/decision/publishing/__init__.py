"""publishing: the policy tables, changed by one person, checked whole, published by another.

`decider_now` is what every decision asks for, so that what was published decides from the very next one on.
"""

from puhui.decision.publishing.now import KIND, decider_now, policy_now, policy_on

__all__ = ["KIND", "decider_now", "policy_now", "policy_on"]
