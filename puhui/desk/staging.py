"""Where an application stands, from what the rooms know. Pure: no clock, so a row made again is the same.

The platform sees as far as hand-overs and the mirror, an institution its own file, contract and loans.
"""

from dataclasses import dataclass

from puhui.desk.model import Stage
from puhui.exchange import BINDING, OPEN, HandoverStatus
from puhui.intake import Status
from puhui.kernel import Outcome
from puhui.loan import ContractState


@dataclass(frozen=True, slots=True)
class Money:
    """Whether money has left under the contract, and whether all of it came back."""

    is_out: bool = False
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What matters of an application for its stage. `outcome` is the newest decision's.

    `has_offers` is None before matching was tried. `is_confirmed`, `is_referred` (no
    machine could decide) and `is_stopped` are an institution's.
    """

    status: Status
    outcome: Outcome | None = None
    asks_person: bool = False
    has_offers: bool | None = None
    handover: HandoverStatus | None = None
    contract: ContractState | None = None
    is_confirmed: bool = False
    is_referred: bool = False
    is_stopped: bool = False
    money: Money = Money()


def stage_on_platform(at: Standing) -> Stage:
    """The platform's view: it finds, advises and hands over.

    >>> stage_on_platform(Standing(Status.DECIDED, Outcome.REFER)).value
    'needs_person'
    >>> stage_on_platform(Standing(Status.REDIRECTED, handover=HandoverStatus.REFUSED)).value
    'offered'
    """
    if at.handover in BINDING:
        return _of_money(at.money)
    if at.status in _OVER:
        return Stage.ENDED
    if at.status is Status.REDIRECTED:
        is_there = at.handover is None or at.handover in OPEN
        return Stage.AT_INSTITUTION if is_there else Stage.OFFERED
    return _of_decision(at)


def stage_at_institution(at: Standing) -> Stage:
    """An institution's view of what came in, or of its own borrower: it decides, signs and lends.

    >>> stage_at_institution(Standing(Status.DECIDED, Outcome.APPROVE)).value
    'offered'
    >>> stage_at_institution(Standing(Status.DECIDED, Outcome.APPROVE, contract=ContractState.DRAFT)).value
    'at_institution'
    """
    if at.contract is ContractState.CLOSED:
        return Stage.ENDED
    if at.contract is ContractState.SIGNED:
        return _of_money(at.money)
    if at.status in _OVER or at.is_stopped or at.contract is ContractState.CANCELLED:
        return Stage.ENDED
    if at.contract is not None:
        return Stage.AT_INSTITUTION
    if at.outcome is None and at.is_confirmed:
        return Stage.NEEDS_PERSON if at.is_referred else Stage.DECIDING
    return Stage.OFFERED if _is_approved(at) else _of_decision(at)


def _of_money(money: Money) -> Stage:
    if money.is_settled:
        return Stage.ENDED
    return Stage.LENT if money.is_out else Stage.AT_INSTITUTION


def _of_decision(at: Standing) -> Stage:
    if at.status is Status.DECIDING:
        return Stage.DECIDING
    if at.outcome is None:
        return Stage.APPLYING
    if at.asks_person or at.outcome is Outcome.REFER:
        return Stage.NEEDS_PERSON
    if at.status is Status.OFFERED:
        return Stage.OFFERED
    is_coming = at.outcome is Outcome.APPROVE and at.has_offers is None
    return Stage.DECIDING if is_coming else Stage.ENDED


def _is_approved(at: Standing) -> bool:
    return at.outcome is Outcome.APPROVE and not at.asks_person


_OVER = frozenset({Status.WITHDRAWN, Status.EXPIRED})
