"""What short texts around a person hint at: words of trading, and words that speak against it.

Texts themselves never leave this module: only counts do.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import polars as pl

from puhui.features.model import Unit
from puhui.features.people.declaring import declared, told
from puhui.features.people.model import PersonFeature, PersonSource
from puhui.features.people.terms import share
from puhui.kernel import Text


def read(rows: pl.DataFrame) -> pl.DataFrame:
    """Each text with which groups of words it holds."""
    holds = {
        f"says_{group}": pl.col("text").str.contains(_pattern(group)).fill_null(False)
        for group in told("words")["groups"]
    }
    return rows.with_columns(**holds)


@cache
def _pattern(group: str) -> str:
    return "|".join(re.escape(word) for word in told("words")["groups"][group])


def _of_kind(kind: str, row: dict[str, Any]) -> Iterator[PersonFeature]:
    here = pl.col("kind") == kind
    count = here.sum().cast(pl.Float64)
    seen = Text(f"{row['zh']}条数", f"{row['en']} seen")
    yield _feature(f"texts_{kind}", f"text_{kind}", seen, Unit.COUNT, expression=count)
    for group in row["says"]:
        words = told("titles")["says"][group]
        what = Text(f"{row['zh']}{words['zh']}", f"{row['en']} {words['en']}")
        said = (here & pl.col(f"says_{group}")).sum().cast(pl.Float64)
        number = Text(f"{what.zh}的条数", f"number of {what.en}")
        part = Text(f"{what.zh}的占比", f"share of {what.en}")
        own = f"texts_{kind}_{group}"
        yield _feature(own, f"text_{kind}", number, Unit.COUNT, expression=said)
        yield _feature(f"{own}_share", f"text_{kind}", part, Unit.SHARE, expression=share(said, count))


def _feature(name: str, topic: str, title: Text, unit: Unit, *, expression: pl.Expr) -> PersonFeature:
    return PersonFeature(name, PersonSource.TEXTS, topic, title, unit, expression)


_OVERALL: Final = declared(
    PersonSource.TEXTS,
    {
        "texts_all": pl.col("text").count().cast(pl.Float64),
        "texts_months": pl.col("seen_on").dt.truncate("1mo").n_unique().cast(pl.Float64),
    },
)
FEATURES: Final = (
    *_OVERALL,
    *(feature for kind, row in told("titles")["texts"].items() for feature in _of_kind(kind, row)),
)
