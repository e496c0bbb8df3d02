"""Cells of text into dates and fen, a column at a time; only unusually written cells are looked at again."""

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final

import polars as pl

from puhui.kernel import round_fen

_SERIAL_OF_1994, _SERIAL_OF_2101 = 34335, 73415
_SERIAL_OF_1970: Final = 25569
"""Excel counts days from 1899-12-30."""
_FEN_RESIDUE: Final = 1e-4
_EXACT_BELOW_YUAN: Final = 1e13


def dates(written: pl.Series) -> pl.Series:
    """`2019-02-03`, `2019/2/3`, `2019年2月3日`, `20190203`, with a time behind it, or Excel's serial 43499.

    >>> dates(pl.Series(["2019-02-03", "2019年2月3日", "43499", "2019-02-30"])).to_list()
    [datetime.date(2019, 2, 3), datetime.date(2019, 2, 3), datetime.date(2019, 2, 3), None]
    """
    read = written.str.to_date("%Y-%m-%d", strict=False)
    unread = read.is_null()
    if not unread.any():
        return read
    return _with(read, unread, _unusual_dates(written.filter(unread)))


def _unusual_dates(written: pl.Series) -> pl.Series:
    tidy = (
        pl.lit(written.str.normalize("NFKC"))
        .str.strip_chars()
        .str.replace(r"[T ]+\d{1,2}:\d{2}.*$", "")
        .str.replace_all(r"[年月/.]", "-")
        .str.replace(r"日$", "")
    )
    dashed = pl.when(tidy.str.contains(r"^\d{4}-\d{1,2}-\d{1,2}$")).then(tidy)
    solid = pl.when(tidy.str.contains(r"^\d{8}$")).then(tidy)
    serial = tidy.str.extract(r"^(\d{5})(?:-0)?$").cast(pl.Int32)
    in_range = serial.is_between(_SERIAL_OF_1994, _SERIAL_OF_2101)
    return pl.select(
        pl.coalesce(
            dashed.str.to_date("%Y-%m-%d", strict=False),
            solid.str.to_date("%Y%m%d", strict=False),
            pl.when(in_range).then(serial - _SERIAL_OF_1970).cast(pl.Date),
        )
    ).to_series()


def amounts(written: pl.Series) -> pl.DataFrame:
    """Yuan as text into `fen` (null where it is no amount) and `rounded` (it had part of a fen).

    Red-letter amounts may carry a minus or stand in brackets; ¥ and thousands commas are taken off.

    >>> amounts(pl.Series(["-943.4", "¥1,000.00", "(5)", "0.005", "NaN"]))["fen"].to_list()
    [-94340, 100000, -500, 1, None]
    """
    yuan = written.cast(pl.Float64, strict=False)
    unread = yuan.is_null()
    if unread.any():
        yuan = _with(yuan, unread, _unusual_amounts(written.filter(unread)))
    yuan = pl.select(pl.when(pl.lit(yuan).is_finite()).then(pl.lit(yuan))).to_series()
    exact = yuan * 100
    uneven = ((exact - exact.round()).abs() > _FEN_RESIDUE) & (yuan.abs() < _EXACT_BELOW_YUAN)
    uneven = uneven.fill_null(False)
    fen = pl.select(
        pl.when(pl.lit(exact).abs() < _EXACT_BELOW_YUAN * 100)
        .then(pl.lit(exact).round())
        .otherwise(_EXACT_BELOW_YUAN * 100)
        .cast(pl.Int64)
    ).to_series()
    fen = pl.select(pl.when(pl.lit(yuan).is_not_null()).then(pl.lit(fen))).to_series()
    if uneven.any():
        fen = _with(
            fen, uneven, pl.Series([_half_up(text) for text in written.filter(uneven)], dtype=pl.Int64)
        )
    return pl.DataFrame({"fen": fen, "rounded": uneven})


def _unusual_amounts(written: pl.Series) -> pl.Series:
    return pl.Series([_yuan(text) for text in written], dtype=pl.Float64)


def _yuan(written: str | None) -> float | None:
    try:
        return float(_decimal(written or ""))
    except (InvalidOperation, ValueError):
        return None


def _half_up(written: str) -> int:
    return round_fen(_decimal(written) * 100)


def _decimal(written: str) -> Decimal:
    text = unicodedata.normalize("NFKC", written)
    if "_" in text:
        raise ValueError("Python would read 1_000 as a number; a bookkeeper would not")
    text = text.replace(",", "").replace("¥", "").replace(" ", "").strip()
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    return Decimal(text.removesuffix("元"))


def _with(series: pl.Series, where: pl.Series, values: pl.Series) -> pl.Series:
    """The series with the values put in, one after another, where the mask holds."""
    return series.scatter(where.arg_true(), values)
