"""Both phases of a repayment one after the other, each in a transaction of its own.

For a program that holds a payment rail and can wait for it. A page asks with `repay` and looks again.
"""

from collections.abc import Callable
from uuid import UUID

from puhui.ground import Actor, Ground, Work
from puhui.kernel import Problem
from puhui.loan import PaymentRail
from puhui.servicing.model import Repayment
from puhui.servicing.service.collecting import collect_repayment
from puhui.servicing.service.repaying import repay, settle
from puhui.servicing.service.standing import repayment


def repay_at_once(
    ground: Ground, actor: Actor, drawdown_id: UUID, amount_fen: int, key: str, *, rail: PaymentRail
) -> Repayment | Problem:
    """Ask, collect and book; the repayment as it then stands, still asked where the rail was silent."""
    return _both(ground, actor, rail, lambda work: repay(work, drawdown_id, amount_fen, key))


def settle_at_once(
    ground: Ground, actor: Actor, drawdown_id: UUID, key: str, *, rail: PaymentRail
) -> Repayment | Problem:
    """The same for everything that is owed today."""
    return _both(ground, actor, rail, lambda work: settle(work, drawdown_id, key))


def _both(
    ground: Ground, actor: Actor, rail: PaymentRail, ask: Callable[[Work], Repayment | Problem]
) -> Repayment | Problem:
    with ground.work(actor) as work:
        asked = ask(work)
        if isinstance(asked, Problem):
            work.connection.rollback()
            return asked
    with ground.work(actor) as work:
        if collect_repayment(work, asked.id, rail) is not None:
            work.connection.rollback()
    with ground.work(actor) as work:
        return repayment(work, asked.id)
