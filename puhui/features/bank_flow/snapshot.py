"""Every number of some accounts as it could have been known on a day."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import polars as pl

from puhui.features.bank_flow import balances, course, movements, purposes
from puhui.features.bank_flow.model import FlowFeature, FlowTable
from puhui.features.bank_flow.prepare import KEY, prepare_flow

_GROUPS = (movements, balances, course, purposes)


@cache
def flow_catalogue() -> tuple[FlowFeature, ...]:
    """All declared numbers of bank statements; names are unique and never change their meaning.

    >>> [feature.name for feature in flow_catalogue()][:2]
    ['flow_movements', 'flow_in_count']
    """
    return tuple(feature for group in _GROUPS for feature in group.FEATURES)


def flow_features(
    statement: pl.DataFrame, asked: pl.DataFrame, features: Sequence[FlowFeature] | None = None
) -> pl.DataFrame:
    """One row for each of `asked` (`account`, `as_of`) in its order, one Float64 column a feature.

    `statement` is canonical (see `statement_of`). Only what moved before each row's own day is looked at, so
    loans of many days are one call. An account without movements gets a row of nulls and `flow_movements` 0.
    """
    wanted = flow_catalogue() if features is None else tuple(features)
    prepared = prepare_flow(statement, asked)
    found = asked.select(KEY)
    for table in FlowTable:
        columns = [f.expression.cast(pl.Float64).alias(f.name) for f in wanted if f.table is table]
        own = prepared.of(table).group_by(KEY).agg(columns)
        found = found.join(own, on=KEY, how="left", maintain_order="left")
    zero = [pl.col("flow_movements").fill_null(0.0)] if "flow_movements" in found.columns else []
    return found.select(*KEY, *(f.name for f in wanted)).with_columns(zero)


def asked_on(accounts: Sequence[str], as_of: date) -> pl.DataFrame:
    """The same day for all accounts, as `flow_features` asks it."""
    return pl.DataFrame(
        {"account": list(dict.fromkeys(accounts))}, schema={"account": pl.String}
    ).with_columns(as_of=pl.lit(as_of))
