"""What each node is: as the nodes file says, else as the edges say of their ends."""

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.reading.kinds import codes
from puhui.graph.edges.reading.model import Remark
from puhui.graph.edges.reading.remarks import remark
from puhui.graph.edges.reading.written import Written

UNLISTED: Final = "unlisted"
_LISTED: Final = "node"
_MOST: Final = 60


def types(it: Written, remarks: list[Remark]) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """A number a node and the types' names; `node` or `unlisted` where nobody said."""
    said = _said(it)
    first = said.unique("at", keep="first", maintain_order=True)
    if "type" in it.of_node:
        several = said.filter(pl.col("at") < it.numbered.listed).group_by("at").agg(pl.col("type").n_unique())
        differing = several.filter(pl.col("type") > 1).height
        if differing:
            remarks.append(remark("two_types", differing))
    nodes = pl.int_range(len(it.numbered.keys), eager=True, dtype=pl.Int64).alias("at").to_frame()
    fallback = pl.when(pl.col("at") < it.numbered.listed).then(pl.lit(_LISTED)).otherwise(pl.lit(UNLISTED))
    each = nodes.join(first, on="at", how="left", maintain_order="left")
    return codes(each.select(pl.coalesce("type", fallback))["type"], None, _MOST, [])


def _said(it: Written) -> pl.DataFrame:
    rows, origin, target = it.numbered.columns
    told = [
        pl.DataFrame({"at": origin, "type": it.rows["from_type"]}),
        pl.DataFrame({"at": target, "type": it.rows["to_type"]}),
    ]
    if "type" in it.of_node:
        told.insert(0, pl.DataFrame({"at": rows, "type": it.nodes.rows[it.of_node["type"]]}))
    type_ = pl.col("type").str.strip_chars()
    return pl.concat(told).with_columns(type_).filter((pl.col("type") != "") & (pl.col("at") >= 0))
