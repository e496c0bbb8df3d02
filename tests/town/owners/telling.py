"""Ways to guess from the tables who is an owner: a careful one that does well, cheap ones that must not."""

import lightgbm as lgb
import numpy as np
import polars as pl
from sklearn.metrics import roc_auc_score

Tables = dict[str, pl.DataFrame]
_OPEN = pl.col("status") == "open"
_RUNS = pl.col("hit").is_in(["legal_representative", "individual_business"])


def registered(tables: Tables) -> np.ndarray:
    """What the register alone says, in the order of the truth."""
    found = tables["person_registers"].filter(_OPEN & _RUNS)["person_id"].unique()
    return tables["truth"]["person_id"].is_in(found.implode()).to_numpy()


def runs(tables: Tables) -> np.ndarray:
    """The truth."""
    return tables["truth"]["runs_business"].to_numpy()


def money(tables: Tables) -> pl.DataFrame:
    """Sums by side and counterparty, balances, hits and counts of texts: a plain look at everything."""
    months = tables["person_months"].with_columns(key=pl.col("side") + "_" + pl.col("counterparty"))
    sums = months.group_by("person_id", "key").agg(
        n=pl.sum("payments"),
        fen=pl.sum("amount_fen"),
        others=pl.mean("counterparties"),
        months=pl.len(),
        evening=pl.sum("evening_payments") / pl.sum("payments"),
    )
    wide = sums.pivot(on="key", index="person_id", values=["n", "fen", "others", "months", "evening"])
    rest = tables["person_balances"].group_by("person_id").agg(pl.exclude("month").mean())
    hits = (
        tables["person_registers"]
        .group_by("person_id")
        .agg(
            is_open=(_OPEN & _RUNS).any().cast(pl.Int8),
            is_closed=(pl.col("status") != "open").any().cast(pl.Int8),
            holds=(pl.col("hit") == "shareholder").any().cast(pl.Int8),
        )
    )
    said = tables["person_texts"].with_columns(
        shop=pl.col("text").str.contains_any(["店", "公司", "坊", "摊", "行", "部", "园"]),
        trade=pl.col("text").str.contains_any(["货款", "尾款", "定金", "买单", "老板", "批发", "扫码"]),
    )
    words = said.group_by("person_id").agg(pl.len().alias("texts"), pl.sum("shop"), pl.sum("trade"))
    table = tables["truth"].select("person_id")
    for part in (wide, rest, hits, words):
        table = table.join(part, on="person_id", how="left", maintain_order="left")
    return table.drop("person_id").cast(pl.Float64)


def bookkeeping(tables: Tables) -> pl.DataFrame:
    """Identifiers, places in the files and last digits: nothing that anybody did."""
    truth = tables["truth"].select("person_id", row=pl.int_range(pl.len()))
    number = pl.col("person_id").str.slice(1).cast(pl.Int64)
    table = truth.with_columns(number=number, **{f"mod_{by}": number % by for by in (2, 3, 5, 7, 10, 97)})
    for name in ("person_months", "person_balances", "person_texts", "person_registers", "person_relations"):
        place = tables[name].with_row_index("at").group_by("person_id").agg(pl.min("at").alias(f"at_{name}"))
        table = table.join(place, on="person_id", how="left", maintain_order="left")
    digits = (
        tables["person_months"]
        .group_by("person_id")
        .agg(last=(pl.col("amount_fen") % 10).mean(), odd=(pl.col("amount_fen") % 2).mean())
    )
    other = (
        tables["person_relations"]
        .group_by("person_id")
        .agg(other=pl.col("other_id").str.slice(1).cast(pl.Int64).max())
    )
    for part in (digits, other):
        table = table.join(part, on="person_id", how="left", maintain_order="left")
    return table.drop("person_id").cast(pl.Float64)


def auc_within(table: pl.DataFrame, truth: np.ndarray) -> float:
    """Of a boosted model, each row judged by one that has not seen it."""
    told, fold = np.zeros(len(truth)), np.random.default_rng(1).integers(0, 3, len(truth))
    for one in range(3):
        model = _learned(table.filter(pl.Series(fold != one)), truth[fold != one])
        told[fold == one] = model.predict(table.filter(pl.Series(fold == one)).to_numpy())
    return float(roc_auc_score(truth, told))


def auc_elsewhere(learned: tuple[pl.DataFrame, np.ndarray], judged: tuple[pl.DataFrame, np.ndarray]) -> float:
    """Learned in one town, judged in another."""
    columns = [name for name in learned[0].columns if name in judged[0].columns]
    model = _learned(learned[0].select(columns), learned[1])
    told = model.predict(judged[0].select(columns).to_numpy())
    return float(roc_auc_score(judged[1], told))


def auc_alone(values: np.ndarray, truth: np.ndarray) -> float:
    """Of one column, whichever way it points; unknown is lowest."""
    auc = float(roc_auc_score(truth, np.nan_to_num(values, nan=-1e18)))
    return max(auc, 1 - auc)


def _learned(table: pl.DataFrame, truth: np.ndarray) -> lgb.Booster:
    asked = {"objective": "binary", "learning_rate": 0.08, "lambda_l2": 2, "feature_fraction": 0.6}
    quiet = {"verbose": -1, "num_threads": 1, "seed": 1}
    return lgb.train(asked | quiet, lgb.Dataset(table.to_numpy(), truth), 120)
