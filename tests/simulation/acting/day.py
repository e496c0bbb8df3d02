"""One day of the town: people come and go, messages pass, money moves, the day is closed at night."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from puhui.kernel import business_date
from puhui.loan import DrawdownState, drawdowns, recheck_drawdown
from tests.simulation.acting.journey import Journey
from tests.simulation.acting.repaying import Paying
from tests.simulation.faults.crashes import Crash, CrashPlan, was_killed
from tests.simulation.houses.house import House
from tests.simulation.houses.town import FIRST_MORNING, Town

_HOURS = (0, 5)
"""After nine in the morning: the two times of a day when people do something."""
_NIGHT = len(_HOURS)
_CLOSED_AFTER = timedelta(hours=15, minutes=35)
"""Half past midnight and a little."""
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Days:
    """Lives one day after another."""

    town: Town
    journeys: tuple[Journey, ...]
    payers: tuple[Paying, ...]
    crashes: CrashPlan

    def live(self, day: int) -> None:
        """One day, closed."""
        self.town.weather.day = day
        morning, crash = FIRST_MORNING + timedelta(days=day), self.crashes.on(day)
        for part, hours in enumerate(_HOURS):
            self._not_before(morning + timedelta(hours=hours))
            self._light(crash, part)
            self._everybody_acts(day, part)
            self.town.pass_messages(_ROUNDS)
        self._run_out()
        self._night(morning + _CLOSED_AFTER, crash)

    def _everybody_acts(self, day: int, part: int) -> None:
        for journey in self.journeys:
            if journey.borrower.arrives_day <= day:
                self._alive(journey.walk)
        if part != 1:
            return
        for payer in self.payers:
            self._alive(partial(payer.act, day))
        for house in self.town.houses.values():
            self._alive(partial(_recheck, house))

    def _night(self, at: datetime, crash: Crash | None) -> None:
        """What was paid by hand is gone; every institution closes its day, twice where the first try died."""
        town = self.town
        for purse in town.purses.values():
            purse.is_open, purse.today = False, business_date(town.clock)
        self._not_before(at)
        self._light(crash, _NIGHT)
        for house in town.houses.values():
            house.close_days()
            house.close_days()
        town.pass_messages(_ROUNDS)
        self._run_out()
        for house in town.everybody:
            house.fuse.put_out()
            house.seal()

    def _run_out(self) -> None:
        for house in self.town.everybody:
            house.run_out()

    def _light(self, crash: Crash | None, part: int) -> None:
        if crash is not None and crash.part == part:
            house = next(one for one in self.town.everybody if one.code == crash.house)
            house.fuse.light(crash.statements, after_commit=crash.after_commit)

    def _not_before(self, instant: datetime) -> None:
        if self.town.clock.now() < instant:
            self.town.clock.set(instant)

    def _alive(self, act: Callable[[], None]) -> None:
        """Whoever dies while somebody acts is started again; the act is tried another time."""
        try:
            act()
        except BaseException as error:
            if not was_killed(error):
                raise
            for house in self.town.everybody:
                if house.fuse.has_killed:
                    house.restart()


def _recheck(house: House) -> None:
    """The staff looks at drawdowns of which the rail confirmed another amount."""
    with house.work() as work:
        flagged = [one.id for one in drawdowns(work, DrawdownState.RESERVED) if one.flagged]
    for drawdown_id in flagged:
        with house.work() as work:
            recheck_drawdown(work, drawdown_id, house.outside.payments)
