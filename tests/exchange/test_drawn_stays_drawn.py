"""A hand-over does not go back: what was paid out stays paid out, whatever is told about a signature."""

from puhui.exchange import EventKind, HandoverStatus, tell
from puhui.ground import Actor
from tests.exchange.handing import at_the_bank, handed_over, sign, state
from tests.exchange.two_sides import Town

LENT = {"drawdown_ref": "d-1", "contract_ref": "c-1", "amount_fen": 1_000_000}


def test_a_signature_told_again_takes_no_payout_back(town: Town, clerk: Actor) -> None:
    """After the money has left, one more `contract.signed` is the mirror's to judge and moves nothing."""
    shop = handed_over(town, clerk)
    reference = at_the_bank(town, clerk, shop).reference
    sign(town, clerk, reference)
    with town.bank.ground.work(clerk) as work:
        tell(work, reference, EventKind.DRAWDOWN_POSTED, {**LENT, "value_date": "2026-11-23"})
    sign(town, clerk, reference)
    town.settle()
    assert state(town, clerk, shop).status is HandoverStatus.DRAWN
