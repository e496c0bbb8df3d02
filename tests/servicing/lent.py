"""A made-up borrower who has drawn: the house that lends, its rail, its clock, and one loan at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import TypeVar
from uuid import UUID

from puhui.cost import Method
from puhui.ground import Actor, Ground
from puhui.kernel import BEIJING, MovableClock, Problem
from puhui.loan import (
    Account,
    AccountCode,
    AgreedTerms,
    balances_of,
    pay_out,
    reserve_drawdown,
    trial_balance,
)
from puhui.loan.standin import Conduct, Deed, MemoryRail, Till, by_card
from puhui.servicing import (
    EndOfDay,
    Instalment,
    Position,
    Repayment,
    end_of_day,
    instalments,
    position,
    repay_at_once,
    schedule_drawdown,
    settle_at_once,
)
from tests.loan.lending import CLERK, LENDER, TERM, signed

FIRST_DAY = date(2027, 1, 15)
"""The day on which the worked examples are drawn; months are as long as in 2026, the year of domain 2.4."""


def noon(day: date) -> datetime:
    """Noon in Beijing."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=BEIJING).astimezone(UTC)


def terms(method: Method, fen: int, rate: str, months: int = 12, **other: object) -> AgreedTerms:
    """Terms of a loan drawn whole."""
    plain = replace(TERM, limit_fen=fen, months=months, method=method, annual_rate=Decimal(rate), fees=())
    return replace(plain, **other)  # type: ignore[arg-type]


@dataclass
class House:
    """A lender on a database of its own, with a clock that can be moved."""

    ground: Ground
    clock: MovableClock
    has_funds: bool = True
    """Whether the borrower's account can be debited."""
    moods: dict[int, Conduct] = field(default_factory=dict)
    """How the rail takes a debit of exactly this many fen."""
    rail: MemoryRail = field(init=False)
    actor: Actor = CLERK
    keys: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        """A rail that knows how much the borrower has."""
        self.rail = MemoryRail(Till(self._conduct))

    def _conduct(self, deed: Deed, account: Account, fen: int) -> Conduct:
        poor = deed is Deed.COLLECT and not self.has_funds
        if deed is Deed.COLLECT and fen in self.moods:
            return self.moods[fen]
        return Conduct.NO_FUNDS if poor else by_card(deed, account, fen)

    def lend(
        self, agreed: AgreedTerms, fen: int | None = None, on: date | None = None, *, scheduled: bool = True
    ) -> UUID:
        """Everything from the application to the schedule; gives the drawdown. `on` may lie in the past."""
        with self.ground.work(self.actor) as work:
            contract = signed(work, agreed)
        return self.draw(contract.id, fen or agreed.limit_fen, on, scheduled=scheduled)

    def draw(self, contract_id: UUID, fen: int, on: date | None = None, *, scheduled: bool = True) -> UUID:
        """One drawdown of a signed contract."""
        with self.ground.work(self.actor) as work:
            drawn = good(reserve_drawdown(work, contract_id, fen, f"D-{next(self.keys)}"))
        with self.ground.work(self.actor) as work:
            assert pay_out(work, drawn.id, self.rail, on) is None
            if scheduled:
                good(schedule_drawdown(work, drawn.id))
        return drawn.id

    def go_to(self, day: date, **other: object) -> EndOfDay:
        """Let the clock come to a day and close every day before it."""
        self.clock.set(noon(day))
        return good(end_of_day(self.ground, self.rail, self.actor, **other))  # type: ignore[arg-type]

    def pass_days(self, days: int) -> EndOfDay:
        """Let days pass."""
        return self.go_to(self.today() + timedelta(days=days))

    def today(self) -> date:
        """The clock's date."""
        return self.clock.now().astimezone(BEIJING).date()

    def repay(self, loan: UUID, fen: int, key: str | None = None) -> Repayment | Problem:
        """Both phases."""
        named = key or f"K-{next(self.keys)}"
        return repay_at_once(self.ground, self.actor, loan, fen, named, rail=self.rail)

    def settle(self, loan: UUID) -> Repayment | Problem:
        """Both phases."""
        return settle_at_once(self.ground, self.actor, loan, f"S-{next(self.keys)}", rail=self.rail)

    def position(self, loan: UUID) -> Position:
        """Where it stands."""
        with self.ground.work(self.actor) as work:
            return good(position(work, loan))

    def plan(self, loan: UUID) -> tuple[Instalment, ...]:
        """Its instalments."""
        with self.ground.work(self.actor) as work:
            return good(instalments(work, loan))

    def books(self, loan: UUID) -> Mapping[AccountCode, int]:
        """Its balances."""
        with self.ground.work(self.actor) as work:
            return balances_of(work, loan)

    def trial(self) -> Mapping[AccountCode, int]:
        """All balances."""
        with self.ground.work(self.actor) as work:
            return trial_balance(work)


T = TypeVar("T")


def good(made: T | Problem) -> T:
    """What is expected to have worked."""
    assert not isinstance(made, Problem), made
    return made


def house_on(ground: Ground, day: date = FIRST_DAY) -> House:
    """A lender whose clock stands at noon of a day."""
    clock = MovableClock(noon(day))
    return House(replace(ground, clock=clock, institution=LENDER), clock)
