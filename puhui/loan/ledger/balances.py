"""What the books say: balances as debit less credit, so that all of them together are nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from puhui.ground import Work
from puhui.loan.ledger import store
from puhui.loan.ledger.model import AccountCode
from puhui.loan.lender import lender_of


def trial_balance(work: Work, on: date | None = None) -> Mapping[AccountCode, int]:
    """Every account of this institution, up to and including the business date `on`; the sum is nothing."""
    rows = store.trial_balance(work.connection, lender_of(work), work.actor.mode, on)
    return dict.fromkeys(AccountCode, 0) | {AccountCode(row.account): int(row.balance_fen) for row in rows}


def balances_of(work: Work, drawdown_id: UUID) -> Mapping[AccountCode, int]:
    """Every account of one loan; receivables and what is owed above nothing, income below."""
    return balances_of_all(work, (drawdown_id,))[drawdown_id]


def balances_of_all(work: Work, drawdown_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[AccountCode, int]]:
    """The same for many loans in one question."""
    told = {one: dict.fromkeys(AccountCode, 0) for one in drawdown_ids}
    for row in store.balances(work.connection, list(told)) if told else ():
        told[row.drawdown_id][AccountCode(row.account)] = int(row.balance_fen)
    return told
