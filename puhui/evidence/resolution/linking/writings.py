"""A table of records as a table of writings: every name that a record bears or bore, folded, one row each."""

import re
from collections.abc import Callable
from typing import Final

import polars as pl

from puhui.evidence.resolution.firm import phone_digits
from puhui.evidence.resolution.likeness.comparing import LONGEST_BY_LETTER, apart
from puhui.evidence.resolution.likeness.weights import told
from puhui.evidence.resolution.names import FirmName, fold_name, folded_text
from puhui.evidence.resolution.names.places import region_code
from puhui.evidence.resolution.names.short_names import NO_BRANDS, Brands
from puhui.evidence.resolution.names.words import forms
from puhui.kernel.identifiers import Uscc, parse_uscc

RECORD_COLUMNS: Final = (
    "name",
    "old_names",
    "uscc",
    "representative",
    "address",
    "phone",
    "registered_on",
    "province",
    "city",
)
Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, out of how much."""
_COMPARED_BY_LETTER: Final = ("brand", "core", "trade")
_EVERY: Final = 20_000
_PIECES: Final = dict.fromkeys(
    ("text", "place", "brand", "trade", "form", "number", "branch", "head"), pl.String
)
_OLD_NAMES: Final = re.compile(r"[;；、|]")
_VALIDITY: Final = re.compile(r"[(（]\s*\d{4}[-/.年][^()（）]*[)）]")


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def writings_of(
    records: pl.DataFrame, brands: Brands = NO_BRANDS, on_progress: Progress = quiet
) -> pl.DataFrame:
    """One row a writing: `record` (its number in the table), `old`, the pieces, and what conditions read."""
    whole = records.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("record"),
        *[_text(records, column) for column in RECORD_COLUMNS],
    )
    seats = _seats(whole)
    whole = whole.join(seats, on=["province", "city"], how="left")
    pieces = _pieces(whole, brands, on_progress)
    beside = whole.select("record", *_beside(whole))
    agents = told()["agent_address_firms"]
    beside = beside.with_columns(
        agent=(pl.col("address") != "") & (pl.len().over("address") >= agents),
    )
    return pieces.join(beside, on="record", how="left").pipe(_read_by_conditions)


def _text(records: pl.DataFrame, column: str) -> pl.Expr:
    if column not in records.columns:
        return pl.lit("").alias(column)
    return pl.col(column).cast(pl.String).fill_null("").str.strip_chars().alias(column)


def _seats(whole: pl.DataFrame) -> pl.DataFrame:
    """Each province and city that is written, looked up once."""
    distinct = whole.select("province", "city").unique()
    codes = [region_code(province, city) for province, city in distinct.iter_rows()]
    return distinct.with_columns(seat=pl.Series(codes, dtype=pl.String))


def _pieces(whole: pl.DataFrame, brands: Brands, on_progress: Progress) -> pl.DataFrame:
    records: list[int] = []
    old: list[bool] = []
    found: list[FirmName] = []
    seats: list[str] = []
    rows = whole.select("record", "name", "old_names", "seat").iter_rows()
    for count, (record, name, old_names, seat) in enumerate(rows, 1):
        now = fold_name(name, seat, brands)
        before = [_VALIDITY.sub("", it) for it in _OLD_NAMES.split(old_names)] + list(now.old_names)
        names = [now, *(fold_name(it, seat, brands) for it in before if it.strip())]
        found += names
        records += [record] * len(names)
        seats += [seat] * len(names)
        old += [False] + [True] * (len(names) - 1)
        if not count % _EVERY:
            on_progress("names", count, whole.height)
    columns = {piece: pl.Series([getattr(it, piece) for it in found], dtype=pl.String) for piece in _PIECES}
    schema = {"record": pl.Int64, "old": pl.Boolean, "seat": pl.String}
    numbered = pl.DataFrame({"record": records, "old": old, "seat": seats}, schema=schema)
    table = numbered.with_columns(**columns)
    placed = pl.when(pl.col("place") == "").then("seat").otherwise("place")
    return table.with_columns(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("writing"), said_place=pl.col("place"), place=placed
    )


def _beside(whole: pl.DataFrame) -> list[pl.Expr]:
    """What stands beside the name, folded; each distinct value once."""
    return [
        _each(whole, "uscc", _valid).alias("uscc"),
        _each(whole, "uscc", folded_text).alias("uscc_written"),
        _each(whole, "representative", folded_text).alias("representative"),
        _each(whole, "address", folded_text).alias("address"),
        _each(whole, "phone", phone_digits).alias("phone"),
        pl.col("registered_on").str.slice(0, 10).alias("registered_on"),
    ]


def _each(whole: pl.DataFrame, column: str, fold: Callable[[str], str]) -> pl.Expr:
    distinct = whole[column].unique().to_list()
    folded = [fold(it) for it in distinct]
    if distinct == [""]:
        return pl.lit("")
    return pl.col(column).replace_strict(distinct, folded, return_dtype=pl.String)


def _valid(written: str) -> str:
    code = parse_uscc(written) if written else None
    return str(code) if isinstance(code, Uscc) else ""


def _read_by_conditions(table: pl.DataFrame) -> pl.DataFrame:
    kin = {form: kind[0] for kind in forms()["kin"] for form in kind}
    core = pl.col("brand") + pl.col("trade")
    table = table.with_columns(core=core, form_kin=pl.col("form").replace(kin))
    return table.with_columns(
        *[_masked(column).alias(f"{column}_masked") for column in _COMPARED_BY_LETTER],
        *[_less(column).alias(f"{column}_less") for column in _COMPARED_BY_LETTER],
        *[_like(column).alias(f"{column}_like") for column in _COMPARED_BY_LETTER],
        core_letters=pl.col("core").str.split("").list.unique(),
        core_sorted=_distinctly(table["core"], lambda text: "".join(sorted(text))),
        apart_brand=_distinctly(table["brand"], apart),
        apart_core=_distinctly(table["core"], apart),
    )


def _masked(column: str) -> pl.Expr:
    """Each letter in turn hidden: two words that share one of these differ by a letter replaced."""
    text = pl.col(column)
    each = [
        pl.when(text.str.len_chars().is_between(at + 1, LONGEST_BY_LETTER)).then(
            text.str.slice(0, at) + "?" + text.str.slice(at + 1)
        )
        for at in range(LONGEST_BY_LETTER)
    ]
    return pl.concat_list(each).list.drop_nulls()


def _less(column: str) -> pl.Expr:
    """Each letter in turn left out."""
    text = pl.col(column)
    each = [
        pl.when(text.str.len_chars().is_between(at + 1, LONGEST_BY_LETTER)).then(
            text.str.slice(0, at) + text.str.slice(at + 1)
        )
        for at in range(LONGEST_BY_LETTER)
    ]
    return pl.concat_list(each).list.drop_nulls()


def _like(column: str) -> pl.Expr:
    """%汽%修%: a pattern for what this abbreviates."""
    return pl.lit("%") + pl.col(column).str.replace_all(r"([_%])", "").str.replace_all(r"(.)", "${1}%")


def _distinctly(column: pl.Series, fold: Callable[[str], str]) -> pl.Series:
    distinct = column.unique()
    folded = pl.Series([fold(it) for it in distinct.to_list()], dtype=pl.String)
    return column.replace_strict(distinct, folded, return_dtype=pl.String)
