"""Made-up firms whose figures lie where real ones do; later ones are a little otherwise."""

from datetime import date
from typing import Any

import numpy as np

from puhui.decision import EvidencePath, Inputs
from puhui.features import Unit, catalogue

_DAY = date(2026, 1, 1)


def firm(rng: np.random.Generator, how_late: float) -> Inputs:
    """One firm that applies. `how_late` between 0 and 1: in the last tenth sales have fallen by a half."""
    numbers = {one.name: _number(rng, one.unit) for one in catalogue()}
    sales = float(rng.lognormal(12.4 - (0.7 if how_late > 0.9 else 0.0), 0.9)) * 12
    numbers |= {
        "invoices_total": float(rng.integers(60, 900)),
        "days_since_sale": float(rng.integers(0, 40)),
        "history_months": float(rng.integers(8, 60)),
        "sales_12m_yuan": sales,
        "purchases_12m_yuan": sales * float(rng.uniform(0.6, 0.95)),
        "sales_prior_12m_yuan": sales * float(rng.uniform(0.7, 1.3)),
        "sales_void_share": float(rng.beta(1, 30)),
        "sales_red_amount_share": float(rng.beta(1, 60)),
        "fraud_both_ways_share": float(rng.beta(1, 40)),
        "fraud_last_month_share": float(rng.beta(2, 20)),
    }
    unknown = rng.random() < 0.04
    evidence: dict[str, Any] = {
        "consent": True,
        "identity": "MATCH" if rng.random() < 0.98 else "MISMATCH",
        "enterprise": "MATCH",
        "listing": "NO_RECORD",
        "debts_known": not unknown,
        "overdue_now": bool(rng.random() < 0.02),
        "purpose": str(rng.choice(("stock", "equipment", "rent"))),
        "books_own": True,
        "books_whole": True,
        "debt_service_monthly_yuan": None if unknown else float(rng.lognormal(7, 1)),
        "debt_balance_yuan": None if unknown else float(rng.lognormal(10, 1)),
        "trade": str(rng.choice(("F", "H", "C", "G"))),
    }
    return Inputs(
        "made up",
        EvidencePath.APPLICATION,
        _DAY,
        _DAY,
        numbers,
        evidence,
        amount_fen=int(rng.integers(5, 50)) * 1_000_000,
        basis="made up",
    )


def _number(rng: np.random.Generator, unit: Unit) -> float:
    match unit:
        case Unit.SHARE:
            return float(rng.beta(2, 6))
        case Unit.CHANGE:
            return float(rng.normal(0.02, 0.2))
        case Unit.YUAN:
            return float(rng.lognormal(11, 0.9))
        case Unit.RATIO:
            return float(rng.lognormal(0, 0.4))
        case _:
            return float(rng.integers(0, 60))
