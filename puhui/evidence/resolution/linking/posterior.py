"""From bits to probabilities of records, and the words for them."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from puhui.evidence.resolution.likeness.judging import Relation, relation_of, said
from puhui.evidence.resolution.linking.conditions import CONDITIONS
from puhui.evidence.resolution.linking.scoring import level_names
from puhui.kernel import Text

_GAMMAS: Final = [f"gamma_{comparison}" for comparison in CONDITIONS]
_MOST_BITS: Final = 60.0
_PAIR: Final = ["record_l", "record_r"]
_WHO: Final = ("brand", "trade", "number")


def record_pairs(scores: pl.DataFrame, writings: pl.DataFrame, across: bool) -> pl.DataFrame:
    """Each pair of records once, by its likeliest writings: `left`, `right`, `probability`, `relation`, …

    Across two tables a left record is at most one firm of the right one, so the candidates share its
    probability: what fits two sibling firms equally well is neither for sure. A firm's own branches do not
    compete with it.
    """
    end = writings.select("writing", "record", "branch", "head", "old", "place", *_WHO)
    left = end.rename({name: f"{name}_l" for name in end.columns})
    right = end.rename({name: f"{name}_r" for name in end.columns})
    pairs = scores.join(left, left_on="l", right_on="writing_l").join(
        right, left_on="r", right_on="writing_r"
    )
    pairs = pairs.with_columns(pl.col("bits").clip(-_MOST_BITS, _MOST_BITS))
    best = pairs.sort("bits", descending=True).unique(_PAIR, keep="first", maintain_order=True)
    odds = pl.lit(2.0).pow("bits")
    best = best.with_columns(odds=odds, rivals=_rivals(best, odds) if across else _rivals_within(best, odds))
    probability = pl.col("odds") / (1 + pl.max_horizontal("odds", "rivals"))
    return best.select(
        pl.col("record_l").alias("left"),
        pl.col("record_r").alias("right"),
        "bits",
        probability.clip(0, 1).alias("probability"),
        _relations(best).alias("relation"),
        (pl.col("old_l") | pl.col("old_r")).alias("old_name"),
        *_GAMMAS,
    )


def _rivals(best: pl.DataFrame, odds: pl.Expr) -> pl.Series:
    """The odds of everything that a left record may be, each firm once however many branches it has."""
    odd = best.select("record_l", firm=pl.col("head_r"), odds=odds)
    return _summed(odd, "record_l", odd)


def _rivals_within(best: pl.DataFrame, odds: pl.Expr) -> pl.Series:
    """The odds of every whole name that a name without place or trade may stand for; 0 where none is such."""
    left, right = _seen_from(best, odds, "l", "r"), _seen_from(best, odds, "r", "l")
    counted = pl.concat([left, right]).filter("counts")
    return pl.select(pl.max_horizontal(*(_summed(it, "asked", counted) for it in (left, right)))).to_series()


def _seen_from(best: pl.DataFrame, odds: pl.Expr, one: str, other: str) -> pl.DataFrame:
    part = (pl.col(f"place_{one}") == "") | (pl.col(f"trade_{one}") == "")
    whole = (pl.col(f"place_{other}") != "") & (pl.col(f"trade_{other}") != "")
    pieces = [pl.col(f"place_{other}").str.slice(0, 4), *(pl.col(f"{piece}_{other}") for piece in _WHO)]
    firm = pl.concat_str(pieces, separator="#")
    return best.select(asked=f"record_{one}", firm=firm, odds=odds, counts=part & whole)


def _summed(asked: pl.DataFrame, by: str, counted: pl.DataFrame) -> pl.Series:
    firms = counted.group_by(by, "firm").agg(pl.col("odds").max())
    total = firms.group_by(by).agg(rivals=pl.col("odds").sum())
    return asked.join(total, on=by, how="left", maintain_order="left")["rivals"].fill_null(0.0)


def _relations(best: pl.DataFrame) -> pl.Series:
    """How the two hang together by the branches in their names, each two branches looked at once."""
    distinct = best.select("branch_l", "branch_r").unique()
    names = [relation_of(one, other).value for one, other in distinct.iter_rows()]
    known = distinct.with_columns(relation=pl.Series(names, dtype=pl.String))
    return best.join(known, on=["branch_l", "branch_r"], how="left", maintain_order="left")["relation"]


def reasons(pairs: pl.DataFrame) -> pl.DataFrame:
    """`why_zh` and `why_en` beside each pair; each combination of levels is put into words once."""
    key = [*_GAMMAS, "relation", "old_name"]
    distinct = pairs.select(key).unique()
    told = [_in_words(row) for row in distinct.iter_rows()]
    words = distinct.with_columns(
        why_zh=pl.Series(["；".join(it.zh for it in why) for why in told], dtype=pl.String),
        why_en=pl.Series(["; ".join(it.en for it in why) for why in told], dtype=pl.String),
    )
    return pairs.join(words, on=key, how="left", maintain_order="left").drop(_GAMMAS)


def _in_words(row: Sequence[object]) -> tuple[Text, ...]:
    *gammas, relation, old_name = row
    found = {
        comparison: level_names(comparison)[int(gamma)]  # type: ignore[call-overload]
        for comparison, gamma in zip(CONDITIONS, gammas, strict=True)
        if int(gamma) >= 0  # type: ignore[call-overload]
    }
    why = said(found, Relation(str(relation)))
    return (_OLD_NAME, *why) if old_name else why


_OLD_NAME = Text("以旧名称比对", "compared by an old name")
