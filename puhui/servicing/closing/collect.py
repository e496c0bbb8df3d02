"""Asking the rail at the end of day: one transaction a repayment, so a silent or dying rail holds up nobody.

What a killed run leaves asked is asked again by the next, under the same key.
"""

import time

from puhui.ground import Mode
from puhui.servicing.closing.report import Step
from puhui.servicing.closing.run import CHUNK, Chunk, Run
from puhui.servicing.service.collecting import answered, ask_rail
from puhui.servicing.store import repayments
from puhui.servicing.store.whose import whose


def collect_all(run: Run, step: Step) -> None:
    """Put every repayment that waits for an answer to the rail; what is silent then is for later.

    Where nothing waited there is nothing to record.
    """
    began = time.monotonic()
    done = {mode: _answer(run, step, mode) for mode in run.modes if not run.is_done(step, mode)}
    modes = tuple(mode for mode, count in done.items() if count)
    run.walk(step, lambda work, _: Chunk(done[work.actor.mode], None), began=began, modes=modes)


def _answer(run: Run, step: Step, mode: Mode) -> int:
    """In the order of their ids; gives how many there were."""
    after, count = None, 0
    while True:
        with run.ground.work(run.acting(mode)) as work:
            waiting = repayments.asked(work.connection, whose(work), after=after, at_most=CHUNK)
        for one in waiting:
            place = f"{run.on} {step} {one.drawdown_id}"
            with run.work(mode, place) as work:
                said = ask_rail(work, one, run.rail)
                run.at_place(f"{place}, between rail and books")
                answered(work, one, said)
        count += len(waiting)
        if len(waiting) < CHUNK:
            return count
        after = waiting[-1].id
