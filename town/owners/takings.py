"""Of each business that somebody runs: whose account its money goes through, and how much of it that sees."""

from dataclasses import dataclass

import numpy as np

from town.dice import Bools, Floats, Ints
from town.lives import Lives
from town.owners.flows import MONTHS
from town.owners.running import Running


@dataclass(frozen=True, slots=True)
class Takings:
    """By firm: the row of people whose account it is, and the part of its money that this account sees."""

    firm: Ints
    who: Ints
    seen: Floats
    seen_bought: Floats
    here: Floats
    is_company: Bools


def takings(lives: Lives, running: Running) -> Takings:
    """Only firms that somebody runs."""
    firm = np.flatnonzero(running.account >= 0)
    through = through_account(lives)[firm]
    is_company = lives.firms.kind[firm] == "company"
    owners = lives.settings.owners
    rng = lives.dice.stream("takings")
    private = owners.private_sales_share * np.exp(rng.normal(-0.5, 1.0, len(firm)))
    split = np.where(rng.random(len(firm)) < 0.5, rng.beta(1.2, 1.5, len(firm)), 1.0)
    seen = np.where(is_company, np.minimum(private, 0.6), through * split)
    keeps = rng.beta(0.7, 0.7 / max(owners.cash_heavy_keeps, 0.01) - 0.7, len(firm))
    seen = np.where(running.cash_heavy[firm], seen * keeps, seen)
    hidden = rng.random(len(firm)) < owners.noisy(owners.hidden_supplies_share)
    bought = seen * np.where(hidden, rng.beta(0.5, 6, len(firm)), rng.beta(5, 1.5, len(firm)))
    here = _here(rng, len(firm), owners.noisy(owners.moved_bank_share))
    return Takings(firm, running.account[firm], seen, bought, here, is_company)


def _here(rng: np.random.Generator, count: int, moved: float) -> Floats:
    """Months in which the business is at this bank; a few came to it, or left it, within the year."""
    month, turn = np.arange(MONTHS)[None, :], rng.integers(2, 11, count)[:, None]
    came = rng.random(count)[:, None] < 0.5
    part = np.where(came, month >= turn, month < turn)
    return np.where(rng.random(count)[:, None] < moved, part, 1.0)


def through_account(lives: Lives) -> Floats:
    """The same part of a business's money that its bank flows show."""
    return lives.dice.stream("bank").beta(5, 1.8, len(lives.firms))


def last_year(table: Floats) -> Floats:
    """The twelve months a platform may see."""
    return table[:, -MONTHS:]
