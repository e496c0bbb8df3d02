"""Groups that share a trade, a place or a qualification: their size, and what the other members are like."""

from typing import Any, Final

import numpy as np
import polars as pl
import scipy.sparse as sp

from benchmarks.smesd.families.around import looks_of
from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties, degree, most

_LOOKS: Final = ("capital", "age", "lawsuits", "any_lawsuit", "result_0", "edges", "held")


def groups(world: World, ties: Ties) -> dict[str, Floats]:
    """Means over the other members, never over the firm itself."""
    looks, found = looks_of(world, ties), {}
    for kind in ("industry", "area", "qualify"):
        members = _members(world, kind)
        size, joined = np.asarray(members.sum(0)).ravel(), degree(members)
        found[f"{kind}_groups"] = joined
        found[f"{kind}_largest"] = most(members.multiply(size[None, :]))
        found[f"{kind}_mean_size"] = members @ size / np.maximum(joined, 1)
        others = members @ size - joined
        for name in _LOOKS:
            total = members @ (members.T @ looks[name]) - joined * looks[name]
            mean = np.where(others > 0, total / np.maximum(others, 1), np.nan)
            found[f"{kind}_{name}"] = mean
            if kind != "qualify":
                found[f"{kind}_{name}_beyond"] = looks[name] - mean
    return found


def _members(world: World, kind: str) -> Any:
    places = pl.DataFrame({"company_idx": world.firms["company_idx"]}).with_row_index("row")
    rows = world.groups.filter(pl.col("kind") == kind).join(places, on="company_idx", maintain_order="left")
    _, key = np.unique(rows["key"].to_numpy().astype(str), return_inverse=True)
    shape = (world.firms.height, int(key.max(initial=0)) + 1)
    return sp.csr_matrix((np.ones(len(key)), (rows["row"].to_numpy(), key)), shape=shape)
