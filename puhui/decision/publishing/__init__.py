"""publishing: the policy tables, changed by one person, checked whole, published by another.

`decider_now` is what every decision asks for, so that what was published decides from the very next one on.
"""

from puhui.decision.publishing.checking import table_troubles
from puhui.decision.publishing.diff import changes
from puhui.decision.publishing.documents import ORDER, opened, title_of
from puhui.decision.publishing.now import KIND, decider_now, policy_now

__all__ = [
    "KIND",
    "ORDER",
    "changes",
    "decider_now",
    "opened",
    "policy_now",
    "table_troubles",
    "title_of",
]
