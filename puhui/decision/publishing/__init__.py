"""publishing: the policy tables, changed by one person, checked whole, published by another.

`decider_now` is what every decision asks for, so that what was published decides from the very next one on.
"""

from puhui.decision.publishing.checking import table_troubles
from puhui.decision.publishing.diff import Changed, changes
from puhui.decision.publishing.documents import ORDER, opened, title_of
from puhui.decision.publishing.fields import Field, readable
from puhui.decision.publishing.now import KIND, decider_now, policy_now, policy_on
from puhui.decision.publishing.standing import Standing, standing_on

__all__ = [
    "KIND",
    "ORDER",
    "Changed",
    "Field",
    "Standing",
    "changes",
    "decider_now",
    "opened",
    "policy_now",
    "policy_on",
    "readable",
    "standing_on",
    "table_troubles",
    "title_of",
]
