"""What no lender could mean, caught before anything is computed, each with its own sentence."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from puhui.cost.fees import upfront_fees_fen
from puhui.cost.model import Fee, FeeTiming, Method, PayeeType, Payer, Terms
from puhui.cost.revolving import repayments
from puhui.kernel import Problem, Text

LARGEST_FEN: Final = 10**15
LONGEST_MONTHS: Final = 600
LARGEST_RATE: Final = Decimal(10)
_FIRST_YEAR, _LAST_YEAR = 1990, 2200


def problem_with(terms: Terms) -> Problem | None:
    """The first thing that is wrong with the terms, or nothing."""
    return next(_problems(terms), None)


def _problems(terms: Terms) -> Iterator[Problem]:
    if not 0 < terms.principal_fen <= LARGEST_FEN:
        yield _PRINCIPAL
    by_day = terms.method is Method.REVOLVING and (terms.days is not None or terms.repayments)
    if not by_day and not 1 <= terms.months <= LONGEST_MONTHS:
        yield _MONTHS
    if not terms.annual_rate.is_finite() or not 0 <= terms.annual_rate <= LARGEST_RATE:
        yield _RATE
    if not _FIRST_YEAR <= terms.drawdown.year <= _LAST_YEAR:
        yield _DRAWDOWN
    yield from _dates(terms)
    for fee in terms.fees:
        yield from _fee(fee)
    if upfront_fees_fen(terms) >= terms.principal_fen:
        yield _NOTHING_RECEIVED


def _dates(terms: Terms) -> Iterator[Problem]:
    if terms.method is not Method.REVOLVING:
        if terms.days is not None or terms.repayments:
            yield _DAYS_ARE_FOR_REVOLVING
        if terms.first_due is not None and not (
            timedelta(0) < terms.first_due - terms.drawdown <= timedelta(days=366)
        ):
            yield _FIRST_DUE
        return
    if terms.days is not None and not 1 <= terms.days <= LONGEST_MONTHS * 31:
        yield _DAYS
        return
    planned = repayments(terms)
    days = [terms.drawdown, *(repayment.on for repayment in planned)]
    rising = all(earlier < later for earlier, later in pairwise(days))
    whole = sum(repayment.principal_fen for repayment in planned) == terms.principal_fen
    if not rising or not whole or any(repayment.principal_fen < 0 for repayment in planned):
        yield _REPAYMENTS


def _fee(fee: Fee) -> Iterator[Problem]:
    if fee.payee_type is PayeeType.PLATFORM and fee.payer is Payer.BORROWER:
        yield FEE_TO_PLATFORM
    if not 0 <= fee.amount_fen <= LARGEST_FEN or not fee.share.is_finite() or not 0 <= fee.share <= 1:
        yield _FEE
    if fee.timing is FeeTiming.UPFRONT and fee.share == 1:
        yield _NOTHING_RECEIVED


FEE_TO_PLATFORM: Final = Problem(
    "cost.fee_to_platform",
    Text(
        "平台不得以任何名义向借款人收取利息或费用（金规〔2025〕9号）。",
        "The platform may not take interest or fees from a borrower in any form (金规〔2025〕9号).",
    ),
    Text("请删去这项收费，或由贷款机构承担。", "Remove this fee, or let the lender pay it (payer=lender)."),
)
_PRINCIPAL = Problem(
    "cost.principal",
    Text(
        "借款本金应大于零，且不超过10万亿元。",
        "The principal must be more than zero and at most ten trillion yuan.",
    ),
    Text("请重新填写本金（元）。", "Enter the principal again, in yuan."),
)
_MONTHS = Problem(
    "cost.months",
    Text(f"期数应为1到{LONGEST_MONTHS}个月。", f"The term must be between 1 and {LONGEST_MONTHS} months."),
    Text("请重新填写期数。", "Enter the number of months again."),
)
_RATE = Problem(
    "cost.annual_rate",
    Text(
        "年利率应是0到10之间的小数，例如0.18表示18%。",
        "The yearly rate must be a fraction between 0 and 10; 0.18 means 18 %.",
    ),
    Text("请重新填写利率。", "Enter the rate again."),
)
_DRAWDOWN = Problem(
    "cost.drawdown",
    Text("放款日期不在1990年到2200年之间。", "The day of drawdown is not between 1990 and 2200."),
    Text("请核对日期。", "Check the date."),
)
_FIRST_DUE = Problem(
    "cost.first_due",
    Text("首个还款日应在放款日之后、一年之内。", "The first due date must be within a year after drawdown."),
    Text("请核对首个还款日。", "Check the first due date."),
)
_DAYS_ARE_FOR_REVOLVING = Problem(
    "cost.days_not_revolving",
    Text(
        "按天计息和中途还款只适用于随借随还（revolving）。",
        "Days and repayments of one's own choice are for revolving loans only.",
    ),
    Text("请改用 revolving，或改填月数。", "Use revolving, or give months."),
)
_DAYS = Problem(
    "cost.days",
    Text("使用天数应为1天以上、50年以内。", "The number of days must be at least 1 and at most fifty years."),
    Text("请重新填写天数。", "Enter the number of days again."),
)
_REPAYMENTS = Problem(
    "cost.repayments",
    Text(
        "还款应晚于放款、按日期先后排列，且本金合计等于借款本金。",
        "Repayments must come after drawdown, in order, and add up to exactly the principal.",
    ),
    Text("请核对还款计划。", "Check the repayments."),
)
_FEE = Problem(
    "cost.fee",
    Text(
        "费用不能为负，比例应在0到1之间。",
        "A fee may not be negative, and a share must be between 0 and 1.",
    ),
    Text("请核对费用。", "Check the fees."),
)
_NOTHING_RECEIVED = Problem(
    "cost.nothing_received",
    Text(
        "预先扣除的费用不少于本金，借款人拿不到钱。",
        "The fees deducted up front are not less than the principal: nothing would be received.",
    ),
    Text("请核对费用。", "Check the fees."),
)
