"""The graph and its truth as tables; nodes have numbers that tell nothing."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from town.dice import Dice, Ints, Words
from town.graph.planted import Planted
from town.graph.scene import Scene
from town.graph.sheet import DETAILS, KINDS, NODE_TYPES, SOURCES, STILL, UNKNOWN_DAY, Ties
from town.lending.asked import application_ids
from town.many_ids import coded, picked


def graph_tables(dice: Dice, scene: Scene, ties: Ties, noted: Ints) -> Iterator[tuple[str, pl.DataFrame]]:
    """Nodes, ties, applications; then who stands in which ring or look-alike."""
    asking = scene.sheet.all_asking()
    types = np.concatenate(scene.sheet.types)
    types[scene.firm_node[asking.firm]] = NODE_TYPES.index("subject")
    here = np.zeros(scene.sheet.count, np.bool_)
    for nodes in (ties.origin, ties.target, asking.owner, scene.firm_node[asking.firm]):
        here[nodes] = True
    for planted in scene.truth.planted:
        for _, nodes in planted.roles:
            here[nodes] = True
    number = np.zeros(scene.sheet.count, np.int64)
    number[here] = dice.stream("graph numbers").permutation(int(here.sum())) + 1
    names = coded("N", np.arange(int(here.sum()) + 1), 7)
    order = np.argsort(number[here])
    yield (
        "graph_nodes",
        pl.DataFrame({"node": names[1:], "type": picked(np.array(NODE_TYPES), types[here][order])}),
    )
    yield "graph_edges", _edges(scene, ties, noted, number, names)
    yield "graph_applications", _applications(scene, number, names)
    yield "truth/rings", _planted([it for it in scene.truth.planted if not it.what], number, names)
    yield "truth/ring_lookalikes", _planted([it for it in scene.truth.planted if it.what], number, names, "L")


def _edges(scene: Scene, ties: Ties, noted: Ints, number: Ints, names: Words) -> pl.DataFrame:
    order = np.lexsort((number[ties.target], number[ties.origin], ties.kind, ties.since, noted))
    ties, noted = ties.at(order), noted[order]
    dates = scene.lives.calendar.dates
    table = pl.DataFrame(
        {
            "edge_id": np.arange(1, len(ties) + 1),
            "kind": picked(np.array(KINDS), ties.kind),
            "detail": picked(np.array(DETAILS), ties.detail),
            "from": picked(names, number[ties.origin]),
            "to": picked(names, number[ties.target]),
            "since": pl.Series(dates(np.where(ties.since == UNKNOWN_DAY, 0, ties.since))),
            "until": pl.Series(dates(np.where(ties.until >= STILL, 0, ties.until))),
            "weight": ties.weight,
            "source": picked(np.array([SOURCES[kind] for kind in KINDS]), ties.kind),
            "recorded_on": pl.Series(dates(noted)),
        }
    )
    return table.with_columns(
        detail=pl.col("detail").replace({"": None}),
        since=pl.when(pl.Series(ties.since != UNKNOWN_DAY)).then("since"),
        until=pl.when(pl.Series(ties.until < STILL)).then("until"),
        weight=pl.col("weight").fill_nan(None),
    )


def _applications(scene: Scene, number: Ints, names: Words) -> pl.DataFrame:
    asking, lives = scene.sheet.all_asking(), scene.lives
    codes = np.concatenate([application_ids(lives.asked), np.array([""])])
    return (
        pl.DataFrame(
            {
                "application_id": picked(codes, np.where(asking.number >= 0, asking.number, len(codes) - 1)),
                "owner": picked(names, number[asking.owner]),
                "enterprise": picked(names, number[scene.firm_node[asking.firm]]),
                "applied_on": pl.Series(lives.calendar.dates(asking.day)),
                "amount_fen": np.round(asking.yuan * 100).astype(np.int64),
            }
        )
        .with_columns(pl.col("application_id").replace({"": None}))
        .sort("applied_on", "owner", "enterprise", "amount_fen")
    )


def _planted(planted: list[Planted], number: Ints, names: Words, letter: str = "C") -> pl.DataFrame:
    """One row a node of a ring; look-alikes have `what` besides."""
    rows = [
        (f"{letter}{place:05d}", one.kind, one.what, int(node), role)
        for place, one in enumerate(planted, 1)
        for role, nodes in one.roles
        for node in nodes.tolist()
    ]
    first = "ring_id" if letter == "C" else "lookalike_id"
    schema = {
        first: pl.String,
        "ring_kind": pl.String,
        "what": pl.String,
        "node": pl.Int64,
        "role": pl.String,
    }
    table = pl.DataFrame(rows, schema=schema, orient="row")
    table = table.with_columns(node=picked(names, number[table["node"].to_numpy()]))
    return table.drop("what") if letter == "C" else table
