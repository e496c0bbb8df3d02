"""What an agreement costs, and whether it may be asked for. Pure; every figure is `cost`'s.

Price is measured against the cap in force on the day of the contract (domain 2.1: the date of the legal
event); a later drawdown stays under that day's cap.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from puhui.cost import (
    ContingentItem,
    CostTable,
    FeeBasis,
    FeeTiming,
    Method,
    PayeeType,
    Payer,
    Quote,
    Terms,
    Unquotable,
    add_months,
    cap_test,
    cost_table,
    held_uplift,
    penalty_terms,
    quote,
)
from puhui.kernel import Problem, Text, format_percent
from puhui.loan.model import AgreedTerms, NewContract
from puhui.rulebook import PriceCap, rulebook

_COURT: Final = "licensed_lender"
PENALTY: Final = Text("罚息", "Penalty interest")
_PREPAYMENT: Final = Text("提前还款违约金", "Prepayment fee")
_NO_PREPAYMENT_FEE: Final = Text(
    "可以提前还款，不收违约金，利息只算到还款当日。",
    "You may repay early without a fee; interest runs to the day of repayment only.",
)


def terms_on(agreed: AgreedTerms, principal_fen: int, on: date, ends_on: date | None = None) -> Terms:
    """The terms of a drawdown on a day. A line drawn at will runs to its own end, `ends_on`."""
    by_day = agreed.method is Method.REVOLVING
    ends_on = ends_on or add_months(on, agreed.months)
    return Terms(
        principal_fen=principal_fen,
        months=agreed.months,
        method=agreed.method,
        annual_rate=agreed.annual_rate,
        drawdown=on,
        fees=tuple(fee.charged for fee in agreed.fees),
        day_count=agreed.day_count,
        days=max((ends_on - on).days, 1) if by_day else None,
    )


def table_on(agreed: NewContract, on: date) -> CostTable:
    """The cost table of the whole amount, drawn on the day of the contract and repaid as agreed."""
    terms = agreed.terms
    free = not terms.prepayment_fee_share
    return cost_table(
        quote(terms_on(terms, terms.limit_fen, on)),
        agreed.lender_name.zh,
        audience=agreed.audience,
        contingent=tuple(_contingent(agreed, on)),
        reading_seconds=int(rulebook().on(on).value("disclosure.reading_seconds").value),
        notes=(_NO_PREPAYMENT_FEE,) if free else (),
    )


def price_cap(agreed: NewContract, on: date) -> PriceCap:
    """The law's cap for the contract's channel, measured on the product's basis."""
    legal = rulebook().on(on).price_cap(agreed.price_channel)
    return PriceCap(legal.value, agreed.terms.cap_basis, legal.rule)


def too_dear(priced: Quote, cap: PriceCap) -> Problem | None:
    """Nothing when the all-in cost is within the cap, else both figures and the rule."""
    tested = cap_test(priced, cap)
    if tested.within:
        return None
    return Problem(
        "contract.price_cap",
        Text(
            f"年化综合融资成本{format_percent(tested.measured)}超过上限{format_percent(tested.limit)}"
            f"（{cap.rule.source}），不能签约或放款。",
            f"The yearly all-in cost of {format_percent(tested.measured)} is above the cap of "
            f"{format_percent(tested.limit)} ({cap.rule.source}): nothing is signed or paid.",
        ),
        Text("请联系贷款机构重新确定价格。", "Ask the lender to price it anew."),
    )


def problem_with(agreed: NewContract, on: date) -> Problem | None:
    """The first reason why nobody may sign this on `on`, or nothing."""
    return next(_problems(agreed, on), None)


def penalty_line(on: date) -> Decimal:
    """The yearly rate above which a court reduces what a borrower in arrears owes (法发〔2017〕22号)."""
    return rulebook().on(on).price_cap(_COURT).value


def penalty_uplift(agreed: AgreedTerms, on: date) -> Decimal:
    """By how much the penalty rate really lies above the contract rate: as agreed, held to the line of the
    day of the contract, so that nobody is asked for what a court would take off again."""
    return held_uplift(agreed.annual_rate, agreed.penalty_uplift_share, penalty_line(on))


def must_be_drawn_whole(agreed: AgreedTerms) -> bool:
    """A fee that is a fixed amount would weigh more on part of the money than the cost table said."""
    return any(
        fee.charged.basis is FeeBasis.AMOUNT
        and fee.charged.payer is Payer.BORROWER
        and fee.charged.timing is not FeeTiming.CONTINGENT
        for fee in agreed.fees
    )


def _problems(agreed: NewContract, on: date) -> Iterator[Problem]:
    terms, rules = agreed.terms, rulebook().on(on)
    if any(_platform_takes(fee.charged.payee_type, fee.charged.payer) for fee in terms.fees):
        yield _FEE_TO_PLATFORM
    least = rules.value("penalty.overdue.uplift_min").value
    most = rules.value("penalty.overdue.uplift_max").value
    if not least <= terms.penalty_uplift_share <= most:
        yield _PENALTY
    if not 0 <= terms.prepayment_fee_share < 1:
        yield _PREPAYMENT_SHARE
    if terms.is_revolving and terms.method is not Method.REVOLVING:
        yield _REVOLVING
    try:
        priced = quote(terms_on(terms, terms.limit_fen, on))
    except Unquotable as unquotable:
        yield unquotable.problem
        return
    if dear := too_dear(priced, price_cap(agreed, on)):
        yield dear


def _platform_takes(payee: PayeeType, payer: Payer) -> bool:
    return payee is PayeeType.PLATFORM and payer is Payer.BORROWER


def _contingent(agreed: NewContract, on: date) -> Iterator[ContingentItem]:
    terms, lender = agreed.terms, agreed.lender_name.zh
    penalty = penalty_terms(terms.annual_rate, terms.penalty_uplift_share, penalty_line(on))
    yield ContingentItem(PENALTY, penalty, lender)
    if terms.prepayment_fee_share:
        share = format_percent(terms.prepayment_fee_share)
        words = Text(f"提前归还本金的{share}", f"{share} of the principal repaid early")
        yield ContingentItem(_PREPAYMENT, words, lender)


_FEE_TO_PLATFORM = Problem(
    "contract.fee_to_platform",
    Text(
        "平台不得以任何名义向借款人收取利息或费用（金规〔2025〕9号）。",
        "The platform may not take interest or fees from a borrower in any form (金规〔2025〕9号).",
    ),
    Text("请删去这项收费，或由贷款机构承担。", "Remove this fee, or let the lender pay it."),
)
_PENALTY = Problem(
    "contract.penalty",
    Text(
        "罚息上浮比例不在规定范围内（银发〔2003〕251号）。",
        "The uplift of the penalty rate is outside what is allowed (银发〔2003〕251号).",
    ),
    Text("请改为30%至50%。", "Use 30 % to 50 %."),
)
_PREPAYMENT_SHARE = Problem(
    "contract.prepayment",
    Text("提前还款违约金比例不正确。", "The prepayment fee is no share of the principal."),
    Text("请写成0到1之间的比例。", "Write a share between 0 and 1."),
)
_REVOLVING = Problem(
    "contract.revolving",
    Text("循环额度只能用于随借随还产品。", "Only a loan drawn and repaid at will has a revolving line."),
    Text("请核对产品的还款方式。", "Check the product's method of repayment."),
)
