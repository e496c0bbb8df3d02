"""Which edges are sound: both ends there, not from a node to itself, dates that are dates and in order."""

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.reading.asked import Asked, Unlisted
from puhui.graph.edges.reading.written import DATES, Written

Noticed = Callable[[str, NDArray[np.bool_]], None]


def sound(it: Written, asked: Asked, noticed: Noticed) -> NDArray[np.bool_]:
    """True for edges that count; each other one is noticed once, for the first thing wrong with it."""
    _, origin, target = it.numbered.columns
    kept = np.ones(it.rows.height, np.bool_)

    def leave_out(code: str, mask: NDArray[np.bool_]) -> None:
        noticed(code, kept & mask)
        kept[mask] = False

    leave_out("no_end", (origin < 0) | (target < 0))
    leave_out("self_loop", (origin == target) & (not asked.loops))
    leave_out("wrong_date", np.logical_or.reduce([it.days.wrong[role].to_numpy() for role in DATES]))
    backwards = it.days.columns["until"] < it.days.columns["since"]
    leave_out("reversed_dates", backwards.fill_null(False).to_numpy())
    if it.rows["number"].count():
        repeated = ~it.rows["number"].is_first_distinct() & it.rows["number"].is_not_null()
        leave_out("same_number", repeated.to_numpy())
    strange = _strange(it, origin, target)
    if _dropping(it, asked.unlisted, strange, kept):
        leave_out("unlisted_out", strange)
    else:
        noticed("unlisted_kept", strange & kept)
    return kept


def _strange(it: Written, origin: NDArray[np.int64], target: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Edges with an end that the nodes file does not list; what is shared never stands there."""
    listed = it.numbered.listed
    strange = (origin >= listed) | (target >= listed)
    strange[it.own :] = origin[it.own :] >= listed
    return np.asarray(strange)


def _dropping(it: Written, unlisted: Unlisted, strange: NDArray[np.bool_], kept: NDArray[np.bool_]) -> bool:
    if unlisted is not Unlisted.AUTO:
        return unlisted is Unlisted.DROP
    own = it.rows.head(it.own)
    typed = own.select(pl.col("from_type", "to_type").count()).sum_horizontal().item() > 0
    few = 2 * int((strange & kept)[: it.own].sum()) <= int(kept[: it.own].sum())
    return few and not typed
