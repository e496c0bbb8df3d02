"""Where a town's tables lie and how they are written, so that the same town is the same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

_ROWS_A_GROUP: Final = 262_144
_LEVEL: Final = 3
TRUTH: Final = "truth"
FORMATS: Final = ("parquet", "csv")


@dataclass(frozen=True, slots=True)
class TownFolder:
    """A folder of tables; `truth/` below it is for scoring only."""

    path: Path
    format: str = "parquet"

    def write(self, name: str, table: pl.DataFrame) -> None:
        """`name` may lie in a folder below: `truth/businesses`."""
        target = self.path / f"{name}.{self.format}"
        target.parent.mkdir(parents=True, exist_ok=True)
        if self.format == "csv":
            table.write_csv(target)
            return
        table.write_parquet(
            target,
            compression="zstd",
            compression_level=_LEVEL,
            statistics=True,
            row_group_size=_ROWS_A_GROUP,
        )

    def read(self, name: str) -> pl.DataFrame:
        """A table as it was written."""
        parquet = self.path / f"{name}.parquet"
        if parquet.exists():
            return pl.read_parquet(parquet)
        return pl.read_csv(self.path / f"{name}.csv", try_parse_dates=True)

    def names(self) -> tuple[str, ...]:
        """Every table that lies here, those of the truth last."""
        return (*_found(self.path), *(f"{TRUTH}/{name}" for name in _found(self.path / TRUTH)))


def _found(folder: Path) -> Iterable[str]:
    return sorted({path.stem for path in folder.glob("*") if path.suffix.lstrip(".") in FORMATS})
