"""Invoices in the layout that `puhui decide invoices` reads: one table a side, the same number on both."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Bools, Floats, Ints, Words, scattered
from town.lives import Lives
from town.many_ids import coded, picked
from town.settings import Settings
from town.trade.firms import Firms
from town.trade.papers import Papers, joined
from town.trade.shown import SHELL_RANK

_STRANGERS: Final = 40_000
_TAX_PURCHASES: Final = np.array([0.13, 0.09, 0.06, 0.03, 0.0])
_NUMBERS: Final = 90_000_000
_SHELLS: Final = 10_000
_STATES: Final = np.array(["有效发票", "作废发票"])


def papers_tables(lives: Lives, sales: Papers) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sales (销项) and purchases (进项) of every invoicing business, by firm, day and number."""
    settings, firms, purchases = lives.settings, lives.firms, lives.books.purchases
    dice = lives.dice
    rng = dice.stream("papers")
    numbers = scattered(len(sales) + len(purchases), _NUMBERS, rng) + 10_000_000
    rate = firms.of_trade("tax")[sales.firm]
    sold = _side(lives, sales, numbers[: len(sales)], rate, "购方")
    mirrored = sales.partner >= 0
    mirror = _turned(sales, mirrored)
    bought = joined(purchases, mirror)
    bought_rate = np.concatenate(
        [rng.choice(_TAX_PURCHASES, len(purchases), p=[0.45, 0.1, 0.2, 0.2, 0.05]), rate[mirrored]]
    )
    bought_numbers = np.concatenate([numbers[len(sales) :], numbers[: len(sales)][mirrored]])
    purchased = _side(lives, bought, bought_numbers, bought_rate, "销方")
    return _untidy(dice.stream("untidy out"), settings, sold), _untidy(
        dice.stream("untidy in"), settings, purchased
    )


def enterprises_table(businesses: pl.DataFrame, has_invoices: Bools) -> pl.DataFrame:
    """Who the invoices belong to, in the contest's two columns."""
    return businesses.filter(pl.Series(has_invoices)).select(企业代号="business_id", 企业名称="name")


def _turned(sales: Papers, rows: Bools) -> Papers:
    """The buyer's half: the seller is now the partner."""
    return Papers(
        firm=sales.partner[rows],
        day=sales.day[rows],
        partner=sales.firm[rows],
        rank=sales.rank[rows],
        yuan=sales.yuan[rows],
        is_void=sales.is_void[rows],
    )


def _partners(firms: Firms, papers: Papers) -> pl.Series:
    """Town firms by their code, strangers as `X…`; shells of a ring are the same stranger for all of it."""
    codes = np.concatenate([_codes(firms), coded("X", np.arange(_STRANGERS + _SHELLS))])
    shell = papers.rank >= SHELL_RANK
    mixed = (papers.firm * 7_919 + papers.rank * 104_729 + (papers.rank % 7) * papers.firm) % _STRANGERS
    number = np.where(shell, _STRANGERS + (papers.rank - SHELL_RANK) % _SHELLS, mixed)
    return picked(codes, np.where(papers.partner >= 0, papers.partner, len(firms) + number))


def _codes(firms: Firms) -> Words:
    return coded("F", np.arange(1, len(firms) + 1))


def _side(lives: Lives, papers: Papers, numbers: Ints, rate: Floats, side: str) -> pl.DataFrame:
    firms, calendar = lives.firms, lives.calendar
    net = np.round(papers.yuan / (1 + rate), 2)
    order = np.lexsort((numbers, papers.day, papers.firm))
    ordered = papers.only(order)
    return pl.DataFrame(
        {
            "企业代号": picked(_codes(firms), ordered.firm),
            "发票号码": numbers[order],
            "开票日期": pl.Series(calendar.dates(ordered.day)),
            f"{side}单位代号": _partners(firms, ordered),
            "金额": net[order],
            "税额": np.round(papers.yuan - net, 2)[order],
            "价税合计": ordered.yuan,
            "发票状态": picked(_STATES, ordered.is_void.astype(np.int64)),
        }
    )


def _untidy(rng: np.random.Generator, settings: Settings, table: pl.DataFrame) -> pl.DataFrame:
    """Some rows twice, some states with a blank before the word, as real files have them."""
    noise = settings.noise
    twice = np.repeat(np.arange(table.height), 1 + (rng.random(table.height) < noise.duplicate_rows))
    blank = pl.Series(rng.random(len(twice)) < noise.untidy_status)
    return table[twice].with_columns(
        发票状态=pl.when(blank).then(" " + pl.col("发票状态")).otherwise("发票状态")
    )
