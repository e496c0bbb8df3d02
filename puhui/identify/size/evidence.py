"""Each indicator as a row of the table looked at it."""

from decimal import Decimal
from typing import Final

from puhui.identify.size.model import Figures, Indicator, Standing
from puhui.identify.size.timing import ON_THE_DAY, TIMING_SOURCE, trailing_income
from puhui.kernel import Text
from puhui.rulebook import SizeClass, SizeGroup

_CLASSES: Final = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)
_EMPLOYEES: Final = Text("从业人员", "employees")
_ASSETS: Final = Text("资产总额", "total assets")


def indicators_in(group: SizeGroup, figures: Figures) -> tuple[Indicator, ...]:
    """Employees, income and assets, those that the row uses and those that it does not."""
    income = trailing_income(figures)
    employees = None if figures.employees is None else Decimal(figures.employees)
    return (
        _indicator(group, "employees", _EMPLOYEES, employees, ON_THE_DAY),
        _indicator(group, "income_wan", group.income_means, income.income_wan, income.said),
        _indicator(group, "assets_wan", _ASSETS, figures.assets_wan, ON_THE_DAY),
    )


def _indicator(group: SizeGroup, name: str, title: Text, value: Decimal | None, timing: Text) -> Indicator:
    bounds = group.bounds.get(name)
    if bounds is None:
        return Indicator(name, title, Standing.NOT_USED, value, None, None, timing, TIMING_SOURCE)
    if value is None:
        return Indicator(name, title, Standing.MISSING, None, bounds, None, timing, TIMING_SOURCE)
    return Indicator(
        name, title, Standing.KNOWN, value, bounds, _reached(value, bounds), timing, TIMING_SOURCE
    )


def _reached(value: Decimal, bounds: tuple[Decimal, Decimal, Decimal]) -> SizeClass:
    return next(
        (size for size, bound in zip(_CLASSES, bounds, strict=True) if value >= bound), SizeClass.MICRO
    )
