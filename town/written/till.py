"""Takings day by day, as a payment code, a till or a platform reports them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from town.dice import Bools, Floats, Ints
from town.lives import Lives
from town.many_ids import coded, picked
from town.trade.tables import trades

_TICKET_YUAN: Final = 38
_CLOSED_DAYS: Final = 0.03
_CHANNELS: Final = np.array(["counter", "platform"])
_WEEK: Final = {
    "service": (0.9, 0.88, 0.9, 0.95, 1.1, 1.2, 1.07),
    "shop": (0.9, 0.88, 0.92, 0.95, 1.02, 1.2, 1.13),
    "wholesale": (1.15, 1.12, 1.1, 1.08, 1.05, 0.85, 0.65),
    "maker": (1.05, 1.05, 1.05, 1.05, 1.05, 0.95, 0.8),
}


@dataclass(frozen=True, slots=True)
class _Tills:
    """The businesses with a till (rows of firms), the days told, and whose takings are invented."""

    rows: Ints
    days: Ints
    is_flat: Bools


def till_table(lives: Lives) -> pl.DataFrame:
    """One row a business and day on which anything was taken."""
    firms, calendar = lives.firms, lives.calendar
    rng = lives.dice.stream("till")
    rows = np.flatnonzero(firms.has_till)
    first = max(0, calendar.days - lives.settings.density.till_days)
    flat = firms.character[rows] == "shared_device_farm"
    tills = _Tills(rows, np.arange(first, calendar.days), flat)
    yuan = _day_yuan(rng, lives, tills)
    till, column = np.nonzero(yuan >= 1)
    return _table(rng, lives, tills, yuan[till, column], (till, tills.days[column]))


def _day_yuan(rng: np.random.Generator, lives: Lives, tills: _Tills) -> Floats:
    """A month's takings over its days; a farm's are round."""
    month = lives.calendar.month_of(tills.days)
    weight = _weights(rng, lives, tills)
    starts = np.flatnonzero(np.diff(month, prepend=-1))
    whole = np.repeat(np.add.reduceat(weight, starts, axis=1), np.diff(starts, append=len(month)), axis=1)
    yuan = _month_yuan(rng, lives)[tills.rows][:, month] * weight / np.maximum(whole, 1e-9)
    return np.asarray(np.where(tills.is_flat[:, None], np.round(yuan, -1), np.round(yuan, 1)))


def _weights(rng: np.random.Generator, lives: Lives, tills: _Tills) -> Floats:
    """Busy weekends and bad days; a farm's takings are nearly the same every day."""
    weekday = (tills.days + lives.calendar.first.weekday()) % 7
    sides = np.array([row.side for row in trades()])[lives.firms.trade[tills.rows]]
    week = np.array([_WEEK[side] for side in sides.tolist()])[:, weekday]
    noise = rng.standard_gamma(6.0, size=week.shape) / 6
    closed = rng.random(week.shape) < _CLOSED_DAYS
    return np.where(tills.is_flat[:, None], 1 + 0.04 * noise, week * noise * ~closed)


def _month_yuan(rng: np.random.Generator, lives: Lives) -> Floats:
    firms, shown = lives.firms, lives.shown
    part = np.where(firms.kind == "company", 0.35, 0.85) * rng.uniform(0.7, 1.15, len(firms))
    pretended = firms.month_yuan[:, None] * 0.08 * shown.is_polished * firms.is_new[:, None]
    return np.asarray(np.maximum(lives.ledger.sales * part[:, None], pretended) * shown.till_lift)


def _table(
    rng: np.random.Generator, lives: Lives, tills: _Tills, yuan: Floats, at: tuple[Ints, Ints]
) -> pl.DataFrame:
    till, day = at
    flat, count = tills.is_flat[till], len(tills.rows)
    ticket = _TICKET_YUAN * np.exp(rng.normal(0, 0.6, count))[till]
    payments = np.maximum(1, np.round(yuan / ticket * rng.uniform(0.8, 1.2, len(yuan))))
    payers = np.round(payments * rng.uniform(0.7, 0.98, len(yuan)))
    payers = np.maximum(1, np.where(flat, np.minimum(payments, 3), payers))
    online = (lives.firms.kind[tills.rows] == "part_time_seller")[till]
    less_cash = lives.settings.drift.scanned_per_year ** (-3 * day / 365.25)
    cash = np.clip(0.35 * less_cash * rng.uniform(0.3, 1.7, count)[till], 0, 0.95)
    fen = np.round(yuan * 100)
    refunded = np.where(rng.random(len(fen)) < 0.04, np.round(fen * 0.05), 0)
    return pl.DataFrame(
        {
            "business_id": picked(coded("F", tills.rows + 1), till),
            "on": pl.Series(lives.calendar.dates(day)),
            "channel": picked(_CHANNELS, online.astype(np.int64)),
            "payments": payments.astype(np.int64),
            "payers": payers.astype(np.int64),
            "taken_fen": fen.astype(np.int64),
            "scanned_fen": np.round(fen * np.where(online | flat, 1.0, 1 - cash)).astype(np.int64),
            "refunded_fen": refunded.astype(np.int64),
        }
    )
