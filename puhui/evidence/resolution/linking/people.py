"""Which representatives are one person: never by a name alone.

A name together with a phone, an address or a firm is a person; an agent's address is nobody's, and without a
second sign a representative is a person of its own. Namesakes therefore stay apart.
"""

import polars as pl


def people_of(records: pl.DataFrame) -> pl.Series:
    """The least record of each person, null where no representative is known.

    `records`: record, representative, phone, address, agent (whether the address is an agent's), enterprise.
    """
    person = pl.col("representative")
    signs = [
        records.filter(person != "", pl.col("phone") != "").select(
            "record", key=person + "#p" + pl.col("phone")
        ),
        records.filter(person != "", pl.col("address") != "", ~pl.col("agent")).select(
            "record", key=person + "#a" + pl.col("address")
        ),
        records.filter(person != "").select(
            "record", key=person + "#f" + pl.col("enterprise").cast(pl.String)
        ),
    ]
    shared = pl.concat(signs).filter(pl.len().over("key") > 1)
    parent = list(range(records.height))
    for (_,), group in shared.group_by("key"):
        first, *others = group["record"].to_list()
        for other in others:
            _unite(parent, first, other)
    least = pl.Series("person", [_root(parent, at) for at in range(records.height)], dtype=pl.Int64)
    known = (records["representative"] != "").to_list()
    return pl.Series(
        "person", [at if it else None for at, it in zip(least.to_list(), known, strict=True)], dtype=pl.Int64
    )


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at


def _unite(parent: list[int], one: int, other: int) -> None:
    a, b = _root(parent, one), _root(parent, other)
    parent[max(a, b)] = min(a, b)
