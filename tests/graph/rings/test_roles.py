"""A firm that passes to a stranger who then applies, and ordinary successions."""

import pytest

from puhui.graph.rings import RingKind
from tests.graph.rings.worlds import World

KIND = RingKind.ROLE_CHANGE


def passed(applied_after: int = 40, share: float = 1.0) -> World:
    """`founder` has had the firm for years; `newcomer` gets seal and shares 100 days ago, and applies."""
    world = World()
    for kind, weight in (("legal_representation", float("nan")), ("ownership", 1.0)):
        world.tie(kind, "founder", "firm", 2_000, ended_ago=100, weight=weight)
    world.tie("legal_representation", "newcomer", "firm", 100)
    world.tie("ownership", "newcomer", "firm", 100, weight=share)
    world.applies("newcomer", "firm", 100 - applied_after)
    return world


def test_a_stranger_who_takes_a_firm_over_and_applies_is_a_finding() -> None:
    """Firm, newcomer and founder; the sentence says how many days lay between."""
    world = passed()
    (finding,) = world.findings(KIND)
    assert {world.names[it] for it in finding.members} == {"founder", "newcomer", "firm"}
    assert finding.said.en.startswith("40 days before")


def test_two_firms_that_one_newcomer_takes_over_are_one_finding() -> None:
    """The newcomer is what they have in common."""
    world = passed()
    for kind in ("legal_representation", "ownership"):
        world.tie(kind, "other founder", "other firm", 1_500, ended_ago=100, weight=1.0)
        world.tie(kind, "newcomer", "other firm", 99, weight=1.0)
    world.applies("newcomer", "other firm", 50)
    assert world.found(KIND) == [{"founder", "other founder", "newcomer", "firm", "other firm"}]


@pytest.mark.parametrize(
    ("kind", "origin", "target"),
    [
        pytest.param("kinship", "newcomer", "founder", id="the founder's child"),
        pytest.param("post", "newcomer", "firm", id="the firm's manager of many years"),
        pytest.param("legal_representation", "newcomer", "a firm of long standing", id="runs another firm"),
    ],
)
def test_who_was_there_before_is_an_ordinary_successor(kind: str, origin: str, target: str) -> None:
    """Family, the house, or a history elsewhere."""
    world = passed()
    world.tie(kind, origin, target, 1_500)
    assert world.found(KIND) == []


def test_a_relative_of_a_relative_is_family_too() -> None:
    """The founder's wife's brother."""
    world = passed()
    world.tie("kinship", "newcomer", "wife")
    world.tie("kinship", "wife", "founder")
    assert world.found(KIND) == []


def test_a_hired_representative_is_no_change_of_hands() -> None:
    """The founder keeps the shares."""
    world = World()
    world.tie("ownership", "founder", "firm", 2_000, weight=1.0)
    world.tie("legal_representation", "founder", "firm", 2_000, ended_ago=100)
    world.tie("legal_representation", "manager", "firm", 100)
    world.applies("manager", "firm", 50)
    assert world.found(KIND) == []


def test_a_change_long_before_the_application_is_past() -> None:
    """Four months, and longer than the rule looks back."""
    assert passed(applied_after=99).found(KIND) == []
