"""Rows of the size table between which an answer lies."""

from decimal import Decimal

from puhui.identify.industry import less_favourable_at
from puhui.identify.industry.groups import less_favourable
from puhui.rulebook import SizeGroup, rulebook

GROUPS = {group.number: group for group in rulebook().sizes.groups}


def _some(*numbers: int) -> list[SizeGroup]:
    return [GROUPS[number] for number in numbers]


def test_one_row_is_its_own_less_favourable() -> None:
    """Nothing to weigh."""
    assert less_favourable(_some(10)) is GROUPS[10]


def test_the_row_with_fewer_and_lower_bounds_is_less_favourable() -> None:
    """其他 asks for employees only, with the bounds of catering: whoever is small there is small here."""
    assert less_favourable(_some(16, 10)) is GROUPS[16]


def test_figures_decide_between_wholesale_and_retail() -> None:
    """Six people and 1,200 万 a year: a small wholesaler, but a micro shop."""
    chosen = less_favourable_at(_some(4, 5), 6, Decimal(1_200), None)
    assert chosen is GROUPS[4], "six people and 1,200 万 are a small wholesaler and a micro shop"
    assert less_favourable_at(_some(5, 4), 12, Decimal(600), None) is GROUPS[5]
