"""One party in service: its application, its workers, what ends by itself, and its days.

Three workers: what waits for the other party has its own, so that a silent partner holds up no payment; and
so has what only follows from a decision, which may come a moment later where the machine is busy.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from puhui.app.closing_day import closing_days
from puhui.app.handlers import DELIVERIES, MOSTLY_NOTHING, following, handlers_of
from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.app.snapshotting import snapshotting
from puhui.app.sweeping import sweeping
from puhui.app.trying import trying
from puhui.app.watching import watching
from puhui.ground import Ground
from puhui.ground.worker import Pace, working


@contextmanager
def running(ground: Ground, party: Party, outside: Outside) -> Iterator[None]:
    """Everything that happens beside requests, until what is inside has ended."""
    handlers = handlers_of(party, outside, ground.settings)
    elsewhere = {topic: handler for topic, handler in handlers.items() if topic in DELIVERIES}
    later = {topic: handler for topic, handler in handlers.items() if topic in following(party)}
    here = {topic: one for topic, one in handlers.items() if topic not in elsewhere.keys() | later.keys()}
    with ExitStack() as closing:
        closing.enter_context(working(ground, here, sharing=MOSTLY_NOTHING))
        closing.enter_context(working(ground, elsewhere))
        closing.enter_context(working(ground, later, pace=Pace(ground.settings.worker_rests)))
        closing.enter_context(sweeping(ground, party, outside))
        closing.enter_context(snapshotting(ground))
        closing.enter_context(watching(ground, party))
        closing.enter_context(trying(ground, party.decider.policy))
        if party.is_institution:
            closing.enter_context(closing_days(ground, outside))
        yield
