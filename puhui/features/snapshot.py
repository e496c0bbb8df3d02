"""A snapshot: every feature of some firms as it could have been known on a day."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from puhui.features.catalogue import catalogue
from puhui.features.model import Feature, Table
from puhui.features.prepare import Prepared, prepare


def invoice_features(
    invoices: pl.DataFrame,
    firms: Sequence[str],
    as_of: date,
    features: Sequence[Feature] | None = None,
) -> pl.DataFrame:
    """One row for each firm in the order given, one Float64 column for each feature; null is *not known*.

    `invoices` is the canonical frame of `evidence`; only what was issued before `as_of` is looked at, so the
    snapshot of a past day is the same whenever it is taken. One firm or thousands run the same expressions.
    A firm without invoices gets a row of nulls and `invoices_total` 0.
    """
    wanted = catalogue() if features is None else tuple(features)
    snapshot = pl.DataFrame({"firm": list(dict.fromkeys(firms))}, schema={"firm": pl.String})
    prepared = prepare(invoices, firms, as_of)
    for table in Table:
        columns = [f.expression.cast(pl.Float64).alias(f.name) for f in wanted if f.table is table]
        snapshot = snapshot.join(_rows(prepared, table).group_by("firm").agg(columns), on="firm", how="left")
    return _in_order(snapshot, wanted)


def _rows(prepared: Prepared, table: Table) -> pl.DataFrame:
    return {Table.CELLS: prepared.cells, Table.MONTHS: prepared.months, Table.PARTIES: prepared.parties}[
        table
    ]


def _in_order(snapshot: pl.DataFrame, wanted: Sequence[Feature]) -> pl.DataFrame:
    zero = [pl.col("invoices_total").fill_null(0.0)] if "invoices_total" in snapshot.columns else []
    return snapshot.select("firm", *(f.name for f in wanted)).with_columns(zero)
