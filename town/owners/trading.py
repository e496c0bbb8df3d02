"""What a business puts on the account of whoever runs it: takings, purchases, wages, rent, draws.

All of it is the ledger's money. A company's own money goes through the company's account; its owner sees what
is drawn, and the part of sales that customers pay to a person.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from town.dice import Floats, Ints
from town.lives import Lives
from town.owners.flows import MONTHS, Habit, Hand, Stream
from town.owners.lookalikes import Lookalikes
from town.owners.takings import Takings, last_year
from town.owners.tickets import of_trades

_RENT, _WAGES = 0.3, 0.5
_DRAWN_OF_SURPLUS: Final = 0.5
_OWN_SALARY_SHARE: Final = 0.55
_PAYS_CASH_IN: Final = 0.35
_PREMISES: Final = {
    "company": 0.0, "individual": 0.75, "stall": 0.45, "workshop": 0.5, "part_time_seller": 0.06, "farm": 0.2,
}  # fmt: skip
_SALARY_YUAN: Final = (3_000, 12_000)
_PAYS_TAX: Final = {"company": 0.25, "individual": 0.45}


def trading(hand: Hand, lives: Lives, takings: Takings, lookalikes: Lookalikes) -> Iterator[Stream]:
    """Every stream of every business, less what a cashier takes first."""
    cashed = np.zeros(len(lives.firms))
    cashed[lookalikes.cashed_firm] = lookalikes.cashed_share
    yield from _customers(hand, lives, takings, cashed)
    yield from _costs(hand, lives, takings)
    yield from _draws(hand, lives, takings)


def trading_of_kin(hand: Hand, lives: Lives, takings: Takings, who: Ints) -> Iterator[Stream]:
    """A shop elsewhere, of somebody's kin, whose money goes through an account in this town."""
    alone = np.flatnonzero(~takings.is_company)
    if not len(alone):
        return
    like = hand.rng.choice(alone, len(who))
    theirs = Takings(
        takings.firm[like], who, takings.seen[like], takings.seen_bought[like], takings.here[like],
        takings.is_company[like],
    )  # fmt: skip
    nobody = np.zeros(len(lives.firms))
    yield from _customers(hand, lives, theirs, nobody)
    yield from _costs(hand, lives, theirs)


def _customers(hand: Hand, lives: Lives, takings: Takings, cashed: Floats) -> Iterator[Stream]:
    firm, rng = takings.firm, hand.rng
    trade = lives.firms.trade[firm]
    at_counter = last_year(lives.ledger.collected)[firm] * takings.here * takings.seen[:, None]
    taken = at_counter * (1 - cashed[firm])[:, None]
    firms = _some(rng, of_trades("firms", trade))
    platform = np.where(
        lives.firms.kind[firm] == "part_time_seller",
        np.maximum(of_trades("platform", trade), 0.45),
        of_trades("platform", trade),
    )
    platform = _some(rng, platform) * (1 - firms)
    direct = _about(rng, of_trades("people", trade))
    rest = np.maximum(1 - firms - platform, 0)
    ticket = of_trades("ticket", trade) * np.exp(rng.normal(0, 0.3, len(firm)))
    hours = {
        "evening": _about(rng, of_trades("evening", trade)),
        "weekend": _about(rng, of_trades("weekend", trade)),
    }
    month = taken.mean(axis=1)
    pool = np.maximum(3, month / ticket * rng.uniform(0.4, 0.9, len(firm)))

    def comes(kind: str, share: Floats, habit: Habit) -> Stream:
        return hand.pays("in", kind, takings.who, taken * share[:, None], habit)

    yield comes("firm", firms, Habit(np.maximum(ticket * 6, 900), 1 + pool / 8, 0.05, 0.08, 0.2))
    yield comes("platform", platform, Habit(np.maximum(month * 0.12, 40), 1 + pool % 3, 0.1, 0.25, 0.03))
    yield comes("person", rest * direct, Habit(ticket * 1.6, pool, **hours, round_part=0.25))
    in_cash = last_year(lives.ledger.collected)[firm] - at_counter
    pays_in = ~takings.is_company & (rng.random(len(firm)) < _PAYS_CASH_IN)
    paid_in = rng.beta(0.6, 8, len(firm)) * pays_in
    some_months = rng.random(taken.shape) < rng.beta(2, 2, len(firm))[:, None]
    yield hand.pays(
        "in", "cash", takings.who, in_cash * paid_in[:, None] * some_months, Habit(3_000, 1, 0.15, 0.25, 0.9)
    )
    yield comes("person_qr", rest * (1 - direct), Habit(ticket, pool, **hours, round_part=0.15))


