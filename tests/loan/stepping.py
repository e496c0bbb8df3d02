"""Contracts that were brought some steps towards a signature."""

from dataclasses import replace
from uuid import UUID

from puhui.ground import Actor, ActorKind, Mode, Work
from puhui.kernel import Language
from puhui.loan import (
    Contract,
    ContractState,
    Disclosure,
    answer_suitability,
    confirm_cost_table,
    show_cost_table,
)
from tests.loan.lending import LENDER, drafted, good, later, suiting


def shown(work: Work, made: Contract) -> Disclosure:
    """The cost table, shown."""
    disclosure = show_cost_table(work, made.id, Language.ZH)
    assert isinstance(disclosure, Disclosure), disclosure
    return disclosure


def suited(work: Work) -> Contract:
    """A contract whose questions are answered."""
    made = drafted(work)
    return good(answer_suitability(work, made.id, suiting(work)), ContractState.SUITABLE)


def confirmed(work: Work) -> Contract:
    """A contract whose cost table was read and confirmed."""
    made = suited(work)
    seen = shown(work, made)
    return good(confirm_cost_table(later(work), made.id, seen.document_hash), ContractState.CONFIRMED)


def borrowing(work: Work, subject_id: UUID) -> Work:
    """The same work as a borrower who has come in."""
    actor = Actor(str(subject_id), ActorKind.BORROWER, frozenset({"borrower"}), Mode.TEST, LENDER)
    return replace(work, actor=actor)
