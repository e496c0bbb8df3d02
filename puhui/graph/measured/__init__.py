"""Features of nodes: one definition, for one application in serving and for everyone in batch.

*Takes* `Edges` (or the engine's view), nodes, an as-of day each. *Gives* numbers by the catalogue.
*Promises*: only what began before the as-of day counts; numbering, order and labels never matter; not known
is NaN; bounded time a node. *Does not* know names, labels or whether a number is bad.
"""

from puhui.graph.measured.catalogue import Measured, near_features, whole_features
from puhui.graph.measured.limits import Limits, limits
from puhui.graph.measured.serving import Near, Served
from puhui.graph.measured.table import Batch, batch, day_after
from puhui.graph.measured.told import Outcomes, Told

__all__ = [
    "Batch",
    "Limits",
    "Measured",
    "Near",
    "Outcomes",
    "Served",
    "Told",
    "batch",
    "day_after",
    "limits",
    "near_features",
    "whole_features",
]
