"""What was read of a stranger's graph, and what was noticed while reading."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.model import Edges
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed: how often, where first, and what was done about it. `lost`: rows were left out."""

    code: str
    count: int
    said: Text
    lost: bool = False


@dataclass(frozen=True, slots=True)
class GraphRead:
    """Edges that are sound, and the rows of the nodes file that ask for something.

    `known` is the day from which edge i could be known: the later of its beginning and its being recorded.
    `row_node` is the node of each row asked for (−1 where its key was empty), `row_day` its as-of day
    (null: none was given or it is no date). `keys` are the nodes' names, listed ones first.
    """

    edges: Edges
    known: NDArray[np.int32]
    keys: pl.Series
    listed: int
    rows: pl.DataFrame
    row_node: NDArray[np.int64]
    row_day: pl.Series
    node_column: str
    has_as_of: bool
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
