"""Tables written in pieces, whole or not at all: beside the place first, moved there at the end."""

import gzip
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import polars as pl

from puhui.identify.industry.files.pieces import suffix_of

_RUNS_IN_A_SPREADSHEET: Final = r"^[=+\-@\t\r]"
_MERELY_A_NUMBER: Final = r"^[+\-]?[\d.,\s]*%?$"
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class PieceWriter:
    """`with PieceWriter(path) as out: out.write(frame)` … ; an exception inside leaves nothing behind.

    Text that a spreadsheet would run as a formula gets an apostrophe before it in a CSV. Raises OSError.
    """

    def __init__(self, path: Path, mark: bytes = b"") -> None:
        """`mark` goes before a CSV, for Excel to know UTF-8."""
        self._path, self._suffix = path, suffix_of(path) or ".csv"
        self._count, self._mark = 0, mark

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix=f".{self._path.name}.", dir=self._path.parent))
        self._beside = self._folder / "whole"
        self._file: IO[bytes] | None = None
        if self._suffix != ".parquet":
            packed = self._suffix.endswith(".gz")
            opened: Any = (
                gzip.open(self._beside, "wb", compresslevel=4) if packed else self._beside.open("wb")
            )
            self._file = opened
            opened.write(self._mark if ".csv" in self._suffix else b"")
        return self

    def write(self, frame: pl.DataFrame) -> None:
        """The next rows; every piece has the same columns."""
        if self._file is None:
            frame.write_parquet(self._folder / f"{self._count:06d}.parquet")
        elif ".csv" in self._suffix:
            self._file.write(_without_formulas(frame).write_csv(include_header=self._count == 0).encode())
        else:
            self._file.write(frame.write_ndjson().encode())
        self._count += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._file is not None:
                self._file.close()
            if kind is None:
                self._take_place()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _take_place(self) -> None:
        if self._file is None and self._count:
            pl.scan_parquet(str(self._folder / "*.parquet")).sink_parquet(self._beside)
        if self._beside.exists():
            self._beside.replace(self._path)


def _without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    text = pl.selectors.string()
    runs = text.str.contains(_RUNS_IN_A_SPREADSHEET) & ~text.str.contains(_MERELY_A_NUMBER)
    return frame.with_columns(pl.when(runs).then("'" + text).otherwise(text).name.keep())