def _costs(hand: Hand, lives: Lives, takings: Takings) -> Iterator[Stream]:
    firm, rng, ledger = takings.firm, hand.rng, lives.ledger
    trade = lives.firms.trade[firm]
    market = _about(rng, of_trades("market", trade))
    here = takings.here * takings.seen_bought[:, None]
    bought, fixed = last_year(ledger.bought)[firm] * here, last_year(ledger.fixed)[firm] * here
    market *= rng.random(len(firm)) < 0.85
    from_people, by_code, ordered = rng.dirichlet([0.4, 0.3, 0.3, 0.9], len(firm)).T[:3] * (1 - market)
    lot = np.maximum(200, bought.mean(axis=1) / rng.uniform(4, 16, len(firm)))
    suppliers = rng.integers(2, 9, len(firm)).astype(np.float64)
    parts = {"market": market, "person": from_people, "person_qr": by_code, "platform": ordered}
    parts["firm"] = 1 - sum(parts.values())
    for kind, share in parts.items():
        yield hand.pays(
            "out", kind, takings.who, bought * share[:, None], Habit(lot * 0.6, suppliers, 0.08, 0.24, 0.3)
        )
    alone = ~takings.is_company
    as_wage = rng.random(len(firm)) < 0.4
    staff = np.maximum(1, fixed.mean(axis=1) * _WAGES / 4_500)
    wages, rent = fixed * (alone * _WAGES)[:, None], fixed * (alone * _RENT)[:, None]
    wages[staff < 1.2] = 0
    yield hand.pays("out", "wage", takings.who, wages * as_wage[:, None], Habit(4_500, staff, 0.1, 0.2, 0.5))
    yield hand.pays(
        "out", "person", takings.who, wages * ~as_wage[:, None], Habit(4_000, staff, 0.2, 0.2, 0.6)
    )
    light = fixed * (alone * 0.06)[:, None]
    pays_tax = [_PAYS_TAX.get(kind, 0.04) for kind in lives.firms.kind[firm].tolist()]
    premises = rng.random(len(firm)) < [_PREMISES[kind] for kind in lives.firms.kind[firm].tolist()]
    rent, light = rent * premises[:, None], light * premises[:, None]
    yield hand.pays("out", "rent", takings.who, rent, Habit(1e9, 1, 0.1, 0.2, 0.7))
    yield hand.pays("out", "utility", takings.who, light, Habit(400, 2, 0.1, 0.2, 0.05))
    quarterly = (np.arange(MONTHS) % 3 == 0) * (rng.random(len(firm)) < pays_tax)[:, None]
    yield hand.pays(
        "out", "tax_social", takings.who, bought * 0.012 * quarterly, Habit(1e9, 1, 0.02, 0.02, 0.02)
    )


def _draws(hand: Hand, lives: Lives, takings: Takings) -> Iterator[Stream]:
    """A company's owner lives on a salary that he pays himself, on draws, or on both."""
    at = np.flatnonzero(takings.is_company)
    firm, who, rng = takings.firm[at], takings.who[at], hand.rng
    ledger = lives.ledger
    draws = last_year(ledger.household + np.maximum(ledger.net, 0) * _DRAWN_OF_SURPLUS)[firm]
    often = np.where(rng.random(len(at)) < 0.35, 0.06, rng.beta(2, 2, len(at)))[:, None]
    draws = draws * (rng.random(draws.shape) < often) * np.exp(rng.normal(0, 0.5, draws.shape))
    salary = rng.uniform(*_SALARY_YUAN, len(at)) * (rng.random(len(at)) < _OWN_SALARY_SHARE)
    paid = np.minimum(salary[:, None], last_year(ledger.collected)[firm] * 0.2)
    paid = paid * (paid >= 1_000)
    yield hand.pays("in", "wage", who, paid, Habit(1e9, 1, 0.05, 0.05, 0.2))
    yield hand.pays("in", "firm", who, np.maximum(draws - paid, 0), Habit(15_000, 1.3, 0.1, 0.1, 0.6))


def _some(rng: np.random.Generator, share: Floats) -> Floats:
    """As `_about`, but where a way of paying is rare in a trade, most have none of it."""
    uses = rng.random(len(share)) < np.clip(0.25 + 2.5 * share, 0, 0.95)
    return _about(rng, share) * uses


def _about(rng: np.random.Generator, share: Floats) -> Floats:
    """A person's own share around that of the trade."""
    return np.clip(share * np.exp(rng.normal(0, 0.35, len(share))), 0, 0.97)
