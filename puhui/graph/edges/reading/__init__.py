"""Edge lists of any making: columns found by the names they go by, every unsound row told and left out.

*Takes* a nodes file, an edges file, perhaps a file of groups. *Gives* sound `Edges` with the day each could
be known, the rows asked about, and remarks. *Promises* that a cell stays the text it was, that nothing of the
future hides behind an unreadable date, and that every row left out is counted and its line named. *Does not*
know labels.
"""

from puhui.graph.edges.reading.asked import Asked, Unlisted
from puhui.graph.edges.reading.columns import tells_an_outcome
from puhui.graph.edges.reading.days import read_days
from puhui.graph.edges.reading.graph import assemble, read_graph
from puhui.graph.edges.reading.model import GraphRead, Remark
from puhui.graph.edges.reading.outcomes import averaged, read_outcomes
from puhui.graph.edges.reading.table import LINE, RawTable, read_raw
from puhui.graph.edges.reading.types import UNLISTED
from puhui.graph.edges.reading.written import GROUP

__all__ = [
    "GROUP",
    "LINE",
    "UNLISTED",
    "Asked",
    "GraphRead",
    "RawTable",
    "Remark",
    "Unlisted",
    "assemble",
    "averaged",
    "read_days",
    "read_graph",
    "read_outcomes",
    "read_raw",
    "tells_an_outcome",
]
