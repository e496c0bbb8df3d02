"""Look at the whole town at once, over connections of the onlooker's own."""

from datetime import datetime

from sqlalchemy import Connection, Engine, create_engine

from puhui.loan.standin import Deed, MovementState
from puhui.rulebook import rulebook
from tests.simulation.facts.seen import BreakSeen, HouseSeen, MovementSeen, PlatformSeen, Seen, Told
from tests.simulation.houses.house import House
from tests.simulation.houses.town import Town
from tests.simulation.observing import ground, lending, mirrors, repaying, telling


class Onlooker:
    """Sees everything and changes nothing; dies of no crash."""

    def __init__(self, town: Town, urls: dict[str, str]) -> None:
        self.town = town
        self.walks_trail = True
        self.engines: dict[str, Engine] = {code: create_engine(url) for code, url in urls.items()}

    def look(self, *, is_quiet: bool, rail_quiet_since: datetime | None, walks_trail: bool = True) -> Seen:
        """Everything at this instant. Walking the whole audit trail takes its time, so not every day."""
        self.walks_trail = walks_trail
        houses: list[HouseSeen] = []
        taken_back: dict[str, datetime] = {}
        for house in self.town.houses.values():
            with self.engines[house.code].connect() as connection:
                houses.append(self._house(connection, house))
                taken_back |= telling.taken_back(connection)
        with self.engines[self.town.platform.code].connect() as connection:
            platform = self._platform(connection)
        told = Told(taken_back, dict(self.town.lies), rail_quiet_since)
        return Seen(self.town.clock.now(), is_quiet, tuple(houses), platform, told)

    def close(self) -> None:
        """Let the connections go."""
        for engine in self.engines.values():
            engine.dispose()

    def _house(self, connection: Connection, house: House) -> HouseSeen:
        seconds = int(rulebook().on(self.town.clock.now().date()).value("disclosure.reading_seconds"))
        return HouseSeen(
            institution=house.code,
            trial=lending.trial(connection),
            loan_books=lending.loan_books(connection),
            unbalanced_entries=lending.unbalanced(connection),
            contracts=lending.contracts(connection, seconds),
            drawdowns=lending.drawdowns(connection),
            facilities=lending.lines(connection),
            repayments=repaying.repayments(connection),
            positions=repaying.positions(connection),
            movements=self._movements(house.code),
            events=telling.told(connection),
            confirmations=telling.confirmations(connection),
            inquiries=tuple(
                one.confirmation_id for one in self.town.books.inquiries() if one.member == house.code
            ),
            breaks=_breaks(mirrors.file_breaks(connection), house.code) + lending.payment_breaks(connection),
            dead_messages=ground.dead_messages(connection),
            surprised_messages=ground.surprised_messages(connection),
            waiting_messages=ground.waiting_messages(connection),
            trail_broken=self._trail_broken(connection, house),
        )

    def _platform(self, connection: Connection) -> PlatformSeen:
        told, filed = mirrors.mirror_breaks(connection), mirrors.file_breaks(connection)
        return PlatformSeen(
            mirrors=mirrors.mirrors(connection),
            events=telling.heard(connection),
            breaks={code: _breaks(told, code) + _breaks(filed, code) for code in self.town.houses},
            handovers=telling.handovers(connection),
            dead_messages=ground.dead_messages(connection),
            surprised_messages=ground.surprised_messages(connection),
            waiting_messages=ground.waiting_messages(connection),
            trail_broken=self._trail_broken(connection, self.town.platform),
        )

    def _trail_broken(self, connection: Connection, house: House) -> str | None:
        return ground.trail_broken(connection.engine, house.ground) if self.walks_trail else None

    def _movements(self, code: str) -> tuple[MovementSeen, ...]:
        return tuple(
            MovementSeen(one.key, one.deed is Deed.PAY, one.amount_fen)
            for one in self.town.tills[code].movements()
            if one.state is MovementState.PAID
        )


def _breaks(found: object, code: str) -> tuple[BreakSeen, ...]:
    return found.get(code, ())  # type: ignore[attr-defined, no-any-return]
