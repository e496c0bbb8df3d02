"""Lists of firms: code, name and, where somebody rated them, rating and default."""

from collections.abc import Iterator

import polars as pl

from puhui.evidence.files import RawTable
from puhui.evidence.invoices.layout import Layout
from puhui.evidence.invoices.limits import problem, words
from puhui.evidence.invoices.model import FIRM_SCHEMA, no_firms
from puhui.evidence.invoices.sides import text_of
from puhui.kernel import Problem


def firms_in(table: RawTable, layout: Layout) -> tuple[pl.DataFrame, list[Problem]]:
    """The firms of one list, with what was not understood; null where a column is absent or blank."""
    said = text_of(layout, "defaulted").str.to_lowercase()
    read = table.rows.select(
        "line",
        text_of(layout, "firm").alias("firm"),
        *[_or_null(text_of(layout, field)).alias(field) for field in ("name", "rating")],
        (said.replace_strict(words("defaulted"), default=None) == "yes").alias("defaulted"),
        said.alias("said"),
    )
    return read.filter(pl.col("firm") != "").select(*FIRM_SCHEMA), list(_problems(table.place, layout, read))


def _problems(place: str, layout: Layout, read: pl.DataFrame) -> Iterator[Problem]:
    for line in read.filter(pl.col("firm") == "")["line"]:
        yield problem("row.firm_empty", f"{place}, line {line}, {layout.title('firm')}")
    if not layout.has("defaulted"):
        return
    unclear = pl.col("defaulted").is_null() & (pl.col("said").fill_null("") != "")
    for line in read.filter(unclear)["line"]:
        yield problem("firm.default_unknown", f"{place}, line {line}, {layout.title('defaulted')}")


def all_firms(lists: list[pl.DataFrame], invoices: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """Every firm once, listed ones first; a firm that only appears in invoices has no name."""
    listed = pl.concat([*lists, no_firms()])
    once = listed.unique(maintain_order=True)
    first = once.unique(subset="firm", keep="first", maintain_order=True)
    disagreeing = once.height - first.height
    met = invoices.select(pl.col("firm").unique(maintain_order=True)).join(first, on="firm", how="anti")
    firms = pl.concat([first, met], how="diagonal").select(*FIRM_SCHEMA)
    return firms, [problem("firm.twice") for _ in range(disagreeing)]


def _or_null(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)
