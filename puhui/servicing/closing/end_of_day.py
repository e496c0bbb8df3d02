"""The end of day: every business date up to the clock's is closed, one after the other, each step once.

The business date is apart from the clock: it never goes back, and never past the clock's date unless somebody
who simulates says so. Two processes that close at the same time do not cross: the second is told so.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Final

from puhui.ground import Actor, Ground, Mode
from puhui.kernel import Problem, Text
from puhui.loan import PaymentRail
from puhui.servicing.closing import steps
from puhui.servicing.closing.collect import collect_all
from puhui.servicing.closing.reconcile import reconcile
from puhui.servicing.closing.report import EndOfDay, Step, StepDone
from puhui.servicing.closing.run import Run, nothing_happens
from puhui.servicing.service.dates import business_date
from puhui.servicing.store import days, loans
from puhui.servicing.store.whose import whose


def end_of_day(
    ground: Ground,
    rail: PaymentRail,
    actor: Actor,
    until: date | None = None,
    *,
    ahead_allowed: bool = False,
    progress: Callable[[StepDone], None] | None = None,
    at_place: Callable[[str], None] = nothing_happens,
) -> EndOfDay | Problem:
    """Close business dates until it is `until` (the clock's date where none is given).

    Killed anywhere and run again, the books are those of a run without the kill. A clock behind the business
    date closes nothing. `ahead_allowed` lets demos and simulations go past the clock's date.
    """
    with ground.work(actor) as work:
        institution, today = whose(work).institution, work.today()
    until = until or today
    if until > today and not ahead_allowed:
        return _AHEAD
    closed: list[date] = []
    done: list[StepDone] = []
    with _turn(ground, institution) as is_ours:
        if not is_ours:
            return _RUNNING
        while True:
            on, modes, earlier = _standing(ground, actor)
            if on >= until:
                break
            _close(Run(ground, rail, actor, on, modes, earlier, at_place, progress, done))
            closed.append(on)
    return EndOfDay(on, tuple(closed), tuple(done))


def _close(run: Run) -> None:
    on = run.on
    collect_all(run, Step.RESOLVE)
    run.walk(Step.ACCRUE, lambda work, after: steps.accrue(work, after, on))
    collect_all(run, Step.COLLECT)
    run.walk(Step.AGE, lambda work, after: steps.age(work, after, on))
    run.once(Step.EXPIRE, lambda work: steps.expire(work, run.rail, on))
    reconcile(run)
    run.once(Step.ADVANCE, lambda work: steps.advance(work, on))


def _standing(
    ground: Ground, actor: Actor
) -> tuple[date, tuple[Mode, ...], Mapping[tuple[str, str], days.Reached]]:
    """The business date, the modes in which anything was ever drawn, how far its steps have come."""
    with ground.work(actor) as work:
        on, institution = business_date(work), whose(work).institution
        modes = loans.modes(work.connection, institution) or (Mode.LIVE,)
        return on, modes, days.reached(work.connection, institution, on)


@contextmanager
def _turn(ground: Ground, institution: str) -> Iterator[bool]:
    """The one turn to close days of an institution; it falls with the connection of a killed process."""
    with ground.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_ours = days.take_turn(connection, institution)
        try:
            yield is_ours
        finally:
            if is_ours:
                days.give_turn(connection, institution)


_AHEAD: Final = Problem(
    "day.ahead",
    Text("会计日不能走到今天之后。", "The business date may not pass today's date."),
    Text("请选择不晚于今天的日期。", "Choose a day that is not after today."),
)
_RUNNING: Final = Problem(
    "day.running.already",
    Text("日终正在由另一个进程运行。", "Another process is closing the day."),
    Text("请等它结束后再看。", "Wait until it has finished."),
)
