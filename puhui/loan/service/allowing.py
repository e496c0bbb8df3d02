"""May this much be drawn under this contract on this day? Everything but the room left in the limits."""

from datetime import date, datetime, timedelta
from uuid import UUID

from puhui.cost import Method, Unquotable, add_months, quote
from puhui.ground import Work
from puhui.kernel import Problem, Text, format_yuan, say_amount
from puhui.loan.contract_words import entrusted_above_fen
from puhui.loan.model import Contract, ContractState
from puhui.loan.pricing import must_be_drawn_whole, price_cap, terms_on, too_dear
from puhui.loan.reference import limits
from puhui.loan.service.looking import term_end
from puhui.loan.service.steps import found
from puhui.loan.store import drawdowns as store
from puhui.rulebook import rulebook


def refusal(work: Work, contract_id: UUID, amount_fen: int, on: date) -> Problem | None:
    """Why nothing may be drawn; the contract is read again now that its line is held.

    Signed after midnight, a contract may be drawn on a business date that has not yet moved on.
    """
    now = found(work, contract_id)
    if isinstance(now, Problem):
        return now
    if now.state is not ContractState.SIGNED or now.signed_on is None:
        return _NOT_SIGNED
    if amount_fen < limits()["draw_least_fen"]:
        return _too_little()
    if must_be_drawn_whole(now.terms) and amount_fen != now.terms.limit_fen:
        return _WHOLE
    on = max(on, now.signed_on)
    if on >= _last_day(now):
        return _TOO_LATE
    return _entrusted(work, now, amount_fen) or _price(now, amount_fen, on)


def _price(now: Contract, amount_fen: int, on: date) -> Problem | None:
    """The cap of the day of the contract, for this drawdown's own figures."""
    try:
        priced = quote(terms_on(now.terms, amount_fen, on, term_end(now)))
    except Unquotable as unquotable:
        return unquotable.problem
    return too_dear(priced, price_cap(now.agreed, now.signed_on or on))


def _entrusted(work: Work, now: Contract, amount_fen: int) -> Problem | None:
    """Above the threshold money goes to the supplier; several small drawdowns in a few days count as one."""
    rules = rulebook().on(work.today())
    above_fen = entrusted_above_fen(now.agreed, rules)
    days = int(rules.value("monitoring.split_payment_days"))
    together_fen = amount_fen + store.drawn_since(work.connection, now.id, _days_ago(work, days))
    if together_fen <= above_fen:
        return None
    above = say_amount(above_fen)
    return Problem(
        "drawdown.entrusted_payment",
        Text(
            "单笔（{days}日内合并计算）超过{above}的经营用款须受托支付：由贷款人直接付给你的交易对手。"
            "这里暂不能办理。",
            "More than {above} for business (counted together over {days} days) must be paid by the lender "
            "straight to your supplier. That cannot be done here yet.",
        ).fill(days=days, above=above),
        Text(
            "可以先提取不超过{above}的部分，或带着采购合同联系贷款机构办理。",
            "Draw {above} or less, or take the purchase contract to the lender.",
        ).fill(above=above),
    )


def _days_ago(work: Work, days: int) -> datetime:
    return work.now() - timedelta(days=days)


def _last_day(now: Contract) -> date:
    signed_on = now.signed_on or date.min
    if now.terms.method is Method.REVOLVING:
        return (now.ends_on or add_months(signed_on, now.terms.months)) - timedelta(days=1)
    return signed_on + timedelta(days=limits()["draw_within_days"] + 1)


def _too_little() -> Problem:
    least = format_yuan(limits()["draw_least_fen"])
    return Problem(
        "drawdown.amount",
        Text(f"每笔提款至少{least}。", f"A drawdown is {least} or more."),
        Text("请填写更大的金额。", "Give a larger amount."),
        "amount",
    )


_NOT_SIGNED = Problem(
    "drawdown.contract.conflict",
    Text("合同还没有签署，或已经结束。", "The contract is not signed yet, or is over."),
    Text("请先签署合同。", "Sign the contract first."),
)
_WHOLE = Problem(
    "drawdown.whole",
    Text("这笔贷款须一次提取全部金额。", "This loan is drawn at once and whole."),
    Text("请提取合同的全部金额。", "Draw the whole amount of the contract."),
    "amount",
)
_TOO_LATE = Problem(
    "drawdown.period.closed",
    Text("提款期限已过。", "The time for drawing has passed."),
    Text("请重新申请。", "Apply again."),
)
