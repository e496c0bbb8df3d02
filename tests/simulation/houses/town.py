"""The town of one seed: a platform, three institutions, the wires between them, one clock."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx

from puhui.app.offering import offers_for
from puhui.decision import Kept, decide_application
from puhui.exchange import own_keys
from puhui.exchange.bureau.standin import Books, DirectLine
from puhui.intake import application
from puhui.kernel import MovableClock, Problem
from puhui.loan.standin import MemoryRail, Till
from tests.simulation.acting.verifier import InTown
from tests.simulation.facts.seen import RAIL
from tests.simulation.faults.weather import Link, Weather
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.house import House
from tests.simulation.houses.opening import (
    INSTITUTIONS,
    PLACES,
    PLATFORM,
    Lines,
    have_homes,
    open_house,
    settings_of,
)
from tests.simulation.wires.bureau import WeatheredLine
from tests.simulation.wires.manner import manner_of
from tests.simulation.wires.rail import WeatheredRail
from tests.simulation.wires.wire import Lie, Wire
from tests.simulation.world.names import person
from tests.simulation.world.people import Borrower, Card
from tests.simulation.world.purse import Purse

FIRST_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, nine in the morning in Beijing."""
_ROUND = timedelta(seconds=20)


@dataclass(slots=True)
class Town:
    """Everything there is, and what the simulation itself has done."""

    clock: MovableClock
    weather: Weather
    books: Books
    tills: Mapping[str, Till]
    purses: Mapping[str, Purse]
    verifier: InTown
    platform: House = field(init=False)
    houses: dict[str, House] = field(default_factory=dict)
    wires: list[Wire] = field(default_factory=list)
    rails: dict[str, WeatheredRail] = field(default_factory=dict)
    lies: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def everybody(self) -> tuple[House, ...]:
        """The platform first."""
        return (self.platform, *self.houses.values())

    def wait(self, by: timedelta) -> None:
        """Let time pass."""
        self.clock.advance(by)

    def count(self, what: str) -> None:
        """Remember that something happened."""
        self.counts[what] += 1

    def lied(self, lie: Lie) -> None:
        """Remember a lie that was told and heard."""
        if self.lies.get(lie.ref, RAIL) == RAIL:
            self.lies[lie.ref] = lie.kind
        self.count("lies told")

    def rail_lied(self, key: str) -> None:
        """Remember that a rail confirmed another amount than it moved; who died of it has not heard it."""
        self.lies.setdefault(key, RAIL)

    def house_at(self, url: httpx.URL) -> House:
        """Whose address this is."""
        where = f"{url.scheme}://{url.netloc.decode()}"
        code = next(code for code, place in PLACES.items() if place == where)
        return self.platform if code == PLATFORM else self.houses[code]

    def ask_for_advice(self, application_id: UUID) -> None:
        """The platform decides (advice) and looks for offers, as its pages do."""
        with self.platform.work() as work:
            asked = application(work, application_id)
            decided = decide_application(work, application_id)
            assert not isinstance(asked, Problem) and isinstance(decided, Kept), decided
            offers_for(work, asked, decided)

    def pass_messages(self, most_rounds: int) -> bool:
        """Let everybody send what is due, round after round; whether nothing was left to do at the end."""
        for house in self.everybody:
            house.is_restless = True
        for _ in range(most_rounds):
            for house in self.everybody:
                if house.is_restless:
                    house.drain()
            late = [wire.deliver_late() for wire in self.wires]
            if not any(late) and not any(house.is_restless for house in self.everybody):
                return True
            self.wait(_ROUND)
        return False

    def close(self) -> None:
        """The end."""
        for house in self.everybody:
            house.close()


@contextmanager
def open_town(
    server: Cluster,
    seed: int,
    days: int,
    people: tuple[Borrower, ...],
    name: str,
    begins: datetime = FIRST_MORNING,
) -> Iterator[Town]:
    """A town on fresh databases; they go at the end."""
    have_homes(server, name)
    clock = MovableClock(begins)
    purses = {person(one).card: Purse(one) for one in people}
    strangers = frozenset(person(one).card for one in people if one.card is Card.SOMEBODY_ELSES)
    tills = {code: Till(manner_of(purses)) for code in INSTITUTIONS}
    town = Town(clock, Weather(seed, days), Books(clock), tills, purses, InTown(clock, strangers))
    town.platform = open_house(server, PLATFORM, name, clock, _lines(town, server, PLATFORM, seed))
    for code in INSTITUTIONS:
        town.houses[code] = open_house(server, code, name, clock, _lines(town, server, code, seed))
    try:
        yield town
    finally:
        town.close()
        for code in PLACES:
            server.drop(f"sim_{name}_{code}")


def _lines(town: Town, server: Cluster, code: str, seed: int) -> Lines:
    keys = own_keys(settings_of(code, server.home, ""))
    wire = Wire(
        Link.APPLICATIONS if code == PLATFORM else Link.EVENTS,
        lambda request: town.house_at(request.url),
        town.weather,
        random.Random(f"wire {seed} {code}"),
        town.wait,
        town.lied,
        keys,
        town.clock,
    )
    town.wires.append(wire)
    line = WeatheredLine(DirectLine(town.books), town.weather)
    if code == PLATFORM:
        return Lines(httpx.Client(transport=wire), line, None, town.verifier)
    rail = WeatheredRail(MemoryRail(town.tills[code]), town.weather, town.wait, town.rail_lied)
    town.rails[code] = rail
    return Lines(httpx.Client(transport=wire), line, rail, town.verifier)
