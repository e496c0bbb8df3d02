"""Concepts are files: what ships is whole, and a new kind is recorded, walked and drawn without code."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from puhui.graph import (
    Drawing,
    NodeType,
    Relation,
    RelationKind,
    concepts,
    drawing,
    neighbourhood,
    node_concepts,
)
from puhui.graph.concepts.reading import read_nodes, read_relations
from puhui.graph.concepts.shipped import SHIPPED
from puhui.graph.recording import checked, store
from puhui.ground import Work
from puhui.kernel import Problem
from tests.conftest import NOW

TODAY = date(2026, 11, 23)

_LICENSOR = """concept: licenses
zh: 许可使用
en: licenses to
means: who lets whom use a brand
from: [firm]
to: [firm, franchise]
weight: count
recorded_from: [registration]
consent_field: name
owner: house
source: house
effective: 2026-11-24
"""
_FRANCHISE = """concept: franchise
zh: 加盟品牌
en: Franchise
stands_for: {zh: 一个加盟品牌, en: A brand that firms join}
is_shared: true
super_from: 3
owner: house
source: house
effective: 2026-11-24
"""


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the house's own with one kind of node and one kind of relation."""
    for folder, name, content in (("nodes", "franchise", _FRANCHISE), ("relations", "licenses", _LICENSOR)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(content, "utf-8")
    monkeypatch.setenv("PUHUI_CONCEPTS", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("own_folder")
def test_a_new_kind_is_one_file_and_is_recorded_walked_and_drawn(work: Work) -> None:
    """Nothing but the two files says what `licenses` and `franchise` are."""
    kind = RelationKind("licenses")
    told = [
        checked(Relation(kind, "firm:ab", "franchise:f0", "registration", TODAY, weight=2)),
        checked(Relation(kind, "firm:cd", "franchise:f0", "registration", TODAY, weight=1)),
    ]
    assert store.add_relations(work.connection, work.actor.mode, told, NOW) == 2
    near = neighbourhood(work, "firm:ab", hops=2)
    assert not isinstance(near, Problem)
    assert [(it.node, it.hops) for it in near] == [("franchise:f0", 1), ("firm:cd", 2)]
    made = drawing(work, ["firm:ab"], 2)
    assert isinstance(made, Drawing)
    assert {(line.kind, line.weight) for line in made.lines} == {(kind, 2), (kind, 1)}
    assert concepts()[kind].text.zh == "许可使用"
    assert node_concepts()[NodeType("franchise")].text.en == "Franchise"


@pytest.mark.usefixtures("own_folder")
def test_a_new_kind_is_held_against_its_file() -> None:
    """Its ends, its source and its weight, as any other kind's."""
    kind = RelationKind("licenses")
    for wrong, why in (
        (Relation(kind, "person:ab", "firm:cd", "registration", TODAY, weight=1), "does not go from person"),
        (Relation(kind, "firm:ab", "firm:cd", "relations", TODAY, weight=1), "is not known from relations"),
        (Relation(kind, "firm:ab", "firm:cd", "registration", TODAY, weight=-1), "is no count"),
    ):
        with pytest.raises(ValueError, match=why):
            checked(wrong)


def test_without_its_file_the_kind_does_not_exist() -> None:
    """A relation of a kind that nobody described is refused."""
    with pytest.raises(ValueError, match="no kind of relation is called licenses"):
        checked(Relation(RelationKind("licenses"), "firm:ab", "firm:cd", "registration", TODAY))


def test_what_ships_names_every_kind_that_the_code_speaks_of() -> None:
    """And the kinds of the whole domain: control, family, devices, accounts, transfers."""
    named = {it.lower() for it in RelationKind.__annotations__}
    more = {"control", "post", "kinship", "acting_in_concert", "nominee", "uses_device", "pays_into"}
    assert named | more | {"holds_account", "address", "referral", "transfer"} <= set(concepts())
    assert set(node_concepts()) == {"subject", "firm", "person", "address", "phone", "device", "account"}
    assert all(it.text.zh and it.text.en for it in (*concepts().values(), *node_concepts().values()))


def _without(what: str) -> Callable[[str], str]:
    return lambda content: "\n".join(line for line in content.splitlines() if not line.startswith(what))


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("relations/trade.yaml", _without("owner"), "trade.yaml: says no owner"),
        ("relations/trade.yaml", _without("weight"), "trade.yaml: says no weight"),
        ("relations/trade.yaml", lambda it: it.replace("subject", "moon"), "no node is called moon"),
        ("relations/trade.yaml", lambda it: it.replace("[invoices]", "[gossip]"), "source gossip is unknown"),
        ("relations/trade.yaml", lambda it: it.replace("concept: trade", "concept: barter"), "called barter"),
        ("relations/trade.yaml", lambda it: it.replace("weight: fen", "weight: gold"), "gold"),
        ("nodes/phone.yaml", lambda it: it.replace("super_from: 30", "super_from: 1"), "0 or at least 2"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, file: str, change: Callable[[str], str], said: str) -> None:
    """What is wrong and in which file, before anything is recorded."""
    folder = copytree(SHIPPED, tmp_path / "concepts")
    (folder / file).write_text(change((folder / file).read_text("utf-8")), "utf-8")
    with pytest.raises(ValueError, match=said):
        read_relations([folder], read_nodes([folder]))
