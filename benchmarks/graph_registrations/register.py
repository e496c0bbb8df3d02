"""The public register as columns: its keyed hashes as they are, and signs taken from names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from puhui.evidence.resolution import fold_name
from puhui.graph.rings.hands import UNKNOWN, Register

FILE: Final = "registrations/four_provinces.csv.gz"
_BRAND_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Public:
    """`rows` as read (for whoever reads a sample by hand), `register` row by row the same firms."""

    rows: pl.DataFrame
    register: Register


def read_public(data: Path) -> Public:
    """All firms; signs from a name count within its city."""
    rows = pl.read_csv(data / FILE, infer_schema=False)
    names = [fold_name(name) for name in rows["name"]]
    city = rows["city"].fill_null("")
    brand = city + "#" + pl.Series([it.brand if len(it.brand) >= _BRAND_LETTERS else None for it in names])
    begins = brand.str.slice(0, city.str.len_chars() + 1 + _BRAND_LETTERS)
    body = pl.Series([it.head if it.branch and it.head else None for it in names])
    whole = pl.Series([it.text for it in names])
    bodies = _numbered(pl.concat([body, whole.set(~whole.is_in(body.drop_nulls().implode()), None)]))
    return Public(
        rows,
        Register(
            _numbered(rows["legal_representative"]),
            _numbered(rows["address"]),
            _numbered(brand),
            _numbered(begins),
            _numbered(city + "#" + pl.Series([it.trade or None for it in names])),
            bodies[: rows.height],
            np.where(bodies[: rows.height] == UNKNOWN, bodies[rows.height :], UNKNOWN),
        ),
    )


def _numbered(column: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return column.rank("dense").cast(pl.Int64).fill_null(UNKNOWN).to_numpy()
