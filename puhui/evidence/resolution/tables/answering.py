"""The answers as tables: the rows as they came, and beside each what it is one with, how sure, and why."""

from typing import Final

import polars as pl

from puhui.evidence.resolution.linking import Resolved
from puhui.evidence.resolution.tables.reading import FirmTable
from puhui.kernel import Language

CLUSTER_COLUMNS: Final = ("cluster", "enterprise", "person", "cluster_rows", "probability", "why")
LINK_COLUMNS: Final = ("match", "match_name", "relation", "status", "probability", "why")


def clustered(table: FirmTable, resolved: Resolved, language: Language) -> pl.DataFrame:
    """One row a record. `cluster`: one registered body; `enterprise`: with its branches; `person`: its head.

    Each is called by its first record. `probability` and `why` are of the surest link that holds the row.
    """
    called = pl.Series(table.called(), dtype=pl.String)
    records = resolved.records.select("record", "cluster", "enterprise", "person").with_columns(
        cluster_rows=pl.len().over("cluster")
    )
    held = _surest_inside(records, resolved.pairs, language)
    beside = records.join(held, on="record", how="left", maintain_order="left").select(
        *[_called(called, column) for column in ("cluster", "enterprise", "person")],
        "cluster_rows",
        pl.col("probability").round(4),
        pl.col("why").fill_null(""),
    )
    return _beside(table.written, beside)


def linked(table: FirmTable, others: FirmTable, resolved: Resolved, language: Language) -> pl.DataFrame:
    """One row a record of the first table, with its likeliest record of the second.

    `status`: same, unsure (look at it) or none; where it is none, nothing is matched.
    """
    count = table.records.height
    told = resolved.pairs.filter(pl.col("status").is_in(["same", "unsure"])).sort(
        pl.col("status") == "same",
        pl.col("judged").is_not_null(),
        "probability",
        pl.col("relation") == "same",
        descending=True,
        maintain_order=True,
    )
    best = told.unique("left", keep="first", maintain_order=True).with_columns(pl.col("right") - count)
    names = pl.DataFrame({"right": range(others.records.height), "match": others.called()}).with_columns(
        pl.col("right").cast(pl.Int64), match_name=others.records["name"]
    )
    asked = pl.DataFrame({"left": pl.Series(range(count), dtype=pl.Int64)})
    beside = asked.join(best.join(names, on="right"), on="left", how="left", maintain_order="left").select(
        *[pl.col(it).fill_null("") for it in ("match", "match_name", "relation")],
        pl.col("status").fill_null("none"),
        pl.col("probability").round(4),
        pl.col(_why(language)).fill_null("").alias("why"),
    )
    return _beside(table.written, beside)


def pairs_told(
    resolved: Resolved, table: FirmTable, others: FirmTable | None, language: Language
) -> pl.DataFrame:
    """Every pair that is at least possible: for people to judge, and for programs."""
    called = pl.Series([*table.called(), *(others.called() if others else [])], dtype=pl.String)
    names = pl.concat([table.records["name"], *([others.records["name"]] if others else [])])
    pairs = resolved.pairs
    return pl.DataFrame(
        {
            "left": called.gather(pairs["left"]),
            "left_name": names.gather(pairs["left"]),
            "right": called.gather(pairs["right"]),
            "right_name": names.gather(pairs["right"]),
        }
    ).with_columns(pairs.select("relation", "status", pl.col("probability").round(4), why=_why(language)))


def _surest_inside(records: pl.DataFrame, pairs: pl.DataFrame, language: Language) -> pl.DataFrame:
    enterprise = records.select("record", "enterprise")
    inside = (
        pairs.filter(pl.col("status") == "same")
        .join(enterprise.rename({"record": "left"}), on="left")
        .join(enterprise.rename({"record": "right"}), on="right", suffix="_r")
        .filter(pl.col("enterprise") == pl.col("enterprise_r"))
    )
    ends = [
        inside.select(record=end, probability="probability", why=_why(language)) for end in ("left", "right")
    ]
    both = pl.concat(ends).sort("probability", descending=True, maintain_order=True)
    return both.unique("record", keep="first", maintain_order=True)


def _called(called: pl.Series, column: str) -> pl.Expr:
    numbers = pl.Series(range(len(called)), dtype=pl.Int64)
    return pl.col(column).replace_strict(numbers, called, default="", return_dtype=pl.String).alias(column)


def _beside(written: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """Columns of the answer's names that the file had give way."""
    return pl.concat([written.drop(beside.columns, strict=False), beside], how="horizontal")


def _why(language: Language) -> str:
    return "why_zh" if language is Language.ZH else "why_en"
