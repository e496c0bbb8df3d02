"""Edges in several files, a kind a file, as one table with columns called by their roles."""

from collections.abc import Mapping, Sequence

import polars as pl

from puhui.graph.edges.reading.columns import found
from puhui.graph.edges.reading.ends import ends_by_value
from puhui.graph.edges.reading.table import LINE, RawTable


def together(tables: Sequence[RawTable], listed: pl.Series, said: Mapping[str, str]) -> RawTable | str:
    """One table, or the name of a file without ends; a file without kinds is a kind by its name.

    Lines stay those of each file.
    """
    pieces: list[pl.DataFrame] = []
    broken: list[int] = []
    for table in tables:
        roles = found("edges", table.header, {role: it for role, it in said.items() if it in table.header})
        if not {"from", "to"} <= roles.keys():
            ends = ends_by_value(table, listed)
            if ends is None:
                return table.name
            roles |= ends
        columns = [pl.col(column).alias(role) for role, column in roles.items()]
        kind = [] if "kind" in roles else [pl.lit(kind_of_file(table.name)).alias("kind")]
        pieces.append(table.rows.select(*columns, *kind, LINE))
        broken += table.broken
    rows = pl.concat(pieces, how="diagonal")
    return RawTable(", ".join(it.name for it in tables), rows.select(pl.exclude(LINE), LINE), tuple(broken))


def kind_of_file(name: str) -> str:
    """The kind of relation that a file of one kind holds.

    >>> kind_of_file("edges_invest.csv.gz"), kind_of_file("PersonOwnAccount.csv"), kind_of_file("edges.csv")
    ('invest', 'PersonOwnAccount', 'edges')
    """
    stem = name.split(".", maxsplit=1)[0]
    for beginning in ("edges_", "edge_", "edges-", "edge-"):
        if stem.lower().startswith(beginning) and len(stem) > len(beginning):
            return stem[len(beginning) :]
    return stem
