"""A table of records, or two: which of them are one firm, from exact keys to probabilities to clusters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from puhui.evidence.resolution.judgements.model import Judgement, Verdict, standing_judgements
from puhui.evidence.resolution.likeness.judging import Relation
from puhui.evidence.resolution.likeness.weights import told
from puhui.evidence.resolution.linking.blocking import candidate_pairs
from puhui.evidence.resolution.linking.constraints import Groups
from puhui.evidence.resolution.linking.people import people_of
from puhui.evidence.resolution.linking.posterior import reasons, record_pairs
from puhui.evidence.resolution.linking.scoring import level_names, missing_extra, scored
from puhui.evidence.resolution.linking.writings import Progress, quiet, writings_of
from puhui.evidence.resolution.names.short_names import NO_BRANDS, Brands
from puhui.kernel import Problem, Text

_TOLD: Final = (
    *(
        "record",
        "side",
        "cluster",
        "enterprise",
        "person",
        "text",
        "place",
        "brand",
        "trade",
        "form",
        "number",
    ),
    *("branch", "representative", "address", "agent"),
)
LEAST_BITS: Final = -6.0
"""Pairs below one in sixty-four are not told."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """`records`: one row a record, with its cluster, enterprise and person (the least record of each).

    `pairs`: left, right (records), probability, relation, status, why in both languages, likeliest first.
    `compared`: how many pairs were looked at. Records of a second table follow those of the first.
    """

    records: pl.DataFrame
    pairs: pl.DataFrame
    compared: int


def resolve(
    records: pl.DataFrame,
    others: pl.DataFrame | None = None,
    *,
    judgements: Iterable[Judgement] = (),
    brands: Brands = NO_BRANDS,
    on_progress: Progress = quiet,
) -> Resolved | Problem:
    """Resolve one table within itself, or link its records to those of `others`.

    Columns that are read: name (needed), id, old_names, uscc, representative, address, phone, registered_on,
    province, city. Judgements name records by `id` (their number in the table where there is none).
    """
    lacking = missing_extra() or _without_names(records, others)
    if lacking:
        return lacking
    across = others is not None
    tables = [records] if others is None else [records, others]
    writings = _writings(tables, brands, on_progress)
    on_progress("pairs", 0, 1)
    pairs = candidate_pairs(writings, across)
    on_progress("score", 0, pairs.height)
    share = told()["share_expected_across"] if across else _share_within(writings)
    scores = scored(writings, pairs, tables[-1].height, share, LEAST_BITS)
    likely = _judged(record_pairs(scores, writings, across), _ids(tables), judgements, across)
    on_progress("clusters", 0, likely.height)
    return Resolved(
        _clustered(writings, likely, across),
        reasons(likely).sort("probability", descending=True),
        pairs.height,
    )


def _share_within(writings: pl.DataFrame) -> float:
    """How many records of a table may have another writing in it: few in a long one without repetitions."""
    known = told()["share_expected_within"]
    names = writings.filter(~pl.col("old"), pl.col("text") != "")
    repeated = float(names["text"].is_duplicated().mean() or 0.0) if names.height else 0.0  # type: ignore[arg-type]
    share = known["times_repeated"] * repeated + known["free_records"] / max(names.height, 1)
    return float(min(known["most"], max(known["least"], share)))


def _writings(tables: list[pl.DataFrame], brands: Brands, on_progress: Progress) -> pl.DataFrame:
    """Both tables as one, records and writings numbered through."""
    found = []
    records = writings = 0
    for side, table in enumerate(tables):
        one = writings_of(table, brands, on_progress).with_columns(
            pl.col("record") + records, pl.col("writing") + writings, side=pl.lit(side, dtype=pl.Int8)
        )
        records += table.height
        writings += one.height
        found.append(one)
    return pl.concat(found)


def _ids(tables: list[pl.DataFrame]) -> list[str]:
    """What judgements call the records."""
    ids: list[str] = []
    for table in tables:
        own = table["id"].cast(pl.String).to_list() if "id" in table.columns else range(table.height)
        ids += [str(it) for it in own]
    return ids


def _judged(
    likely: pl.DataFrame, ids: list[str], judgements: Iterable[Judgement], across: bool
) -> pl.DataFrame:
    """Pairs as people judged them: what was said stands above what was counted."""
    number = {id_: at for at, id_ in reversed(list(enumerate(ids)))}
    said = [
        (*sorted((number[left], number[right])), judgement.verdict.value)
        for (left, right), judgement in standing_judgements(judgements).items()
        if left in number and right in number
    ]
    schema = {"left": pl.Int64, "right": pl.Int64, "judged": pl.String}
    told_ = pl.DataFrame(said, schema=schema, orient="row")
    both = likely.join(told_, on=["left", "right"], how="full", coalesce=True)
    fixed = {Verdict.SAME.value: 1.0, Verdict.NOT_SAME.value: 0.0}
    judged = pl.col("judged").replace_strict(fixed, default=None, return_dtype=pl.Float64)
    both = both.with_columns(
        pl.coalesce(judged, "probability").fill_null(0.0).alias("probability"),
        pl.col("relation").fill_null(Relation.SAME.value),
        pl.col("old_name").fill_null(value=False),
        *[pl.col(it).fill_null(-1) for it in likely.columns if it.startswith("gamma_")],
    )
    return both.with_columns(status=_status(across))


def _status(across: bool) -> pl.Expr:
    threshold, unsure = told()["threshold"], told()["unsure_from"]
    probability = pl.col("probability")
    counted = (
        pl.when((probability >= threshold) & (pl.lit(across) | ~_contradicted()))
        .then(pl.lit("same"))
        .when(probability >= unsure)
        .then(pl.lit("unsure"))
        .otherwise(pl.lit("not_same"))
    )
    return pl.coalesce("judged", counted)


def _contradicted() -> pl.Expr:
    """Whether a name says another brand, trade, place or number, and no code says that it is one firm."""
    parted = [
        pl.col(f"gamma_{comparison}").is_in(
            [at for at, level in level_names(comparison).items() if level in levels]
        )
        for comparison, levels in told()["contradictions"].items()
    ]
    same_code = next(at for at, level in level_names("uscc").items() if level == "same")
    return pl.any_horizontal(parted) & (pl.col("gamma_uscc") != same_code)


def _clustered(writings: pl.DataFrame, likely: pl.DataFrame, across: bool) -> pl.DataFrame:
    now = writings.filter(~pl.col("old")).sort("record")
    never = likely.filter(pl.col("judged") == Verdict.NOT_SAME.value).select("left", "right").rows()
    sure = likely.filter(pl.col("status") == Verdict.SAME.value).sort(
        [pl.col("judged").is_not_null(), "bits", "left", "right"], descending=[True, True, False, False]
    )
    if across:
        sure = sure.unique("left", keep="first", maintain_order=True)
    clusters = _joined(now, sure.filter(pl.col("relation") == Relation.SAME.value), never)
    with_clusters = now.with_columns(cluster=pl.Series(clusters, dtype=pl.Int64))
    enterprises = _enterprises(with_clusters, sure, never)
    told_ = with_clusters.with_columns(enterprise=pl.Series(enterprises, dtype=pl.Int64))
    return told_.with_columns(people_of(told_)).select(_TOLD)


def _joined(now: pl.DataFrame, sure: pl.DataFrame, never: list[tuple[int, int]]) -> list[int]:
    groups = Groups(now.select("uscc", "number", "branch", "said_place").iter_rows(), never)
    for left, right, judged in sure.select("left", "right", "judged").iter_rows():
        groups.join(left, right, judged == Verdict.SAME.value)
    return groups.numbers()


def _enterprises(now: pl.DataFrame, sure: pl.DataFrame, never: list[tuple[int, int]]) -> list[int]:
    """Clusters with their branches: one legal person. Branches of one head are its, whoever else is alike."""
    free = now.select(pl.lit("").alias("uscc"), "number", pl.lit("").alias("branch"), "said_place")
    groups = Groups(free.iter_rows(), never)
    for record, cluster in now.select("record", "cluster").iter_rows():
        groups.join(cluster, record, judged=True)
    heads = now.filter(pl.col("branch").ne("").any().over("head"), pl.col("head").str.len_chars() > 3)
    for _, members in heads.group_by("head", maintain_order=True).agg("record").iter_rows():
        for member in members[1:]:
            groups.join(members[0], member, judged=True)
    for left, right in (
        sure.filter(pl.col("relation") != Relation.SAME.value).select("left", "right").iter_rows()
    ):
        groups.join(left, right)
    return groups.numbers()


def _without_names(records: pl.DataFrame, others: pl.DataFrame | None) -> Problem | None:
    tables = [records] if others is None else [records, others]
    return None if all("name" in table.columns for table in tables) else NO_NAMES


NO_NAMES = Problem(
    "evidence.link.name_invalid",
    Text("表里没有名称这一列。", "The table has no column of names."),
    Text("请给出名为 name、名称 或 企业名称 的一列。", "Give a column called name, 名称 or 企业名称."),
)
