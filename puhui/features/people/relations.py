"""Who stands around a person, as counts only: nobody reached by a relation is described.

Of others nothing is used but whether a public register, where it may be seen, names them. Whether somebody is
married or has a family is no feature: it tells nothing about a business that should count.
"""

from typing import Final

import polars as pl

from puhui.features.people.declaring import declared
from puhui.features.people.model import PersonSource

_KIN: Final = ("spouse", "parent", "child", "sibling")
_NAMED: Final = pl.col("other_registered")


def _count(*kinds: str) -> pl.Expr:
    return pl.col("kind").is_in(list(kinds)).sum().cast(pl.Float64)


def _named(*kinds: str) -> pl.Expr:
    """How many of them a register names; null where nobody's register may be looked at."""
    here = pl.col("kind").is_in(list(kinds))
    known = (here & _NAMED.is_not_null()).any()
    return pl.when(known | ~here.any()).then((here & _NAMED).sum().cast(pl.Float64))


FEATURES: Final = declared(
    PersonSource.RELATIONS,
    {
        "spouse_registered": _named("spouse"),
        "kin_registered": _named(*_KIN),
        "same_phone": _count("same_phone"),
        "same_address": _count("same_address"),
        "same_address_registered": _named("same_address", "same_phone"),
        "transfer_partners": _count("transfers"),
        "transfer_partners_registered": _named("transfers"),
    },
)


def with_others(relations: pl.DataFrame, registered: pl.DataFrame) -> pl.DataFrame:
    """Each relation with whether a register names the other; null where that may not be seen.

    `registered` has one row a person whose register may be seen: `person_key` (the hashed id), `registered`.
    """
    others = registered.rename({"person_key": "other_key", "registered": "other_registered"})
    keyed = relations.with_columns(other_key=pl.col("other_id").hash())
    return keyed.join(others, on="other_key", how="left")
