"""A made-up history: 240 firms as they stood, and how the loans of two thirds of them ended."""

import random
from datetime import date
from typing import Any

import polars as pl

from puhui.decision import shipped_policy
from puhui.decision.backtest import History, Means, Outcomes, history_of, outcomes_of
from puhui.decision.jdm import sealed
from tests.decision.making import SCORECARD, TRADE
from tests.decision.publishing.changing import document, row

TODAY = date(2026, 11, 24)
BEFORE = Means(shipped_policy(), SCORECARD)


def firms(n: int = 240) -> pl.DataFrame:
    """Firms of two trades, both sexes and three ages; a large buyer makes one risky."""
    dice = random.Random(7)
    rows: list[dict[str, Any]] = []
    for number in range(n):
        share = round(dice.uniform(0.1, 0.9), 3)
        rows.append(
            {
                "id": f"E{number:04}",
                **TRADE,
                "top_buyer_share": share,
                "sales_6m_change": round(dice.uniform(-0.5, 0.3), 3),
                "as_of": date(2026, 1 + number % 6, 1).isoformat(),
                "amount_yuan": dice.choice((30_000, 120_000, 300_000)),
                "months": 12,
                "trade": dice.choice(("F", "C")),
                "sex": dice.choice(("male", "female")),
                "age": dice.randint(24, 60),
                "region": "990000",
                "note": "x",
            }
        )
    return pl.DataFrame(rows)


def history(n: int = 240) -> History:
    """As it is read from a file."""
    return history_of(firms(n), "firms.csv", TODAY)


def outcomes(n: int = 240, known_of: int = 3) -> Outcomes:
    """Two of three have ended; the riskier, the more often badly."""
    dice = random.Random(11)
    rows = []
    for number, firm in enumerate(firms(n).iter_rows(named=True)):
        is_bad = dice.random() < 0.05 + 0.3 * (firm["top_buyer_share"] > 0.5)
        rows.append(
            {
                "id": firm["id"],
                "is_bad": None if number % known_of == 2 else is_bad,
                "known_on": "2026-10-31",
                "exposure_fen": 10_000_000,
                "loss_fen": 4_000_000 if is_bad else 0,
                "profit_fen": -4_000_000 if is_bad else 500_000,
            }
        )
    return outcomes_of(pl.DataFrame(rows))


def proposed() -> Means:
    """Declines band B, and calls C what is D so far where the probability is below 0.62."""
    eligibility, rating = document("eligibility"), document("rating")
    row(eligibility, "band_d")["in_band"] = "'B', 'D'"
    row(rating, "C")["in_probability"] = "[0.10..0.62)"
    policy = shipped_policy().with_table("eligibility", sealed(eligibility))
    return Means(policy.with_table("rating", sealed(rating)), SCORECARD)
