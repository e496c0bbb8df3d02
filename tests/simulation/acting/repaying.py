"""What borrowers do about their loans on a day: pay a part by hand, settle early, or wait for the debit."""

import random
from dataclasses import dataclass

from puhui.ground import Work
from puhui.kernel import Problem
from puhui.servicing import LoanState, Position, loans_of, repay, settle
from tests.simulation.acting.applying import as_borrower
from tests.simulation.acting.journey import Journey
from tests.simulation.world.names import person
from tests.simulation.world.people import Habit

_PAYS_BY_HAND_SHARE = 0.06


@dataclass(slots=True)
class Paying:
    """One borrower's hand on their purse; `luck` is their own stream."""

    journey: Journey
    luck: random.Random

    def act(self, day: int) -> None:
        """At most one thing a day. Money paid by hand is there until the evening."""
        signing = self.journey.signing
        if signing is None or signing.contract is None or not signing.drawn:
            return
        with signing.house.work(as_borrower(signing.subject_id)) as work:
            for one in loans_of(work, signing.contract.id):
                if one.state is not LoanState.SETTLED:
                    self._about(work, one, day)

    def _about(self, work: Work, one: Position, day: int) -> None:
        borrower = self.journey.borrower
        if borrower.habit is Habit.EARLY and day >= borrower.arrives_day + borrower.late_days:
            self._ask(settle(work, one.drawdown_id, f"early-{day}"), "settlements asked")
            return
        if self.luck.random() >= _PAYS_BY_HAND_SHARE:
            return
        amount_fen = self._amount_fen(one)
        if amount_fen > 0:
            for _ in range(borrower.taps):
                self._ask(repay(work, one.drawdown_id, amount_fen, f"hand-{day}"), "repayments asked")

    def _amount_fen(self, one: Position) -> int:
        """What is due, the next instalment, or a part of it that may or may not be taken."""
        whole_fen = one.due_now_fen or one.next_due_fen
        if self.journey.borrower.habit is Habit.PARTIAL:
            return int(whole_fen * self.luck.choice((0.3, 0.5, 0.9)))
        return whole_fen

    def _ask(self, asked: object, what: str) -> None:
        if isinstance(asked, Problem):
            self.journey.town.count(asked.code)
            return
        self.journey.town.purses[person(self.journey.borrower).card].is_open = True
        self.journey.town.count(what)
