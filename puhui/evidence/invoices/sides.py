"""Who is the firm and who the other side on each row, and so whether it sold or bought."""

import polars as pl

from puhui.evidence.invoices.layout import Layout
from puhui.evidence.invoices.limits import words
from puhui.evidence.invoices.model import Owner


def text_of(layout: Layout, field: str) -> pl.Expr:
    """A field without blanks around it; the first of its columns that says something."""
    columns = layout.columns.get(field)
    if columns is None:
        return pl.lit(None, dtype=pl.String)
    tidied = [pl.col(column).str.strip_chars() for column in columns]
    if len(tidied) == 1:
        return tidied[0].fill_null("")
    return pl.coalesce([pl.when(column != "").then(column) for column in tidied]).fill_null("")


def code_of_firm(layout: Layout) -> pl.Expr:
    """Whose row it is, full-width letters and digits made plain, so that Ｅ１ and E1 are one firm."""
    return text_of(layout, "firm").str.normalize("NFKC")


def sides(layout: Layout, owner: Owner | None) -> list[pl.Expr]:
    """`firm`, `direction` and `counterparty` of each row; null direction where it cannot be told."""
    if layout.two_sided:
        return _told_by_name(layout, owner)
    firm = code_of_firm(layout) if layout.has("firm") else pl.lit(owner.firm if owner else "")
    if layout.has("seller"):
        return [firm.alias("firm"), pl.lit("purchase").alias("direction"), _as(layout, "seller")]
    if layout.has("buyer"):
        return [firm.alias("firm"), pl.lit("sale").alias("direction"), _as(layout, "buyer")]
    direction = text_of(layout, "direction").replace_strict(words("direction"), default=None)
    return [firm.alias("firm"), direction.alias("direction"), _as(layout, "counterparty")]


def _as(layout: Layout, field: str) -> pl.Expr:
    return text_of(layout, field).alias("counterparty")


def _told_by_name(layout: Layout, owner: Owner | None) -> list[pl.Expr]:
    """Both sides are named: the firm is the one the row, or the owner's spellings, say it is.

    A shop that buys from itself (an invoice to oneself) counts as a sale.
    """
    sells, buys = _is_own(layout, "seller", owner), _is_own(layout, "buyer", owner)
    firm = code_of_firm(layout) if layout.has("firm") else pl.lit(owner.firm if owner else "")
    direction = pl.when(sells).then(pl.lit("sale")).when(buys).then(pl.lit("purchase"))
    other = pl.when(sells).then(text_of(layout, "buyer")).otherwise(text_of(layout, "seller"))
    return [firm.alias("firm"), direction.alias("direction"), other.alias("counterparty")]


def _is_own(layout: Layout, side: str, owner: Owner | None) -> pl.Expr:
    written = [pl.col(column).str.strip_chars() for column in layout.columns[side]]
    if layout.has("firm"):
        return pl.any_horizontal([column == text_of(layout, "firm") for column in written])
    own = owner.spellings() if owner else []
    return pl.any_horizontal([column.is_in(own) for column in written])
