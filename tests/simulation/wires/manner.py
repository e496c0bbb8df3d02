"""How the rail takes a question in town: a closed account is closed, an empty purse is empty."""

from collections.abc import Mapping

from puhui.loan import Account
from puhui.loan.standin import Conduct, Deed
from puhui.loan.standin.till import Manner
from tests.simulation.world.people import Card
from tests.simulation.world.purse import Purse


def manner_of(purses: Mapping[str, Purse]) -> Manner:
    """The manner of a till, by bank card."""

    def manner(deed: Deed, account: Account, amount_fen: int) -> Conduct:
        purse = purses[account.bank_card]
        if purse.borrower.card is Card.CLOSED:
            return Conduct.CLOSED
        if deed is Deed.COLLECT and not purse.gives():
            return Conduct.NO_FUNDS
        return Conduct.PAY

    return manner
