"""Invoices and flows agree with each other and with what was truly sold."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from town.folder import TownFolder
from town.lives import Lives, live
from town.settings import Drift, Missing, Noise, read_settings
from town.trade.papers import monthly
from town.written import write_town

FIRM, BUYER, SELLER = "企业代号", "购方单位代号", "销方单位代号"


def test_an_invoice_between_two_of_the_town_stands_in_both_their_books(made: TownFolder) -> None:
    """Same number, day and amount; unless one side's source is silent or has a hole."""
    states = made.read("sources").filter(pl.col("source") == "invoices")
    seen = states.filter(pl.col("state") == "seen")["business_id"].to_list()
    sold = made.read("output_invoices").unique()
    within = sold.filter(pl.col(BUYER).is_in(seen) & pl.col(FIRM).is_in(seen))
    bought = made.read("input_invoices").select(SELLER, "发票号码", "开票日期", "价税合计").unique()
    key = ["发票号码", "开票日期", "价税合计"]
    assert within.height > 100
    assert within.join(bought, how="anti", left_on=[FIRM, *key], right_on=[SELLER, *key]).height == 0


def test_amount_and_tax_add_up_on_every_invoice(made: TownFolder) -> None:
    """To the fen."""
    for side in ("output_invoices", "input_invoices"):
        rows = made.read(side)
        assert float((rows["金额"] + rows["税额"] - rows["价税合计"]).abs().max()) < 0.006


def test_voided_and_reversed_invoices_do_not_change_what_was_sold(lives: Lives) -> None:
    """Whatever is voided or taken back and written again, a firm's total stays."""
    sums = monthly(lives.books.sales, len(lives.firms), lives.calendar)
    assert np.allclose(sums.sum(axis=1), lives.books.sold.sum(axis=1), rtol=1e-6, atol=0.5)


def test_the_balance_is_the_sum_of_the_movements_and_never_below_nothing(made: TownFolder) -> None:
    """For whoever's account can be seen without a hole."""
    states = made.read("sources").filter((pl.col("source") == "bank") & (pl.col("state") == "seen"))
    flows = made.read("bank_flows").join(
        states.select("business_id"), on="business_id", maintain_order="left"
    )
    step = pl.col("balance_fen").diff().over("business_id")
    assert flows.filter(step.is_not_null() & (step != pl.col("amount_fen"))).height == 0
    assert flows["balance_fen"].min() > 0


def test_nobody_trades_before_they_opened(made: TownFolder) -> None:
    """No taking of a till from a month before the business started."""
    firms = made.read("businesses").select("business_id", "started_on")
    both = made.read("till_flows").join(firms, on="business_id")
    assert both.filter(pl.col("on") < pl.col("started_on").dt.offset_by("-2mo")).height == 0


def test_a_silent_source_shows_nothing_and_a_hole_shows_nothing_in_its_days(made: TownFolder) -> None:
    """For each of the three sources."""
    states = made.read("sources")
    for source, table, day in (("bank", "bank_flows", "on"), ("till", "till_flows", "on")):
        rows = made.read(table)
        here = states.filter(pl.col("source") == source)
        silent = here.filter(pl.col("state") == "silent")["business_id"].to_list()
        assert silent
        assert rows.filter(pl.col("business_id").is_in(silent)).height == 0
        holes = rows.join(here.filter(pl.col("state") == "hole"), on="business_id")
        assert (
            holes.filter((pl.col(day) >= pl.col("hole_from")) & (pl.col(day) < pl.col("hole_until"))).height
            == 0
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_drift_is_what_the_settings_say(seed: int) -> None:
    """Sales that shrink by a third a year end far below those of a town that grows."""

    def last_to_first(sales_per_year: float) -> float:
        drift = Drift(sales_per_year, 1.0, 1.0, 1.0, 1.0)
        sales = live(read_settings(drift=drift), seed, 1_000).ledger.sales
        return float(sales[:, 24:].sum() / sales[:, :12].sum())

    assert last_to_first(0.67) < 0.6 * last_to_first(1.1)


def test_without_noise_or_missing_sources_every_row_is_tidy(tmp_path: Path) -> None:
    """No row twice, no blank before a word, nothing silent."""
    settings = read_settings(noise=Noise(0.1, 0.0, 0.0, 0.0, 0.0, 0.0), missing=Missing(0, 0, 0, 0, 0, 3))
    folder = TownFolder(tmp_path)
    write_town(folder, live(settings, 5, 1_000), lambda _zh, _en: None)
    sold = folder.read("output_invoices")
    assert sold["发票号码"].is_unique().all()
    assert set(sold["发票状态"]) == {"有效发票", "作废发票"}
    assert set(folder.read("sources")["state"]) == {"seen"}
