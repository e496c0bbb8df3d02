"""Sales and purchase invoices of every business that invoices, and what went wrong with some.

Sales come first: their valid sum *is* what the business sold on paper. Purchases follow from sales, the
town's own suppliers first. What a ring writes for show is laid on top by `town.trade.shown`.
"""

from dataclasses import dataclass

import numpy as np

from town.dice import Floats
from town.trade.activity import Activity
from town.trade.papers import Papers, joined, monthly
from town.trade.purchases import buy
from town.trade.sales import sell
from town.world import World


@dataclass(frozen=True, slots=True)
class Books:
    """What was invoiced truly, and month by month: firms × months of yuan."""

    sales: Papers
    purchases: Papers
    sold: Floats


def write_invoices(world: World, activity: Activity) -> Books:
    """Everything that was truly sold and bought on paper."""
    sales = sell(world, activity)
    sold = monthly(sales, len(world.firms), world.calendar)
    return Books(_spoiled(world, sales), buy(world, sales, sold), sold)


def _spoiled(world: World, sales: Papers) -> Papers:
    """Voided drafts and red-letter reversals on top: neither changes what was sold in the end."""
    settings, firms, calendar = world.settings, world.firms, world.calendar
    rng = world.dice.stream("spoiled")
    papers = settings.papers
    weak = np.where(firms.of_character("margin") < 0, 2.7, 0.65)
    void = np.minimum(papers.void_share * weak * np.exp(rng.normal(0, papers.void_sigma, len(firms))), 0.6)
    drafts = sales.only(rng.random(len(sales)) < (void / (1 - void))[sales.firm])
    drafts = Papers(
        drafts.firm, drafts.day, drafts.partner, drafts.rank, drafts.yuan, np.ones(len(drafts), np.bool_)
    )
    red = np.minimum(papers.red_share * weak * np.exp(rng.normal(0, 1.0, len(firms))), 0.3)
    wrong = sales.only(rng.random(len(sales)) < red[sales.firm])
    later = np.minimum(wrong.day + rng.integers(0, 25, len(wrong)), calendar.days - 1)
    again = Papers(wrong.firm, later, wrong.partner, wrong.rank, wrong.yuan, wrong.is_void)
    reversal = Papers(wrong.firm, later, wrong.partner, wrong.rank, -wrong.yuan, wrong.is_void)
    return joined(sales, drafts, reversal, again)
