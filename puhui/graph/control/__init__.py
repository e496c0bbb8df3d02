"""Who stands behind a firm: beneficial owners, the actual controller, the chain that proves it, the group.

Takes relations as plain arrays (`Edges`), a day and a rule. Multiplies shares along paths and sums over
them, solves circles, merges who acts in concert; exact, 25 % inclusive. What was told wrong (shares above
the whole, own shares, reversed dates) is remarked and widens the answer between a least and a most.
Does not know names, PostgreSQL or today.
"""

from puhui.graph.control.exposure import Exposure, Group, exposures, group_exposure, group_of
from puhui.graph.control.model import (
    Basis,
    Control,
    Controller,
    Flaw,
    How,
    Owner,
    Proof,
    Remark,
    Stake,
)
from puhui.graph.control.owners import Registry, beneficial_owners
from puhui.graph.control.rule import ControlRule, control_rule
from puhui.graph.control.saying import Saying, percent, said_of

__all__ = [
    "Basis",
    "Control",
    "ControlRule",
    "Controller",
    "Exposure",
    "Flaw",
    "Group",
    "How",
    "Owner",
    "Proof",
    "Registry",
    "Remark",
    "Saying",
    "Stake",
    "beneficial_owners",
    "control_rule",
    "exposures",
    "group_exposure",
    "group_of",
    "percent",
    "said_of",
]
