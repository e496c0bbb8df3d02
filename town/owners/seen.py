"""Everything that could be seen of every adult, before it is laid into tables."""

from dataclasses import dataclass

import polars as pl

from town.lives import Lives
from town.owners.accounts import Accounts, keep_accounts
from town.owners.flows import Hand, Stream
from town.owners.kin import Kin, family_money, kin_elsewhere
from town.owners.living import Means, living, means
from town.owners.lookalikes import Lookalikes, cast_lookalikes
from town.owners.misleading import misleading
from town.owners.running import Running, who_runs
from town.owners.takings import Takings, takings
from town.owners.trading import trading, trading_of_kin


@dataclass(frozen=True, slots=True)
class Seen:
    """The truth about who runs what, and the money that follows from it. `businesses` is the town's table."""

    lives: Lives
    businesses: pl.DataFrame
    running: Running
    means: Means
    lookalikes: Lookalikes
    takings: Takings
    kin: Kin
    streams: list[Stream]
    accounts: Accounts


def look(lives: Lives, businesses: pl.DataFrame) -> Seen:
    """Truth → everybody's money → the balances that result."""
    running = who_runs(lives)
    owned = means(lives, running)
    lookalikes = cast_lookalikes(lives, running, owned.works)
    took = takings(lives, running)
    kin = kin_elsewhere(lives, running)
    hand = Hand(lives.dice.stream("person money"))
    streams = [
        *living(hand, running, owned, lookalikes.paid_by_jobs),
        *misleading(hand, lives, owned, lookalikes, took),
        *family_money(hand, lives, running, kin, took),
        *trading(hand, lives, took, lookalikes),
        *trading_of_kin(hand, lives, took, lookalikes.people["account_lent"]),
    ]
    accounts, rest = keep_accounts(hand, lives, running, owned, takings=took, streams=streams)
    return Seen(lives, businesses, running, owned, lookalikes, took, kin, [*streams, *rest], accounts)
