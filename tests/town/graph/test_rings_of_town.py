"""Rings can be told by whoever looks at sums, days and roots; not by the first rule that comes to mind."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
import pytest

from tests.town.graph.careful_firms import guarantee_circles, invoice_circles, sudden_changes
from tests.town.graph.careful_people import farms, identities
from tests.town.graph.naive import any_guarantee_circle, any_trade_circle, new_representative, shared_device
from tests.town.graph.reading import Graph, Group, scored, town_graph
from town.folder import TownFolder
from town.settings import PLAIN, SettingsRefused, read_settings

_PEOPLE: Final = 14_000
_RINGS: Final = 2.5
_NAIVE_PRECISION: Final = 0.75
_CAREFUL: Final = 0.88
Reader = Callable[[Graph], list[Group]]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """A plain town with some thirty rings of each kind."""
    return town_graph(41, _PEOPLE, rings=_RINGS)


@pytest.mark.parametrize(
    ("kind", "naive"),
    [
        ("guarantee_cycle", any_guarantee_circle),
        ("circular_invoicing", any_trade_circle),
        ("borrowed_identity", shared_device),
        ("device_farm", shared_device),
        ("role_change", new_representative),
    ],
)
def test_the_first_rule_that_comes_to_mind_accuses_the_honest(graph: Graph, kind: str, naive: Reader) -> None:
    """Every kind has look-alikes enough."""
    precision, _ = scored(naive(graph), graph.planted[kind])
    assert precision < _NAIVE_PRECISION


@pytest.mark.parametrize(
    ("kind", "careful"),
    [
        ("guarantee_cycle", guarantee_circles),
        ("circular_invoicing", invoice_circles),
        ("borrowed_identity", identities),
        ("device_farm", farms),
        ("role_change", sudden_changes),
    ],
)
def test_a_careful_reader_finds_nearly_all_and_seldom_errs(graph: Graph, kind: str, careful: Reader) -> None:
    """Sums, days, where the money went, since when somebody has a number: reality leaves as much."""
    precision, recall = scored(careful(graph), graph.planted[kind])
    assert len(graph.planted[kind]) >= 20
    assert precision > _CAREFUL
    assert recall > _CAREFUL


def test_noise_hides_ties_and_adds_those_who_only_look_guilty() -> None:
    """The same town, twice as noisy: fewer true ties are seen, more honest groups resemble rings."""
    quiet, loud = (town_graph(5, 3_000, noise=noise) for noise in (0.25, 2.0))
    for kind, naive in (("role_change", new_representative), ("borrowed_identity", shared_device)):
        assert len(naive(loud)) > len(naive(quiet)), kind
    assert loud.of("operates").height < quiet.of("operates").height


def test_numbers_of_nodes_tell_nothing(graph: Graph) -> None:
    """Members of rings stand anywhere among the numbers."""
    members = np.array([node for groups in graph.planted.values() for group in groups for node in group])
    assert abs(members.mean() / graph.nodes - 0.5) < 0.04
    assert np.histogram(members, bins=10, range=(0, graph.nodes))[0].min() > 0.05 * len(members)


def test_ties_of_rings_are_noted_no_later_and_no_sooner_than_others(made: TownFolder) -> None:
    """How long a record took is the register's matter, not the ring's."""
    rings = made.read("truth/rings").filter(pl.col("role") == "member")["node"].unique()
    late = (
        made.read("graph_edges")
        .filter(pl.col("since") > pl.date(2024, 1, 1), pl.col("since") < pl.date(2026, 9, 1))
        .select(
            days=(pl.col("recorded_on") - pl.col("since")).dt.total_days(),
            ring=pl.col("from").is_in(rings.implode()) | pl.col("to").is_in(rings.implode()),
        )
        .group_by("ring")
        .agg(pl.col("days").mean())
    )
    assert abs(late["days"][0] - late["days"][1]) < 0.5


def test_no_rings_wanted_means_none_but_those_the_town_has_by_character() -> None:
    """Prevalence nought plants nothing, and nothing that looks like it."""
    plain = town_graph(3, 1_000, rings=0.0)
    assert set(plain.planted) <= {
        "borrowed_identity", "circular_invoicing", "device_farm", "guarantee_cycle",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("prevalence: 0.5", r"rings\.prevalence"),
        ("noise: 9", r"rings\.noise"),
        ("missing: 1.5", r"rings\.missing"),
        ("lookalikes: {unicorn: 1}", r"rings\.lookalikes\.unicorn"),
        ("lookalikes: {family: -1}", r"rings\.lookalikes\.family"),
    ],
)
def test_settings_that_no_graph_can_have_are_refused(tmp_path: Path, said: str, place: str) -> None:
    """With the place: too many rings, more noise than anybody can bear, a sort that nobody knows."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(f"like: {PLAIN}\nrings: {{{said}}}\n", encoding="utf-8")
    with pytest.raises(SettingsRefused, match=place):
        read_settings(wrong)
