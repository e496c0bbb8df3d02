"""Rules that anybody would think of first."""

import polars as pl

from tests.town.graph.reading import Graph, Group, round_trips


def any_guarantee_circle(graph: Graph) -> list[Group]:
    """Whoever stands for somebody who, round some corners, stands for him today."""
    live = graph.of("guarantee").filter(pl.col("u") > graph.last).select("f", "t").unique()
    return round_trips(live["f"].to_numpy(), live["t"].to_numpy(), graph.nodes)


def any_trade_circle(graph: Graph) -> list[Group]:
    """Whoever sells to somebody who, round some corners, sells to him."""
    sold = graph.of("trade").select("f", "t").unique()
    return round_trips(sold["f"].to_numpy(), sold["t"].to_numpy(), graph.nodes)


def shared_device(graph: Graph, least: int = 3) -> list[Group]:
    """Three applicants or more on one device."""
    asked = graph.asked["o"].unique()
    users = (
        graph.of("uses_device")
        .filter(pl.col("f").is_in(asked.implode()))
        .group_by("t")
        .agg(pl.col("f").unique())
    )
    return [frozenset(group) for group in users["f"].to_list() if len(group) >= least]


def new_representative(graph: Graph, days: int = 120) -> list[Group]:
    """Another legal representative within four months before an application."""
    speaks = graph.of("legal_representation").select(b="t", who="f", s="s", u="u")
    both = speaks.join(speaks, on="b", suffix="_before").filter(
        (pl.col("who") != pl.col("who_before")) & (pl.col("s_before") < pl.col("s"))
    )
    soon = both.join(graph.asked, on="b").filter((pl.col("d") - pl.col("s")).is_between(0, days))
    return [frozenset({business}) for business in soon["b"].unique().to_list()]
