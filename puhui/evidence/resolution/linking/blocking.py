"""Which pairs are worth comparing: keys that few share. What is left out is counted and told."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from puhui.evidence.reference import table

_HERE: Final = "puhui.evidence.resolution.linking"
_LONGEST_CORE: Final = 10
_RARE_KEPT: Final = 4


def candidate_pairs(writings: pl.DataFrame, across: bool) -> pl.DataFrame:
    """`l` and `r` (writings, l before r), each pair once; `across` keeps pairs of both tables only."""
    found = [_pairs_of(keys, most, writings, across) for keys, most in _keyed(writings)]
    return pl.concat(found).unique() if found else _NONE


def _keyed(writings: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, int]]:
    limits = table(_HERE, "blocks")["keys"]
    for name, keys in _keys(writings):
        yield keys, limits[name]["most"]


def _keys(writings: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    brand, core, number = pl.col("brand"), pl.col("core"), pl.col("number")
    city, trade = pl.col("place").str.slice(0, 4), pl.col("trade")
    long_brand, has_core = brand.str.len_chars() > 1, core.str.len_chars() > 1
    has_city = city.str.len_chars() == 4
    yield "uscc", _key(writings, pl.col("uscc_written"), pl.col("uscc_written") != "")
    yield "text", _key(writings, pl.col("text"), pl.col("text") != "")
    yield "core", _key(writings, core + "#" + number, has_core)
    yield "core_in_city", _key(writings, core + "#" + city, has_core & has_city)
    yield "brand", _key(writings, brand, long_brand)
    yield "brand_in_city", _key(writings, brand + "#" + city, long_brand & has_city)
    yield "brand_and_first", _key(writings, brand + "#" + trade.str.slice(0, 1), long_brand & (trade != ""))
    yield "less_one", _less_one(writings)
    yield "rare_pairs", _rare_pairs(writings)
    yield "phone", _key(writings, pl.col("phone"), pl.col("phone") != "")
    person, address = pl.col("representative"), pl.col("address")
    yield "representative_at", _key(writings, person + "#" + address, (person != "") & (address != ""))


def _key(writings: pl.DataFrame, key: pl.Expr, where: pl.Expr) -> pl.DataFrame:
    return writings.filter(where).select(key.hash().alias("key"), "writing", "record", "side")


def _less_one(writings: pl.DataFrame) -> pl.DataFrame:
    """The core, and the core without each of its letters: one slip of the pen leaves one of them equal."""
    core = pl.col("core")
    fit = writings.filter(core.str.len_chars().is_between(3, _LONGEST_CORE))
    parts = [_key(fit, core, pl.lit(True))]
    for at in range(_LONGEST_CORE):
        gone = core.str.slice(0, at) + core.str.slice(at + 1)
        parts.append(_key(fit, gone, core.str.len_chars() > max(at, 2)))
    return pl.concat(parts).unique()


def _rare_pairs(writings: pl.DataFrame) -> pl.DataFrame:
    """The rarest pairs of letters of each name that at least one other name has too."""
    most = table(_HERE, "blocks")["keys"]["rare_pairs"]["most"]
    core = pl.col("core")
    fit = writings.filter(core.str.len_chars() > 1)
    parts = [_key(fit, core.str.slice(at, 2), core.str.len_chars() > at + 1) for at in range(_LONGEST_CORE)]
    pairs = pl.concat(parts).unique()
    counted = pairs.with_columns(shared=pl.len().over("key")).filter(pl.col("shared").is_between(2, most))
    kept = pl.col("shared").rank("ordinal").over("writing") <= _RARE_KEPT
    return counted.filter(kept).drop("shared")


def _pairs_of(keys: pl.DataFrame, most: int, writings: pl.DataFrame, across: bool) -> pl.DataFrame:
    shared = keys.with_columns(count=pl.len().over("key")).filter(pl.col("count").is_between(2, most))
    ends = shared.select("key", "writing", "record", "side")
    if across:
        left, right = ends.filter(pl.col("side") == 0), ends.filter(pl.col("side") == 1)
        both = left.join(right, on="key", suffix="_r")
    else:
        both = ends.join(ends, on="key", suffix="_r").filter(pl.col("writing") < pl.col("writing_r"))
    both = both.filter((pl.col("record") != pl.col("record_r")) | (pl.col("side") != pl.col("side_r")))
    return both.select(l="writing", r="writing_r").unique()


_NONE: Final = pl.DataFrame(schema={"l": pl.Int64, "r": pl.Int64})
