"""False alarms over stable months, and days until a moved figure calls, beside plain PSI over 0.2.

Twenty independent figures in ten bins, a first month as reference (longer where it has under 200 decisions),
then a stable month looked at every evening, then a month in which one figure has moved. The plain rule is
what most dashboards do: PSI of the last 30 days with a floor, over 0.2, without a look at how many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from puhui.decision.watch.alarming.rules import of_drifts
from puhui.decision.watch.limits import limits
from puhui.decision.watch.measuring.drift import Drift
from puhui.decision.watch.measuring.stability import Stability, psi, stability

FIGURES: Final = 20
BINS: Final = 10
MOVES: Final = (0.4, 0.7)
"""How far one figure moves, in standard deviations: a true PSI of about 0.16 and 0.48."""
PLAIN: Final = 0.2
Counts = NDArray[np.int64]


@dataclass(slots=True)
class Tally:
    """What a rule did over all months."""

    false_months: int = 0
    false_calls: int = 0
    delays: dict[float, list[int]] = field(default_factory=dict)


def measure(months: int, a_day: int, seed: int = 1) -> dict[str, Any]:
    """Both rules over so many months of so many decisions a day."""
    rng = np.random.default_rng(seed)
    tallies = {"ours": Tally(), "plain": Tally()}
    for _ in range(months):
        _live(rng, a_day, tallies)
    return {name: _told(tally, months) for name, tally in tallies.items()}


def true_psi(move: float) -> float:
    """The PSI of a normal figure that moved so far, over the deciles of before."""
    return psi([1 / BINS] * BINS, _shares(move))


def _live(rng: np.random.Generator, a_day: int, tallies: dict[str, Tally]) -> None:
    days = max(limits().reference_days, -(-limits().reference_least // a_day))
    reference = np.stack([rng.multinomial(days * a_day, np.full(BINS, 1 / BINS)) for _ in range(FIGURES)])
    month = limits().window_days
    stable = _days(rng, 2 * month, a_day)
    called: dict[str, set[int]] = {"ours": set(), "plain": set()}
    for day in range(month, 2 * month):
        seen = [_seen(reference[which], stable[:, which], day) for which in range(FIGURES)]
        for name, which in _called(seen):
            called[name].add(which)
    for name, figures in called.items():
        tallies[name].false_months += bool(figures)
        tallies[name].false_calls += len(figures)
    for move in MOVES:
        moved = stable.copy()
        moved[month:, 0] = rng.multinomial(a_day, _shares(move), month)
        for name, tally in tallies.items():
            tally.delays.setdefault(move, []).append(_delay(reference[0], moved[:, 0], seen, name))


def _days(rng: np.random.Generator, days: int, a_day: int) -> Counts:
    return rng.multinomial(a_day, np.full(BINS, 1 / BINS), (days, FIGURES))


def _shares(move: float) -> NDArray[np.float64]:
    edges = ndtri(np.linspace(0, 1, BINS + 1))
    shares: NDArray[np.float64] = np.diff(ndtr(edges - move))
    return shares


def _delay(reference: Counts, days: Counts, others: "list[_Seen]", name: str) -> int:
    """Days until the moved figure called, beside the others as they stood last; over a month where it never
    did."""
    month = limits().window_days
    for day in range(month, 2 * month):
        if (name, 0) in _called([_seen(reference, days, day), *others[1:]]):
            return day - month + 1
    return month + 1


@dataclass(frozen=True, slots=True)
class _Seen:
    """One figure on the evening of a day, as each rule sees it."""

    window: Stability | None
    short: Stability | None
    plain_psi: float


def _seen(reference: Counts, days: Counts, day: int) -> _Seen:
    held = limits()
    window = days[max(0, day - held.window_days + 1) : day + 1].sum(0)
    short = days[day - held.short_window_days + 1 : day + 1].sum(0)
    both = [
        stability(reference, now, held.bin_least_expected) if now.sum() >= held.window_least else None
        for now in (window, short)
    ]
    shares = [counts / max(counts.sum(), 1) for counts in (reference, window)]
    return _Seen(both[0], both[1], psi(shares[0], shares[1]))


def _called(seen: list[_Seen]) -> Iterator[tuple[str, int]]:
    """Which rule called which figure."""
    found = tuple(
        Drift(str(which), one.window, one.short, (), (), (), None) for which, one in enumerate(seen)
    )
    yield from (("ours", int(one.about)) for one in of_drifts(found, limits()) if one.level is not None)
    yield from (("plain", which) for which, one in enumerate(seen) if one.plain_psi > PLAIN)


def _told(tally: Tally, months: int) -> dict[str, Any]:
    found = {
        "stable_months_with_an_alarm_share": round(tally.false_months / months, 3),
        "false_alarms_a_month": round(tally.false_calls / months, 3),
    }
    month = limits().window_days
    for move, delays in tally.delays.items():
        seen = [one for one in delays if one <= month]
        name = f"moved_{move}sd"
        found[f"{name}_seen_share"] = round(len(seen) / len(delays), 3)
        found[f"{name}_days_p50"] = float(np.median(delays)) if seen else None
    return found
