"""Borrowed identities and farms, and those who merely share a thing."""

from puhui.graph.rings import RingKind
from tests.graph.rings.worlds import World, with_shops

BORROWED, FARM = RingKind.BORROWED_IDENTITY, RingKind.DEVICE_FARM


def over(world: World, number: int, device: str, ago: int, days: int) -> None:
    """Person `number` used a device for some days before applying."""
    world.tie("uses_device", f"person {number}", device, ago + days, ended_ago=ago)


def test_five_identities_on_one_phone_whose_money_meets_are_borrowed() -> None:
    """Members are people, their shops and whoever holds the account."""
    world = with_shops(5)
    world.tie("holds_account", "controller", "common account", 300)
    for number in range(5):
        over(world, number, "device", 40 + number, 15)
        world.applies(f"person {number}", f"shop {number}", 40 + number, 80_000 + 9_000 * number)
        world.tie("holds_account", f"person {number}", f"account {number}", 300)
        world.tie("transfer", f"account {number}", "common account", 30, weight=7_500_000)
    (members,) = world.found(BORROWED)
    assert {"controller", "person 0", "shop 4"} <= members
    assert world.found(FARM) == []


def test_a_farm_asks_for_the_same_amount_within_days_on_the_same_devices() -> None:
    """Six strangers without a device of their own."""
    world = with_shops(6)
    for number in range(6):
        over(world, number, f"device {number % 2}", 20, 7)
        over(world, number, f"device {(number + 1) % 2}", 19, 5)
        world.applies(f"person {number}", f"shop {number}", 20, 30_000)
    (members,) = world.found(FARM)
    assert len(members) == 12


def test_a_print_shop_s_computer_links_nobody() -> None:
    """Twenty customers over two years, a day each, with telephones of their own."""
    world = with_shops(20)
    for number in range(20):
        over(world, number, "the shop's computer", 30 + 36 * number, 1)
        over(world, number, f"own {number}", 30, 400)
        world.applies(f"person {number}", f"shop {number}", 30 + 36 * number, 20_000 + 3_000 * number)
    assert world.found(FARM) == world.found(BORROWED) == []


def test_a_bank_s_day_in_the_village_is_no_farm() -> None:
    """Twelve villagers in three days on the clerk's tablet, each with an own telephone and an own amount."""
    world = with_shops(12)
    for number in range(12):
        over(world, number, "tablet", 100 + number % 3, 1)
        over(world, number, f"own {number}", 50, 500)
        world.applies(f"person {number}", f"shop {number}", 100 + number % 3, 20_000 + 7_000 * number)
    assert world.found(FARM) == world.found(BORROWED) == []


def test_a_family_on_one_telephone_is_a_family() -> None:
    """Three brothers, one device for years, one number."""
    world = with_shops(3)
    for number in range(3):
        world.tie("kinship", f"person {number}", f"person {(number + 1) % 3}")
        over(world, number, "home", 30, 600)
        world.tie("contact_phone", f"person {number}", "home number", 60)
        world.applies(f"person {number}", f"shop {number}", 30 + number)
    assert world.found(FARM) == world.found(BORROWED) == []


def test_customers_of_one_supplier_share_its_account_and_nothing_else() -> None:
    """Ten shops pay the same wholesaler after their loans."""
    world = with_shops(10)
    for number in range(10):
        world.applies(f"person {number}", f"shop {number}", 50 + number)
        world.tie("holds_account", f"person {number}", f"account {number}", 300)
        world.tie("transfer", f"account {number}", "wholesaler", 40, weight=8_000_000)
    assert world.found(FARM) == world.found(BORROWED) == []
