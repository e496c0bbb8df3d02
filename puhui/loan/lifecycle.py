"""Which step of a contract may follow which. Pure.

Reading comes before confirming, confirming before the account, the account before the signature. A cost table
that has changed takes a contract back to `disclosed`; after the signature nothing goes back.
"""

from collections.abc import Mapping
from typing import Final

from puhui.kernel import Problem, Text
from puhui.loan.model import ContractState as State

_FOLLOWS: Final[Mapping[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.SUITABLE, State.CANCELLED}),
    State.SUITABLE: frozenset({State.DISCLOSED, State.CANCELLED}),
    State.DISCLOSED: frozenset({State.DISCLOSED, State.CONFIRMED, State.ACCOUNT_BOUND, State.CANCELLED}),
    State.CONFIRMED: frozenset({State.DISCLOSED, State.ACCOUNT_BOUND, State.CANCELLED}),
    State.ACCOUNT_BOUND: frozenset({State.DISCLOSED, State.ACCOUNT_BOUND, State.SIGNED, State.CANCELLED}),
    State.SIGNED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
    State.CANCELLED: frozenset(),
}
ENDED: Final = frozenset({State.CLOSED, State.CANCELLED})
BEFORE_SIGNING: Final = frozenset(State) - {State.SIGNED, *ENDED}


def step(now: State, to: State) -> Problem | None:
    """Nothing when the step may be taken, else why not.

    >>> step(State.DRAFT, State.SIGNED).code
    'contract.step.conflict'
    """
    if to in _FOLLOWS[now]:
        return None
    return _OVER if now in ENDED or (now is State.SIGNED and to is not State.CLOSED) else _WRONG_STEP


_WRONG_STEP = Problem(
    "contract.step.conflict",
    Text("还没有到这一步。", "It is too early for this step."),
    Text(
        "请按顺序完成：适当性问题、综合融资成本明示表、收款账户、签署。",
        "Go in order: the questions, the cost table, the account, the signature.",
    ),
)
_OVER = Problem(
    "contract.over.closed",
    Text("这份合同已经签署或结束，不能再更改。", "This contract is signed or over and can no longer change."),
    Text("如有疑问，请联系贷款机构。", "If in doubt, ask the lender."),
)
