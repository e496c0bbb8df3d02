"""The families side by side, with the one promise that matters here: no column is the firm's number."""

from dataclasses import dataclass

import numpy as np

from benchmarks.smesd.families import FAMILIES
from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties, ties_of

BASELINE = ("attributes", "lawsuits", "counts")


@dataclass(frozen=True, slots=True)
class Table:
    """A row a firm, a column a feature; `families` tells whose each column is."""

    values: Floats
    names: tuple[str, ...]
    families: tuple[str, ...]
    ties: Ties

    def of(self, *families: str) -> Floats:
        """The columns of some families."""
        return self.values[:, [it in families for it in self.families]]


def table_of(world: World) -> Table:
    """Everything that is known of everybody without looking at a label."""
    ties, columns, families = ties_of(world), {}, []
    for family, features in FAMILIES.items():
        found = features(world, ties)
        columns |= {f"{family}.{name}": value for name, value in found.items()}
        families += [family] * len(found)
    values = _rounded(np.column_stack(list(columns.values())))
    refuse_numbers(values, tuple(columns), world.firms["company_idx"].to_numpy())
    return Table(values, tuple(columns), tuple(families), ties)


def refuse_numbers(values: Floats, names: tuple[str, ...], keys: Floats) -> None:
    """Raises AssertionError where a column orders firms as their number does: it would carry the label."""
    rank = np.argsort(np.argsort(keys, kind="stable"), kind="stable")
    for name, column in zip(names, values.T, strict=True):
        if len(np.unique(column)) > len(column) / 2:
            own = np.argsort(np.argsort(column, kind="stable"), kind="stable")
            likeness = abs(float(np.corrcoef(rank, own)[0, 1])) if len(rank) > 2 else 0.0
            assert likeness < 0.9, f"{name} is the firm's number"


def _rounded(values: Floats) -> Floats:
    """Nine digits: a sum in another order is the same number."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (8 - np.floor(np.log10(np.abs(values))))
        found = np.round(values * scale) / scale
    return np.where(np.isfinite(found), found, values)
