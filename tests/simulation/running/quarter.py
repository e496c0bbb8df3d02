"""Run one seed: open its town, live its days, look at everything after each, and say what came of it."""

import hashlib
import logging
import os
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random

from puhui.ground.telemetry import configure_logs
from tests.simulation.acting.day import Days
from tests.simulation.acting.journey import Journey
from tests.simulation.acting.repaying import Paying
from tests.simulation.facts.seen import Broken, Seen
from tests.simulation.faults.crashes import CrashPlan
from tests.simulation.faults.weather import Link
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.opening import INSTITUTIONS, PLACES, PLATFORM
from tests.simulation.houses.town import Town, open_town
from tests.simulation.invariants.every import broken_in
from tests.simulation.observing.town import Onlooker
from tests.simulation.running.outcome import Asked, Outcome
from tests.simulation.wires.repeatable import repeatable_ids
from tests.simulation.world.drawing import CALM_DAYS, borrowers_of

_QUIET_HOURS = 48
"""So long the town is given at most to come to rest after its last day."""
_TRAIL_DAYS = 15
"""So often the whole audit trail is walked; every look at it is longer than the one before."""


def run_seed(asked: Asked, seed: int) -> Outcome:
    """One quarter."""
    logging.disable(logging.NOTSET if asked.logs else logging.CRITICAL)
    configure_logs(level="error", json=True)
    began = time.monotonic()
    run = Run(asked, seed)
    try:
        run.live()
    except Exception:
        run.error = traceback.format_exc()
    return Outcome(
        seed=seed,
        days=asked.days,
        borrowers=asked.borrowers,
        seconds=time.monotonic() - began,
        counts=run.counts,
        broken_on_day=run.day if run.broken or run.error else None,
        broken=tuple(run.broken),
        error=run.error,
        digest=run.digest,
    )


class Run:
    """A seed on its way; stops on the first day that does not hold."""

    def __init__(self, asked: Asked, seed: int) -> None:
        self.asked, self.seed = asked, seed
        self.day = 0
        self.broken: list[Broken] = []
        self.error: str | None = None
        self.counts: dict[str, int] = {}
        self.digest = ""
        self.rail_quiet_since: datetime | None = None

    def live(self) -> None:
        """All days, and the rest after them."""
        drawn = borrowers_of(self.seed, self.asked.days, self.asked.borrowers, INSTITUTIONS)
        people = drawn if self.asked.people is None else self.asked.people
        server, name = Cluster(self.asked.home, self.asked.sockets), f"p{os.getpid()}"
        with (
            open_town(server, self.seed, self.asked.days, people, name) as town,
            _looked_at(town, server, name) as onlooker,
            repeatable_ids(town.clock),
        ):
            journeys = tuple(Journey(one, town) for one in people)
            payers = tuple(Paying(one, Random(f"hand {self.seed} {one.borrower.number}")) for one in journeys)
            last_day = 0 if self.asked.is_calm else self.asked.days - CALM_DAYS
            crashes = CrashPlan(self.seed, (PLATFORM, *INSTITUTIONS), last_day)
            town.weather.is_on = not self.asked.is_calm
            days = Days(town, journeys, payers, crashes)
            for day in range(self.asked.days):
                self.day = day
                self._note_rail(town)
                days.live(day)
                if self._look(town, onlooker, is_quiet=False):
                    return
            self._rest(town)
            self._look(town, onlooker, is_quiet=True)

    def _note_rail(self, town: Town) -> None:
        town.weather.day = self.day
        if not town.weather.is_calm(Link.PAYMENTS):
            self.rail_quiet_since = None
        elif self.rail_quiet_since is None:
            self.rail_quiet_since = town.clock.now()

    def _rest(self, town: Town) -> None:
        """No more trouble; every wait runs out, every reservation ends."""
        town.weather.calm()
        for _ in range(_QUIET_HOURS):
            is_done = town.pass_messages(20)
            for house in town.everybody:
                house.run_out()
            if is_done and not any(house.has_waiting() for house in town.everybody):
                break
            town.wait(timedelta(hours=1))
        for house in town.everybody:
            house.seal()

    def _look(self, town: Town, onlooker: Onlooker, *, is_quiet: bool) -> bool:
        seen = onlooker.look(
            is_quiet=is_quiet,
            rail_quiet_since=self.rail_quiet_since,
            walks_trail=is_quiet or self.day % _TRAIL_DAYS == 0,
        )
        self.broken = broken_in(seen)
        self.counts = _counted(town, seen, self.day + 1)
        self.digest = hashlib.sha256(repr(seen).encode()).hexdigest()
        return bool(self.broken)


def _counted(town: Town, seen: Seen, days: int) -> dict[str, int]:
    """What happened, for the sum at the end."""
    posted = [one for house in seen.houses for one in house.drawdowns if one.state == "posted"]
    troubles = sum(sum(wire.troubles.values()) for wire in town.wires)
    return {
        "days": days,
        "applications": town.counts["applications"],
        "contracts signed": sum(
            one.signed_at is not None for house in seen.houses for one in house.contracts
        ),
        "loans": len(posted),
        "repayments": sum(one.state == "posted" for house in seen.houses for one in house.repayments),
        "events": sum(len(house.events) for house in seen.houses),
        "requests": troubles,
        "crashes": sum(house.deaths for house in town.everybody),
        "lies": len(town.lies),
    }


@contextmanager
def _looked_at(town: Town, server: Cluster, name: str) -> Iterator[Onlooker]:
    onlooker = Onlooker(town, {code: server.url(f"sim_{name}_{code}") for code in PLACES})
    try:
        yield onlooker
    finally:
        onlooker.close()
