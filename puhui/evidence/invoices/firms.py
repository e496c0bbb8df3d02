"""Lists of firms: code, name and, where somebody rated them, rating and default."""

from collections.abc import Iterator

import polars as pl

from puhui.evidence.files import RawTable, place_in
from puhui.evidence.invoices.layout import Layout
from puhui.evidence.invoices.limits import problem, words
from puhui.evidence.invoices.model import FIRM_SCHEMA, no_firms
from puhui.evidence.invoices.sides import code_of_firm, text_of
from puhui.kernel import Problem

_SAID_FIRST = ("name", "rating")


def firms_in(table: RawTable, layout: Layout) -> tuple[pl.DataFrame, list[Problem]]:
    """The firms of one list, with what was not understood; null where a column is absent or blank."""
    said = text_of(layout, "defaulted").str.to_lowercase()
    read = table.rows.select(
        "line",
        code_of_firm(layout).alias("firm"),
        *[_or_null(text_of(layout, field)).alias(field) for field in ("name", "rating")],
        (said.replace_strict(words("defaulted"), default=None) == "yes").alias("defaulted"),
        said.alias("said"),
    )
    named = read.filter(pl.col("firm") != "").select("line", *FIRM_SCHEMA, place=pl.lit(table.place))
    return named, list(_problems(table.place, layout, read))


def _problems(place: str, layout: Layout, read: pl.DataFrame) -> Iterator[Problem]:
    for line in read.filter(pl.col("firm") == "")["line"]:
        yield problem("row.firm_empty", place_in(place, line, layout.title("firm")))
    if not layout.has("defaulted"):
        return
    unclear = pl.col("defaulted").is_null() & (pl.col("said").fill_null("") != "")
    for line in read.filter(unclear)["line"]:
        yield problem("firm.default_unknown", place_in(place, line, layout.title("defaulted")))


def all_firms(lists: list[pl.DataFrame], invoices: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """Every firm once, listed ones first; a firm that only appears in invoices has no name.

    Where lists disagree, what was said first counts, but a default that is said anywhere is never forgotten.
    """
    listed = pl.concat([no_firms(), *lists], how="diagonal")
    first = [pl.col(field).drop_nulls().first() for field in _SAID_FIRST]
    once = listed.group_by("firm", maintain_order=True).agg(*first, pl.col("defaulted").max())
    met = invoices.select(pl.col("firm").unique(maintain_order=True)).join(once, on="firm", how="anti")
    firms = pl.concat([once, met], how="diagonal").select(*FIRM_SCHEMA)
    return firms, list(_disagreements(listed, once))


def _disagreements(listed: pl.DataFrame, once: pl.DataFrame) -> Iterator[Problem]:
    """The rows that say something else than what counts."""
    if once.height == listed.height:
        return
    beside = listed.join(once, on="firm", suffix="_counted")
    other = [pl.col(field) != pl.col(f"{field}_counted") for field in (*_SAID_FIRST, "defaulted")]
    odd = beside.filter(pl.any_horizontal(other))
    for place, lines in odd.group_by("place", maintain_order=True).agg("line").iter_rows():
        yield problem("firm.twice", place_in(place, lines[0]), count=f"{len(lines):,}")


def _or_null(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)
