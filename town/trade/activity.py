"""How busy each business was in each month, and what happened to it: the cause of everything later."""

from dataclasses import dataclass

import numpy as np

from town.dice import Bools, Floats, Ints
from town.settings import Settings
from town.trade.calendar import Calendar
from town.trade.firms import Firms
from town.trade.tables import trades
from town.world import World

_NEVER = -1


@dataclass(frozen=True, slots=True)
class Activity:
    """`index` is 1 in an ordinary month; events are months, −1 where they never happened."""

    index: Floats
    alive: Bools
    trouble: Ints
    customer_lost: Ints
    illness: Ints


def run_activity(world: World) -> Activity:
    """Growth, seasons, drift, slow noise, and the events that break them."""
    settings, firms, calendar = world.settings, world.firms, world.calendar
    rng = world.dice.stream("activity")
    shape = (len(firms), calendar.months)
    years = calendar.years_in - calendar.years_in.mean()
    path = firms.growth[:, None] * years + np.log(settings.drift.sales_per_year) * years
    path += np.log(settings.drift.prices_per_year) * years + np.log(_seasons(settings, calendar))[firms.trade]
    path += _slow_noise(rng, firms.noise * settings.noise.sales_sigma, shape)
    events = {
        name: _happened(rng, settings, hazard, shape)
        for name, hazard in (
            ("trouble", _hazard(settings, firms)),
            ("customer_lost", settings.lending.customer_lost_month * (0.4 + 2 * firms.top_share)),
            ("illness", np.full(len(firms), settings.lending.illness_month)),
        )
    }
    after = np.arange(calendar.months)[None, :]
    fell = np.log(rng.uniform(0.25, 0.75, len(firms)))
    path += np.where(_since(events["trouble"], after), fell[:, None], 0)
    lost = np.log1p(-np.minimum(firms.top_share, 0.85) * 0.9)
    path += np.where(_since(events["customer_lost"], after), lost[:, None], 0)
    born = np.maximum(calendar.months - firms.age_months, 0)
    ripening = np.clip((after - born[:, None] + 1) / 4, 0, 1)
    alive = after >= born[:, None]
    return Activity(index=np.exp(path) * ripening * alive, alive=alive, **events)


def _hazard(settings: Settings, firms: Firms) -> Floats:
    table = settings.lending.trouble_month
    known = np.array([table.get(name, table["other"]) for name in firms.character.tolist()])
    return np.asarray(known * np.clip(np.exp(-1.1 * firms.size), 0.12, 6))


def _happened(rng: np.random.Generator, settings: Settings, hazard: Floats, shape: tuple[int, int]) -> Ints:
    worse = settings.drift.trouble_per_year ** (np.arange(shape[1]) / 12)
    hit = rng.random(shape) < hazard[:, None] * worse
    return np.where(hit.any(axis=1), hit.argmax(axis=1), _NEVER)


def _since(event: Ints, month: Ints) -> Bools:
    return np.asarray((event[:, None] != _NEVER) & (month >= event[:, None]))


def _slow_noise(rng: np.random.Generator, sigma: Floats, shape: tuple[int, int]) -> Floats:
    """Half of what surprised last month still does this month."""
    fresh = rng.normal(size=shape) * sigma[:, None]
    noise = np.empty(shape)
    noise[:, 0] = fresh[:, 0]
    for month in range(1, shape[1]):
        noise[:, month] = 0.5 * noise[:, month - 1] + 0.87 * fresh[:, month]
    return noise


def _seasons(settings: Settings, calendar: Calendar) -> Floats:
    """One row a trade: its busy months stand out by twice its strength, the year's mean is 1."""
    rows = []
    for trade in trades():
        busy = np.isin(np.arange(1, 13), trade.months)
        level = 1 + settings.season_strength * trade.season * (busy - busy.mean())
        rows.append(np.maximum(level, 0.1)[calendar.month_of_year - 1])
    return np.array(rows)
