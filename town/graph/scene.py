"""Who could stand in the graph: people and businesses of the town and of its surroundings, before any tie."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from town.dice import Bools, Floats, Ints
from town.graph.planted import Truth
from town.graph.sheet import STILL, Sheet
from town.lives import Lives
from town.people.population import age_on
from town.settings import Rings
from town.trade.tables import REGISTERED

_ELSEWHERE_SHARE: Final = 0.35
_ELSEWHERE_A_RING: Final = 60
_ELSEWHERE_LEAST: Final = 80
_MONTH_DAYS: Final = 30.44
_OWNER_AGES: Final = (21, 68)
_YEAR_DAYS: Final = 365
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


def set_scene(lives: Lives) -> Scene:
    """Everybody, the businesses of the town, and about a third as many from around it."""
    rng = lives.dice.stream("graph scene")
    sheet, people, firms = Sheet(), lives.population.people, lives.firms
    last = lives.calendar.days - 1
    persons = sheet.nodes(people.height, "person")
    age = age_on(people, lives.settings.until).to_numpy()
    adult = (age >= _OWNER_AGES[0]) & (age < _OWNER_AGES[1])
    free = rng.permutation(np.setdiff1d(np.flatnonzero(adult), firms.owner))
    more = min(len(free) // 2, _elsewhere(lives))
    owner = np.concatenate([firms.owner, free[:more]])
    kinds = np.concatenate([firms.kind, rng.choice(["company", "individual"], more, p=[0.55, 0.45])])
    started = last - np.concatenate(
        [
            (firms.age_months * _MONTH_DAYS).astype(np.int64) + rng.integers(0, 30, len(firms)),
            (rng.lognormal(1.7, 0.95, more) * _YEAR_DAYS).astype(np.int64) + 60,
        ]
    )
    is_company = kinds == "company"
    alone = np.where(is_company, rng.random(len(owner)) < 0.5, True)
    single = np.bincount(owner, minlength=people.height)[owner] == 1
    honest = np.concatenate([firms.ring < 0, np.ones(more, np.bool_)])
    count = people.height
    return Scene(
        lives=lives,
        rings=lives.settings.rings,
        sheet=sheet,
        truth=Truth(),
        last=last,
        household=people["household_id"].str.slice(1).cast(pl.Int64).to_numpy(),
        adult=adult,
        phone=sheet.nodes(count, "phone"),
        phone_since=last - 40 - rng.gamma(2.0, 900, count).astype(np.int64),
        device=sheet.nodes(count, "device"),
        device_since=last - rng.integers(500, 1_500, count),
        has_device=rng.random(len(persons)) < 0.93,
        account=sheet.nodes(count, "account"),
        firm_node=sheet.nodes(len(owner), "firm"),
        owner=owner,
        started=started,
        is_company=is_company,
        is_registered=np.isin(kinds, REGISTERED),
        share=np.where(alone, 1.0, np.round(rng.uniform(0.51, 0.95, len(owner)), 2)),
        rep_since=started.copy(),
        until_owned=np.full(len(owner), STILL),
        until_represented=np.full(len(owner), STILL),
        speaker=np.full(len(owner), -1),
        has_asked=np.concatenate([firms.asks >= 0, np.zeros(more, np.bool_)]),
        is_unknown=np.zeros(count, np.bool_),
        keeps_loan=np.ones(count),
        asked_yuan=np.zeros(len(owner)),
        free_firms=rng.permutation(np.flatnonzero(honest & single)),
        free_people=free[more:],
        couples=rng.permutation(_couples(people, adult)),
    )


def _elsewhere(lives: Lives) -> int:
    """A third as many as the town has, or more where many rings want members that are in nothing else."""
    rings = lives.settings.rings
    share = max(_ELSEWHERE_SHARE, _ELSEWHERE_A_RING * rings.prevalence * (1 + rings.noise) / 2)
    return max(_ELSEWHERE_LEAST, round(len(lives.firms) * share))


def all_round(nodes: Ints) -> list[tuple[int, int]]:
    """Each with the next, the last with the first.

    >>> all_round(np.array([4, 7, 5]))
    [(4, 7), (7, 5), (5, 4)]
    """
    return list(zip(nodes.tolist(), np.roll(nodes, -1).tolist(), strict=True))


def _couples(people: pl.DataFrame, adult: Bools) -> Ints:
    """Pairs (head, spouse), both of working age."""
    rows = people.select(row=pl.int_range(pl.len(), dtype=pl.Int64), household="household_id", role="role")
    head = rows.filter(pl.col("role") == "head").select("household", head="row")
    both = rows.filter(pl.col("role") == "spouse").join(head, on="household", maintain_order="left")
    pairs = both.select("head", "row").to_numpy()
    return np.asarray(pairs[adult[pairs].all(axis=1)])
