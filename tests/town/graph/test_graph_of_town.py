"""The town as nodes and dated ties: whole, dated, and telling nothing by its numbers."""

from datetime import date
from typing import Final

import polars as pl
import pytest

from town.folder import TownFolder
from town.graph import RING_KINDS
from town.graph.sheet import KINDS, NODE_TYPES
from town.settings import read_settings

_ENDS: Final = {
    "operates": ("person", "business"), "ownership": ("person", "business"),
    "legal_representation": ("person", "business"), "post": ("person", "business"),
    "kinship": ("person", "person"), "registered_address": ("business", "address"),
    "contact_phone": ("any", "phone"), "uses_device": ("person", "device"),
    "holds_account": ("person", "account"), "pays_into": ("business", "account"),
    "guarantee": ("any", "business"), "trade": ("business", "business"),
    "transfer": ("account", "account"), "referral": ("person", "person"),
}  # fmt: skip
_WEIGHED: Final = ("ownership", "guarantee", "trade", "transfer")


@pytest.fixture(scope="module")
def edges(made: TownFolder) -> pl.DataFrame:
    """Every tie with the type of both its ends."""
    types = made.read("graph_nodes")
    return (
        made.read("graph_edges")
        .join(types.rename({"node": "from", "type": "from_type"}), on="from", how="left")
        .join(types.rename({"node": "to", "type": "to_type"}), on="to", how="left")
    )


def test_every_tie_stands_between_known_nodes_of_its_types(edges: pl.DataFrame) -> None:
    """And every kind and every type occurs."""
    assert edges["from_type"].null_count() == edges["to_type"].null_count() == 0
    business = {"subject": "business", "firm": "business"}
    seen = edges.select("kind", pl.col("from_type", "to_type").replace(business)).unique()
    for kind, origin, target in seen.iter_rows():
        assert _ENDS[kind][1] == target, kind
        assert _ENDS[kind][0] in {origin, "any"}, kind
    assert set(seen["kind"]) == set(KINDS)
    assert set(edges["from_type"]) | set(edges["to_type"]) == set(NODE_TYPES)


def test_dates_are_in_order_and_nobody_noted_the_future(edges: pl.DataFrame) -> None:
    """Numbers grow with the day on which a tie was noted; `until` is the first day without it."""
    last = read_settings().until
    assert edges.filter(pl.col("until") <= pl.col("since")).height == 0
    assert edges["recorded_on"].max() == last
    assert (edges["since"].max() or date.max) <= last  # type: ignore[operator]
    assert edges["edge_id"].is_unique().all()
    assert edges.sort("edge_id")["recorded_on"].is_sorted()


def test_weights_are_shares_of_a_business_or_fen(edges: pl.DataFrame) -> None:
    """Where there is something to count, and nowhere else; shares sum to no more than one."""
    assert edges.filter(pl.col("weight").is_not_null() != pl.col("kind").is_in(_WEIGHED)).height == 0
    assert edges.filter(pl.col("weight") <= 0).height == 0
    owned = edges.filter((pl.col("kind") == "ownership") & pl.col("until").is_null())
    assert (owned.group_by("to").agg(pl.col("weight").sum())["weight"].max() or 0) <= 1 + 1e-9  # type: ignore[operator]


def test_the_towns_own_applications_are_all_there_with_their_days(made: TownFolder) -> None:
    """Beside those at other lenders; whoever applied is a subject."""
    asked = made.read("graph_applications")
    own = asked.drop_nulls("application_id").join(made.read("applications"), on="application_id")
    assert own.height == made.read("applications").height < asked.height
    assert (own["applied_on"] == own["applied_at"].dt.date()).all()
    types = dict(made.read("graph_nodes").iter_rows())
    assert {types[node] for node in asked["enterprise"]} == {"subject"}
    assert {types[node] for node in asked["owner"]} == {"person"}


def test_every_kind_of_ring_and_its_lookalikes_are_planted(made: TownFolder) -> None:
    """Each ring has members; a look-alike has a name that the settings know."""
    rings, alike = made.read("truth/rings"), made.read("truth/ring_lookalikes")
    assert set(rings["ring_kind"]) == set(alike["ring_kind"]) == set(RING_KINDS)
    assert set(rings.filter(pl.col("role") == "member")["ring_id"]) == set(rings["ring_id"])
    assert set(alike["what"]) <= {*read_settings().rings.lookalikes, "agent"}
    nodes = set(made.read("graph_nodes")["node"])
    assert set(rings["node"]) | set(alike["node"]) <= nodes
