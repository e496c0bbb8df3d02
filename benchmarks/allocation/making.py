"""Firms to share a budget among: real ones from their decisions, and made-up crowds of any size."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from puhui.decision import law_on, nominal_cap, read_churn, shipped_policy
from puhui.decision.money.allocation import (
    Candidates,
    Costs,
    Firms,
    Grouping,
    Menu,
    MostShare,
    Wishes,
    candidates,
    costs_of,
    menus_by,
    taken_for_granted,
)
from puhui.kernel import SystemClock, business_date

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "invoices"
LOT_FEN: Final = 1_000_000
BANDS: Final = ("A", "B", "C")
_TRADES: Final = np.array([30, 18, 12, 10, 8, 7, 6, 4, 3, 2]) / 100
_REGIONS: Final = 30
_BUDGET_SHARE: Final = 0.35


def costs() -> Costs:
    """What the shipped pricing table says."""
    return costs_of(shipped_policy(), BANDS, {})


def menus() -> tuple[Menu, ...]:
    """The public table of rates and lost customers, or a made-up one of its shape where it is not there."""
    table = read_churn(DATA)
    if isinstance(table, tuple):
        found = menus_by(table, nominal_cap(law_on(business_date(SystemClock()))))
        return tuple(found[it] for it in BANDS)
    rates = np.linspace(0.04, 0.15, 29)
    return tuple(
        Menu(rates, np.clip(1 - 1.15 * (1 - np.exp(-(rates - 0.04) / k)), 0.05, 1))
        for k in (0.05, 0.055, 0.06)
    )


def real() -> tuple[Firms, Wishes] | None:
    """The classical problem: a hundred million over the 302 firms without a credit history."""
    if not DATA.is_dir():
        return None
    with tempfile.TemporaryDirectory(prefix="puhui-allocation-") as folder:
        out = Path(folder) / "decisions.csv"
        asked = ["decide", "invoices", str(DATA), "--out", str(out), "--no-record", "--home", folder]
        subprocess.run(
            [Path(sys.executable).with_name("puhui"), *asked], check=True, stderr=subprocess.DEVNULL
        )
        found = candidates(pl.read_csv(out), BANDS, 10_000, 10_000, ())
    assert isinstance(found, Candidates)
    return found.firms, Wishes(10**10, LOT_FEN, risk_weight=taken_for_granted().risk_weight)


def made_up(n: int, seed: int = 7) -> tuple[Firms, Wishes]:
    """`n` firms with limits of a usual shape under every kind of wish at once; the budget is a third of what
    they could take."""
    chance = np.random.default_rng(seed)
    band = chance.choice(3, n, p=[0.4, 0.35, 0.25])
    probability = (np.array([0.012, 0.06, 0.14])[band] * np.exp(chance.normal(0, 0.4, n))).clip(0.001, 0.3)
    most = np.exp(chance.normal(2.5, 1, n)).astype(np.int64).clip(1, 100)
    groups = {
        "trade": Grouping(tuple("ABCDEFGHIJ"), chance.choice(10, n, p=_TRADES)),
        "region": Grouping(tuple(f"{it:02d}" for it in range(_REGIONS)), chance.integers(0, _REGIONS, n)),
    }
    firms = Firms(
        Grouping(BANDS, band),
        probability,
        np.minimum(chance.integers(1, 6, n), most),
        most,
        chance.random(n) < 0.3,
        groups,
    )
    wishes = Wishes(
        budget_fen=int(most.sum() * _BUDGET_SHARE) * LOT_FEN,
        lot_fen=LOT_FEN,
        most=(MostShare("trade", 0.25), MostShare("region", 0.04), MostShare("band", 0.2, "C")),
        inclusive_least=0.35,
        loss_most=0.02,
        risk_weight=taken_for_granted().risk_weight,
    )
    return firms, wishes
