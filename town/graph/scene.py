"""Who could stand in the graph: people and businesses of the town and of its surroundings, before any tie."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Bools, Floats, Ints
from town.graph.planted import Truth
from town.graph.sheet import Sheet
from town.lives import Lives
from town.settings import Rings

_SPREAD: Final = 0.7


@dataclass(slots=True)
class Scene:
    """Columns over people and over businesses; planting changes them before ordinary ties are written.

    A person's node is its row, a business's `firm_node`; `phone`, `device`, `account` are a person's nodes.
    `has_device`: the own one was seen. `is_unknown`: stands in nobody's register by chance. `keeps_loan`: the
    part of a loan that is spent as others spend it. `until_owned` and `until_represented` end what the first
    owner had; `speaker` asks for a business after that, −1 the owner.
    """

    lives: Lives
    rings: Rings
    sheet: Sheet
    truth: Truth
    last: int
    household: Ints
    adult: Bools
    phone: Ints
    phone_since: Ints
    device: Ints
    device_since: Ints
    has_device: Bools
    account: Ints
    firm_node: Ints
    owner: Ints
    started: Ints
    is_company: Bools
    is_registered: Bools
    share: Floats
    rep_since: Ints
    until_owned: Ints
    until_represented: Ints
    speaker: Ints
    has_asked: Bools
    is_unknown: Bools
    keeps_loan: Floats
    asked_yuan: Floats
    free_firms: Ints
    free_people: Ints
    couples: Ints

    def take_firms(
        self, count: int, *, companies: bool = False, registered: bool = False, fresh: bool = False
    ) -> Ints:
        """Honest businesses that are in nothing else; as many as are left, if fewer. A `fresh` one has never
        asked the town's lender, so its age and owner are still open."""
        fits = np.ones(len(self.free_firms), np.bool_)
        if fresh:
            fits &= ~self.has_asked[self.free_firms]
        if companies:
            fits &= self.is_company[self.free_firms]
        if registered:
            fits &= self.is_registered[self.free_firms]
        chosen = np.flatnonzero(fits)[:count]
        taken = self.free_firms[chosen]
        self.free_firms = np.delete(self.free_firms, chosen)
        return taken

    def take_people(self, count: int) -> Ints:
        """Grown-ups who own nothing and are in nothing else."""
        taken: Ints = self.free_people[:count]
        self.free_people = self.free_people[count:]
        return taken

    def take_couple(self, rng: np.random.Generator) -> Ints | None:
        """Husband and wife of working age; None in a town without any left."""
        if not len(self.couples):
            return None
        place = int(rng.integers(len(self.couples)))
        pair, self.couples = self.couples[place], np.delete(self.couples, place, axis=0)
        return np.asarray(pair, np.int64)

    def how_many(self, rng: np.random.Generator, what: str, rings: int) -> int:
        """Look-alikes of a sort: so many a ring, more of them the noisier the town."""
        return int(rng.poisson(self.rings.lookalikes[what] * rings * (1 + self.rings.noise) / 2))

    def older(self, firms: Ints, day: int) -> None:
        """They were there on `day` already, and so was who represents them."""
        earlier = np.minimum(self.started[firms], day)
        self.rep_since[firms] = np.where(
            self.rep_since[firms] == self.started[firms], earlier, self.rep_since[firms]
        )
        self.started[firms] = earlier

    def asked_about(
        self,
        rng: np.random.Generator,
        firms: Ints,
        day: Ints,
        *,
        within: tuple[int, int],
        yuan: float,
        spread: float = _SPREAD,
    ) -> Ints:
        """Each asks for about so much around its day; the days."""
        days: Ints = np.clip(day + rng.integers(*within, len(firms)), 0, self.last)
        amount = np.round(yuan * rng.lognormal(0, spread, len(firms)) / 1_000) * 1_000
        asks = np.where(self.speaker[firms] >= 0, self.speaker[firms], self.owner[firms])
        self.asked_yuan[firms] = np.maximum(amount, 5_000)
        self.sheet.asks(asks, firms, days, self.asked_yuan[firms])
        return days

    def young(self, firms: Ints, day: Ints) -> None:
        """They were opened on these days."""
        self.started[firms], self.rep_since[firms] = day, day

    def uses(self, people: Ints, device: Ints, since: Ints, until: Ints) -> None:
        """Seen on a device between two days."""
        until = np.minimum(until, self.last + 1)
        self.sheet.tie("uses_device", people, device, np.minimum(since, until - 1), until=until)

    def moves(self, giver: Ints, taker: Ints, day: Ints, yuan: Floats) -> None:
        """Money from account to account."""
        fen = np.round(yuan / 10) * 1_000
        kept = day <= self.last
        to = np.broadcast_to(taker, giver.shape)[kept]
        self.sheet.tie("transfer", giver[kept], to, day[kept], weight=fen[kept])

    def handed_over(self, firms: Ints, newcomer: int, day: Ints, share: Floats, *, represents: bool) -> None:
        """From `day` on the newcomer holds `share` of them, and represents them where said."""
        nodes, former = self.firm_node[firms], self.owner[firms]
        share = np.minimum(share, self.share[firms])
        held = share > 0
        self.until_owned[firms] = np.where(held, day, self.until_owned[firms])
        left = np.round(self.share[firms] - share, 4)
        rows = held & (left >= 0.01)
        self.sheet.tie("ownership", former[rows], nodes[rows], day[rows], weight=left[rows])
        self.sheet.tie(
            "ownership", np.full(int(held.sum()), newcomer), nodes[held], day[held], weight=share[held]
        )
        if represents:
            self.until_represented[firms] = day
            whom = np.full(len(firms), newcomer)
            self.sheet.tie("legal_representation", whom, nodes, day)
            directs = self.is_company[firms]
            self.sheet.tie("post", whom[directs], nodes[directs], day[directs], detail="director")
            self.speaker[firms] = newcomer


def all_round(nodes: Ints) -> list[tuple[int, int]]:
    """Each with the next, the last with the first.

    >>> all_round(np.array([4, 7, 5]))
    [(4, 7), (7, 5), (5, 4)]
    """
    return list(zip(nodes.tolist(), np.roll(nodes, -1).tolist(), strict=True))
