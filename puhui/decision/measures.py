"""How much money a business needs to turn, and how much of a loan it can carry. Pure arithmetic.

The need is the working-capital formula of the 流动资金贷款管理办法 (domain 3). Invoices do not tell
inventory or receivable days, so the table `cash_flow` gives them by trade, with a low confidence that the
record keeps. Amounts are fen; every division is exact decimal arithmetic, rounded down at the end.
"""

from decimal import ROUND_FLOOR, Decimal

MONTHS_PER_YEAR = 12
YEAR_DAYS = 360


def margin(
    sales_fen: int, purchases_fen: int | None, least: Decimal, most: Decimal, default: Decimal
) -> Decimal:
    """Operating margin as far as invoices tell: what is left of sales after purchases, kept within what the
    trade can earn (wages, rent and much else never appear on an invoice). Unknown purchases: the default.

    >>> margin(1_000_000, 930_000, Decimal("0.05"), Decimal("0.2"), Decimal("0.1"))
    Decimal('0.07')
    """
    if not purchases_fen or sales_fen <= 0:
        return default
    return min(max(1 - Decimal(purchases_fen) / sales_fen, least), most)


def turns_per_year(
    inventory_days: Decimal,
    receivable_days: Decimal,
    payable_days: Decimal,
    prepayment_days: Decimal = Decimal(0),
    advance_receipt_days: Decimal = Decimal(0),
) -> Decimal:
    """How often working capital comes round; a cycle shorter than a month is taken for a month, so that a
    cash trade still has a need.

    >>> turns_per_year(Decimal(45), Decimal(60), Decimal(30))
    Decimal('4.8')
    """
    cycle_days = inventory_days + receivable_days - payable_days + prepayment_days - advance_receipt_days
    return YEAR_DAYS / max(cycle_days, Decimal(YEAR_DAYS // MONTHS_PER_YEAR))


def working_capital_need_fen(
    sales_fen: int, margin: Decimal, growth: Decimal, turns: Decimal, season: Decimal = Decimal(1)
) -> int:
    """Prior sales × (1 − margin) × (1 + growth) ÷ turns, times the season's ratio. The worked example of
    domain 3, in 万元:

    >>> working_capital_need_fen(1_200_000_000, Decimal("0.08"), Decimal("0.10"), Decimal("4.8")) // 1_000_000
    253
    """
    return _floor(sales_fen * (1 - margin) * (1 + growth) * season / turns)


def growth(sales_fen: int, sales_prior_fen: int | None, least: Decimal, most: Decimal) -> Decimal:
    """Year on year, bounded; of an unknown year before, none is assumed.

    >>> growth(130, 100, Decimal("-0.3"), Decimal("0.1"))
    Decimal('0.1')
    """
    if sales_prior_fen is None or sales_prior_fen <= 0:
        return min(Decimal(0), most)
    return min(max(Decimal(sales_fen) / sales_prior_fen - 1, least), most)


def principal_for_fen(instalment_fen: int, annual_rate: Decimal, months: int) -> int:
    """The principal that equal monthly instalments of this size repay.

    >>> principal_for_fen(888_488, Decimal("0.12"), 12) // 1000
    10000
    """
    if instalment_fen <= 0:
        return 0
    rate = annual_rate / MONTHS_PER_YEAR
    if rate == 0:
        return instalment_fen * months
    return _floor(instalment_fen * (1 - (1 + rate) ** -months) / rate)


def round_down_fen(amount_fen: int, step_fen: int) -> int:
    """Down to a whole step.

    >>> round_down_fen(12_345_678, 1_000_000)
    12000000
    """
    return amount_fen // step_fen * step_fen


def _floor(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_FLOOR))
