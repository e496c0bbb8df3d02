"""Every loan run against its owner's cash, month by month: paid while there is money, not afterwards.

No coin decides. A loan defaults when three instalments are unpaid; the cause is what had drained the cash
when the first one was missed. The same run says what would have happened to loans that were not lent.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from town.dice import Bools, Floats, Ints, Words
from town.lending.asked import Asked
from town.trade.activity import Activity
from town.trade.firms import Firms
from town.trade.ledger import Ledger
from town.world import World

BEHIND_INSTALMENTS: Final = 3
_USE_SHARE: Final = 0.6
_BACK_MONTHS: Final = 6
_AGENT_FEE_SHARE: Final = 0.08
_CALLED_MONTHS: Final = 6
_WAVES: Final = 3
_RECENT_MONTHS: Final = 8


@dataclass(frozen=True, slots=True)
class Course:
    """How each loan went; applications × months, yuan. `default` is the month, −1 never; so is `repaid`.

    `at_hand` is the cash before a due was paid, after everything else of the month.
    """

    instalment: Floats
    due: Floats
    paid: Floats
    at_hand: Floats
    default: Ints
    repaid: Ints
    first_missed: Ints
    called: Floats
    outstanding: Floats
    cause: Words


def run_loans(world: World, ledger: Ledger, activity: Activity, asked: Asked) -> Course:
    """Each application as if it had been lent. Mutual guarantees are called in waves: who fails in one
    is paid for by the others of the ring in the next, which may make them fail."""
    firms = world.firms
    rng = world.dice.stream("repaying")
    returns = np.exp(rng.normal(0.02, 0.06, len(asked))) * (
        1 + firms.of_character("margin")[asked.firm] * 0.15
    )
    called = np.zeros((len(asked), ledger.net.shape[1]))
    course = _run(firms, ledger, asked, returns, called)
    for _ in range(_WAVES):
        now = _calls(firms, asked, course)
        if np.array_equal(now, called):
            break
        called = now
        course = _run(firms, ledger, asked, returns, called)
    return replace(course, cause=_causes(firms, ledger, activity, asked, course))


def _run(firms: Firms, ledger: Ledger, asked: Asked, returns: Floats, called: Floats) -> Course:
    firm, months = asked.firm, ledger.net.shape[1]
    shape = (len(asked), months)
    instalment = _instalment(asked)
    keeps = firms.of_character("keeps")[firm]
    fee = np.where(firms.character[firm] == "coached", _AGENT_FEE_SHARE, 0.0)
    kept = asked.lent_yuan * np.maximum(keeps - fee, 0)
    used = kept * _USE_SHARE
    due, paid, at_hand, outstanding = (np.zeros(shape) for _ in range(4))
    cash, owed, arrears = np.zeros(len(asked)), np.zeros(len(asked)), np.zeros(len(asked))
    default, repaid, missed = (np.full(len(asked), -1) for _ in range(3))
    for month in range(months):
        since = month - asked.month
        starts = since == 0
        cash = np.where(starts, ledger.cash[firm, month] + kept - used, cash)
        owed = np.where(starts, instalment * asked.months, owed)
        on = (since > 0) & (default < 0) & (repaid < 0)
        back = np.where((since > 0) & (since <= _BACK_MONTHS), used * returns / _BACK_MONTHS, 0)
        cash = np.where(
            since > 0, np.minimum(cash + ledger.net[firm, month] + back, _cap(ledger, firm, instalment)), cash
        )
        cash = cash - called[:, month]
        due[:, month] = np.where(on, np.minimum(instalment * (since <= asked.months) + arrears, owed), 0)
        at_hand[:, month] = cash
        paid[:, month] = np.where(on, np.clip(cash, 0, due[:, month]), 0)
        cash, owed = cash - paid[:, month], owed - paid[:, month]
        arrears = np.where(on, due[:, month] - paid[:, month], arrears)
        outstanding[:, month] = np.where(since >= 0, owed, 0)
        behind = arrears > instalment * 0.02
        missed = np.where(on & behind & (missed < 0), month, missed)
        default = np.where(on & (arrears >= instalment * (BEHIND_INSTALMENTS - 0.02)), month, default)
        repaid = np.where(on & (owed < 1), month, repaid)
    return Course(
        instalment, due, paid, at_hand, default, repaid, missed, called, outstanding,
        cause=np.full(len(asked), ""),
    )  # fmt: skip


def _cap(ledger: Ledger, firm: Ints, instalment: Floats) -> Floats:
    return ledger.cap[firm] + 2 * instalment


def _instalment(asked: Asked) -> Floats:
    """等额本息, to the fen."""
    rate = asked.rate / 12
    growth = (1 + rate) ** asked.months
    return np.round(asked.lent_yuan * rate * growth / (growth - 1), 2)


def _calls(firms: Firms, asked: Asked, course: Course) -> Floats:
    """What each guarantor is asked to pay for the others of the ring, over half a year after a default."""
    called = np.zeros_like(course.paid)
    in_ring = firms.character[asked.firm] == "mutual_guarantee"
    for failed in np.flatnonzero(in_ring & asked.is_lent & (course.default >= 0)):
        month = int(course.default[failed])
        others = np.flatnonzero((firms.ring[asked.firm] == firms.ring[asked.firm[failed]]) & in_ring)
        others = others[others != failed]
        if len(others):
            end = min(month + 1 + _CALLED_MONTHS, called.shape[1])
            each = course.outstanding[failed, month] / len(others) / _CALLED_MONTHS
            called[others, month + 1 : end] += each
    return called


def _causes(firms: Firms, ledger: Ledger, activity: Activity, asked: Asked, course: Course) -> Words:
    """The first of the reasons, gravest first, that holds when the first instalment is missed."""
    missed, firm = course.first_missed, asked.firm
    at = np.maximum(missed, 0)

    def recently(event: Ints) -> Bools:
        happened = event[firm]
        return (happened >= 0) & (happened <= at) & (at - happened <= _RECENT_MONTHS)

    before = _mean_before(ledger.sales, firm, at, 3)
    usual = ledger.base[firm]
    heavy = course.instalment + ledger.debts[firm, at] > 0.75 * ledger.ordinary_left[firm]
    called = (np.cumsum(course.called, axis=1)[np.arange(len(asked)), at]) > 0
    cause = np.select(
        [
            firms.of_character("keeps")[firm] < 0.5,
            called,
            recently(activity.customer_lost),
            recently(activity.illness),
            recently(activity.trouble),
            before < 0.7 * usual,
            heavy,
        ],
        [
            "money_left",
            "guarantee_called",
            "customer_lost",
            "illness",
            "sales_fell",
            "sales_fell",
            "too_much_debt",
        ],
        "thin_cash",
    )
    return np.where(course.default >= 0, cause, "")


def _mean_before(table: Floats, firm: Ints, month: Ints, span: int) -> Floats:
    total = np.concatenate([np.zeros((len(table), 1)), np.cumsum(table, axis=1)], axis=1)
    first = np.maximum(month + 1 - span, 0)
    return np.asarray((total[firm, month + 1] - total[firm, first]) / np.maximum(month + 1 - first, 1))
