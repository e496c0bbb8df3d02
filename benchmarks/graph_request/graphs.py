"""Generated graphs on disk: whole, and as a snapshot with the newest part of the edges laid over it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.graph_expand.making import TYPES, make
from puhui.graph.edges import Edges
from puhui.graph.engine import SUPER, Overlay, Snapshot, View, Withdrawn, write_snapshot

DAY: Final = 20_700
"""Everything in the graph began before."""
_SUPER_FROM: Final = 200
_SHARED: Final = ("address", "phone", "account")


@dataclass(frozen=True, slots=True)
class Written:
    """Where the whole graph lies, and who applies: an owner and an enterprise each."""

    whole: Path
    older: Path | None
    applications: NDArray[np.int32]
    younger: Edges | None

    def view(self, *, resident: bool = True) -> View:
        """Everything from one snapshot, read into memory or mapped from its files, as serving has it."""
        return View(_opened(self.whole, resident), None, Withdrawn())

    def overlaid(self, *, resident: bool = True) -> View:
        """The same graph: the older edges from a snapshot, the younger from an overlay."""
        if self.older is None or self.younger is None:
            raise ValueError("write the graph with an overlay")
        snapshot = _opened(self.older, resident)
        return View(snapshot, Overlay.over(snapshot, self.younger), Withdrawn())


def written(folder: Path, edges: int, overlay_share: float = 0.0) -> Written:
    """Makes the graph of `edges` edges and writes it; with `overlay_share`, once more without the newest."""
    made = make(edges)
    flags = super_flags(made.edges)
    write_snapshot(folder / "whole", made.edges, flags=flags)
    if not overlay_share:
        return Written(folder / "whole", None, made.applications, None)
    first_young = int(len(made.edges) * (1 - overlay_share))
    is_young = np.arange(len(made.edges)) >= first_young
    write_snapshot(folder / "older", made.edges.where(~is_young), flags=flags)
    return Written(folder / "whole", folder / "older", made.applications, made.edges.where(is_young))


def super_flags(edges: Edges) -> NDArray[np.uint8]:
    """Addresses, phones and accounts that very many share: reached, never walked through."""
    degree = np.bincount(edges.origin, minlength=edges.nodes) + np.bincount(
        edges.target, minlength=edges.nodes
    )
    shared = np.isin(edges.types, [TYPES.index(it) for it in _SHARED])
    return np.where(shared & (degree >= _SUPER_FROM), np.uint8(SUPER), np.uint8(0))


def _opened(folder: Path, resident: bool) -> Snapshot:
    snapshot = Snapshot.open(folder, resident=resident)
    if not isinstance(snapshot, Snapshot):
        raise TypeError(snapshot.sentence())
    return snapshot
