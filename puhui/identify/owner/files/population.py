"""How many more are found than registers name, by place, trade and kind.

Where the truth is known the columns of owners count them; where it is not they are expectations, the sum of
calibrated probabilities. Groups of a few persons are told together, so that no row is about somebody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from puhui.identify.owner.files.answering import Level, OnProgress, level_of
from puhui.identify.owner.files.beside import Beside
from puhui.identify.owner.files.gathering import Gathered
from puhui.identify.owner.held import OwnerModel
from puhui.identify.owner.judging_many import judge_many

Trades = Callable[[pl.Series], pl.Series]
"""Texts of shops to the divisions they speak of; null where a text says nothing."""

_FEW: Final = 5
_BY: Final = ("place", "trade", "kind")
_COUNTS: Final = ("persons", "owners", "registered", "registered_owners", "said", "said_owners", "beyond")


@dataclass(frozen=True, slots=True)
class PopulationTold:
    """`table` has one row a group: by, group, and the counts; `knows_truth` says what `owners` means."""

    table: pl.DataFrame
    level: Level
    knows_truth: bool
    model: str


def population_table(
    model: OwnerModel,
    found: Gathered,
    beside: Beside,
    *,
    precision: float,
    prior: float | None = None,
    trades: Trades | None = None,
    on_progress: OnProgress = lambda step, done, whole: None,
) -> PopulationTold:
    """Everybody counted once by each of place, trade and kind, and all together first."""
    level = level_of(model, found, prior, precision, on_progress)
    sums: list[pl.DataFrame] = []
    done, knows = 0, True
    for piece in found.pieces():
        answers = judge_many(piece, model=model, prior=level.prior, threshold=level.threshold)
        joined = beside.joined(piece.select(pl.col("person_id").cast(pl.String)), piece)
        knows = knows and beside.knows_truth
        sums.append(_counted(pl.concat([joined, answers], how="horizontal"), trades))
        done += piece.height
        on_progress("answer", done, found.rows)
    summed = pl.concat(sums).group_by("by", "group").agg(pl.col(_COUNTS).sum())
    return PopulationTold(_finished(_few_together(summed)), level, knows, model.version)


def _counted(people: pl.DataFrame, trades: Trades | None) -> pl.DataFrame:
    worth = pl.col("runs_business") | pl.col("registered").fill_null(False)
    named = people.with_columns(
        registered=pl.col("registered").fill_null(False),
        owner=pl.coalesce(pl.col("truth").cast(pl.Float64), pl.col("probability")),
        trade=_trade(people, trades),
    ).with_columns(trade=pl.when(worth).then(pl.col("trade").fill_null(UNKNOWN)).otherwise(pl.lit(NONE)))
    return pl.concat(_grouped(named))


def _grouped(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    yield _sums(people.with_columns(group=pl.lit("all")), "all")
    for by in _BY:
        yield _sums(people.with_columns(group=pl.col(by).fill_null(UNKNOWN)), by)


def _sums(people: pl.DataFrame, by: str) -> pl.DataFrame:
    owner = pl.col("owner")
    return (
        people.group_by("group")
        .agg(
            pl.lit(by).alias("by"),
            persons=pl.len().cast(pl.Int64),
            owners=owner.sum(),
            registered=pl.col("registered").sum().cast(pl.Int64),
            registered_owners=owner.filter("registered").sum(),
            said=pl.col("runs_business").sum().cast(pl.Int64),
            said_owners=owner.filter("runs_business").sum(),
            beyond=pl.col("found_beyond_registration").sum().cast(pl.Int64),
        )
        .select("by", "group", *_COUNTS)
    )


def _trade(people: pl.DataFrame, trades: Trades | None) -> pl.Series:
    if "trade_given" in people.columns:
        return people["trade_given"]
    if trades is None or "shop_text" not in people.columns:
        return pl.Series([None] * people.height, dtype=pl.String)
    return trades(people["shop_text"])


def _few_together(summed: pl.DataFrame) -> pl.DataFrame:
    few = (pl.col("persons") < _FEW) & (pl.col("by") != "all")
    named = summed.with_columns(group=pl.when(few).then(pl.lit(OTHERS)).otherwise("group"))
    return named.group_by("by", "group").agg(pl.col(_COUNTS).sum())


def _finished(summed: pl.DataFrame) -> pl.DataFrame:
    order = {"all": 0, "place": 1, "trade": 2, "kind": 3}
    return (
        summed.with_columns(
            precision=_ratio("said_owners", "said"),
            registration_precision=_ratio("registered_owners", "registered"),
            more_than_registration=(pl.col("said_owners") / pl.col("registered_owners") - 1).round(4),
        )
        .with_columns(
            pl.when((pl.col("registered_owners") > 0) & (pl.col("said") > 0))
            .then("more_than_registration")
            .alias("more_than_registration"),
            pl.col("owners", "registered_owners", "said_owners").round(1),
        )
        .sort(
            pl.col("by").replace_strict(order, return_dtype=pl.Int8),
            "said",
            "group",
            descending=[False, True, False],
        )
    )


def _ratio(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then((pl.col(part) / pl.col(whole)).round(4))


UNKNOWN: Final = "unknown"
NONE: Final = "none"
OTHERS: Final = "others"
