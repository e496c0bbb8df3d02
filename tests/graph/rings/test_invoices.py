"""Circular invoicing: rounds of money's paper, told from trade."""

from puhui.graph.rings import RingKind
from tests.graph.rings.worlds import World

KIND = RingKind.CIRCULAR_INVOICING


def sold_round(world: World, firms: list[str], ago: int, yuan: float) -> None:
    """One round: a sale every other day, each a percent less."""
    for step, (seller, buyer) in enumerate(zip(firms, [*firms[1:], firms[0]], strict=True)):
        world.tie("trade", seller, buyer, ago - 2 * step, weight=yuan * 100 * 0.99**step)


def test_rounds_at_other_amounts_each_time_are_a_ring() -> None:
    """Three rounds among four firms."""
    world = World()
    for ago, yuan in ((90, 120_000), (60, 87_000), (40, 203_000)):
        sold_round(world, ["a", "b", "c", "d"], ago, yuan)
    (finding,) = world.findings(KIND)
    assert {world.names[it] for it in finding.members} == {"a", "b", "c", "d"}
    assert len(finding.evidence) == 12
    assert "转了 3 圈" in finding.said.zh


def test_trade_in_a_circle_at_list_prices_is_no_ring() -> None:
    """They sell each other at ¥99,990 a lot; that amounts repeat says nothing."""
    world = World()
    for ago in (90, 70, 50, 30):
        sold_round(world, ["a", "b", "c"], ago, 99_990)
    assert world.found(KIND) == []


def test_chance_rounds_in_much_other_trade_are_no_ring() -> None:
    """Two rounds among eighty sales along the same way."""
    world = World()
    firms = ["a", "b", "c"]
    for ago, yuan in ((90, 120_000), (60, 87_000)):
        sold_round(world, firms, ago, yuan)
    for number in range(80):
        seller, buyer = firms[number % 3], firms[(number + 1) % 3]
        world.tie("trade", seller, buyer, 100 - number, weight=(10_000 * 1.2 ** (number * 7 % 31)) * 100)
    assert world.found(KIND) == []


def test_to_and_fro_between_two_firms_is_processing_and_no_circle() -> None:
    """Cloth goes out and comes back dyed."""
    world = World()
    for ago in range(10, 100, 10):
        sold_round(world, ["weaver", "dyer"], ago, 50_000 + 700 * ago)
    assert world.found(KIND) == []


def test_a_market_that_everybody_trades_with_closes_no_circle() -> None:
    """Five hundred firms sell to the platform and buy from it."""
    world = World()
    for number in range(500):
        world.tie("trade", f"firm {number}", "platform", 100 + number % 50, weight=1e7)
        world.tie("trade", "platform", f"firm {number}", 90 + number % 50, weight=1e7)
    assert world.found(KIND) == []
