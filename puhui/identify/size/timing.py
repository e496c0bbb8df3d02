"""Which income counts on the day of drawdown (财税〔2018〕91号): that of twelve calendar months, a younger
firm's made up to a year. Employees and assets are those of the day itself.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from puhui.identify.size.model import Figures
from puhui.kernel import Text
from puhui.rulebook import annual_income_wan

YEAR: Final = 12
TIMING_SOURCE: Final = "财税〔2018〕91号"


@dataclass(frozen=True, slots=True)
class TrailingIncome:
    """Income of a year as the rule counts it; None where it cannot be told, `said` says why or how."""

    income_wan: Decimal | None = field(repr=False)
    said: Text


def months_existed(established_on: date, as_of: date) -> int:
    """Whole months from the founding to the day of drawdown.

    >>> [months_existed(date(2026, 6, 23), date(2026, 11, day)) for day in (22, 23)]
    [4, 5]
    """
    months = (as_of.year - established_on.year) * YEAR + as_of.month - established_on.month
    return months - (as_of.day < established_on.day)


def trailing_income(figures: Figures) -> TrailingIncome:
    """Income ÷ months × 12 for a firm younger than a year, the sum of twelve months for any other.

    An older firm's income of fewer months is not stretched: the rule asks for all twelve.

    >>> young = Figures(date(2026, 11, 23), income_wan=Decimal(50), established_on=date(2026, 6, 20))
    >>> trailing_income(young).income_wan
    Decimal('120')
    """
    if figures.income_wan is None:
        return TrailingIncome(None, _NOT_GIVEN)
    covered = figures.income_months
    if figures.established_on is None:
        return _of_unknown_age(figures.income_wan, covered)
    existed = months_existed(figures.established_on, figures.as_of)
    if existed < 1:
        return TrailingIncome(None, _TOO_YOUNG)
    if existed < YEAR:
        return _stretched(figures.income_wan, existed)
    if covered is not None and covered < YEAR:
        return TrailingIncome(None, _incomplete(covered))
    return TrailingIncome(figures.income_wan, _TWELVE)


def _of_unknown_age(income_wan: Decimal, covered: int | None) -> TrailingIncome:
    if covered is None or covered >= YEAR:
        return TrailingIncome(income_wan, _TWELVE)
    return _stretched(income_wan, covered)


def _stretched(income_wan: Decimal, months: int) -> TrailingIncome:
    said = Text(
        f"存续不满一年：{months}个月收入÷{months}×12",
        f"younger than a year: income of {months} months ÷ {months} × 12",
    )
    return TrailingIncome(annual_income_wan(income_wan, months), said)


def _incomplete(covered: int) -> Text:
    return Text(
        f"只有{covered}个月的收入，需要贷款发放前12个自然月",
        f"income of {covered} months only; the twelve calendar months before drawdown are needed",
    )


ON_THE_DAY: Final = Text("贷款发放日", "on the day of drawdown")
_TWELVE: Final = Text("贷款发放前12个自然月累计", "the twelve calendar months before drawdown")
_NOT_GIVEN: Final = Text("未提供", "not given")
_TOO_YOUNG: Final = Text("成立不满一个月，无法折算", "less than a month old: a year's income cannot be told")
