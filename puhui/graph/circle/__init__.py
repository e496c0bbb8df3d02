"""Everybody around an application: owner and enterprise as two centres of one walk.

Takes a view of the engine, the two centres and a day. Gives every member with its distance from each centre,
its roles (by `roles.yaml`), the overlap of both circles, the half-edges seen; on request who stands behind
the enterprise and the circles of guarantees through a centre. Bounded in hops, nodes and edges a node.
Does not know names, consents (the engine prunes them), nor whether anybody is good.
"""

from puhui.graph.circle.answer import Answer, Commanded, Limits, Standing
from puhui.graph.circle.around import Circles, dual_centre
from puhui.graph.circle.model import DualCentre, Member
from puhui.graph.circle.roles import Role, roles
from puhui.graph.circle.subgraph import Part, part_of

__all__ = [
    "Answer",
    "Circles",
    "Commanded",
    "DualCentre",
    "Limits",
    "Member",
    "Part",
    "Role",
    "Standing",
    "dual_centre",
    "part_of",
    "roles",
]
