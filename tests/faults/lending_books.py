"""What both houses and the rail say after a fault, held against every invariant of the simulation."""

from datetime import UTC, datetime

from tests.faults.lending_processes import BANK, Houses
from tests.simulation.facts.seen import Broken, HouseSeen, MovementSeen, PlatformSeen, Seen, Told
from tests.simulation.houses.opening import PLATFORM
from tests.simulation.invariants.every import broken_in
from tests.simulation.observing import ground, lending, mirrors, repaying, telling


def seen(houses: Houses) -> Seen:
    """Both houses at rest."""
    with houses.engine(BANK).connect() as connection:
        bank = HouseSeen(
            institution=BANK,
            trial=lending.trial(connection),
            loan_books=lending.loan_books(connection),
            unbalanced_entries=lending.unbalanced(connection),
            contracts=lending.contracts(connection, 10),
            drawdowns=lending.drawdowns(connection),
            facilities=lending.lines(connection),
            repayments=repaying.repayments(connection),
            positions=repaying.positions(connection),
            movements=tuple(
                MovementSeen(one["key"], one["deed"] == "pay", one["amount_fen"])
                for one in houses.movements()
            ),
            events=telling.told(connection),
            breaks=lending.payment_breaks(connection),
            dead_messages=ground.dead_messages(connection),
            surprised_messages=ground.surprised_messages(connection),
            waiting_messages=ground.waiting_messages(connection),
        )
    with houses.engine(PLATFORM).connect() as connection:
        platform = PlatformSeen(
            mirrors=mirrors.mirrors(connection),
            events=telling.heard(connection),
            breaks=mirrors.mirror_breaks(connection),
            dead_messages=ground.dead_messages(connection),
            surprised_messages=ground.surprised_messages(connection),
            waiting_messages=ground.waiting_messages(connection),
        )
    return Seen(datetime.now(UTC), True, (bank,), platform, Told())


def wrong(houses: Houses) -> list[Broken]:
    """What does not hold; nothing should."""
    return broken_in(seen(houses))
