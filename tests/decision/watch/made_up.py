"""Made-up decisions by the day: independent figures, a score, segments, groups; any of it changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from puhui.decision.watch.limits import limits
from puhui.decision.watch.reading.bins import bins_of
from puhui.decision.watch.reading.coded import Coding
from puhui.decision.watch.reading.loans import Performance, day_number, loans_of
from puhui.decision.watch.reading.reference import Reference
from puhui.decision.watch.reading.seen import Seen
from puhui.decision.watch.reading.watched import Watched

START = date(2026, 1, 1)
NUMBERS = 8
THRESHOLDS = (7, 30, 90)
Change = Callable[[Seen, np.random.Generator], Seen]


def decisions(
    rng: np.random.Generator,
    days: int,
    a_day: int,
    change: Change | None = None,
    since: int = 10**6,
    start: date = START,
) -> Iterator[Seen]:
    """So many days of so many decisions; from day `since` on each goes through `change`."""
    for day in range(days):
        for _ in range(a_day):
            one = decision(rng, start + timedelta(days=day))
            yield change(one, rng) if change is not None and day >= since else one


def decision(rng: np.random.Generator, on: date) -> Seen:
    """One decision about somebody new."""
    score = float(rng.beta(2, 30))
    outcome = str(rng.choice(("approve", "refer", "decline"), p=(0.6, 0.25, 0.15)))
    numbers: dict[str, Any] = {f"figure_{place}": float(rng.lognormal(place, 1)) for place in range(NUMBERS)}
    words: dict[str, Any] = {
        "purpose": str(rng.choice(("stock", "equipment", "rent"), p=(0.6, 0.3, 0.1))),
        "debts_known": bool(rng.random() < 0.8),
        "sometimes": float(rng.normal()) if rng.random() < 0.7 else None,
    }
    return Seen(
        on=on,
        application_id=UUID(bytes=rng.bytes(16)),
        outcome=outcome,
        by_person=False,
        probability=score,
        band="A" if score < 0.04 else "B" if score < 0.08 else "C",
        scorecard="ab" * 32,
        reasons=("knock_out.no_invoices",) if outcome == "refer" else ("overall.held",),
        figures=numbers | words,
        segments={
            "business": str(rng.choice(("enterprise", "individual_business"), p=(0.4, 0.6))),
            "region": str(rng.choice(("990000", "990100"))),
            "trade": str(rng.choice(("F", "H", "C"))),
            "channel": "facilitation",
        },
        groups={
            "sex": str(rng.choice(("male", "female"))),
            "age": str(rng.choice(("18-29", "30-39", "40-49"))),
        },
        timings={"gather_ms": float(rng.gamma(4, 2)), "decide_ms": float(rng.gamma(2, 0.5))},
    )


def watched(seen: Iterable[Seen], loans: Sequence[Performance] = ()) -> Watched:
    """What is read of them, with references from their first month."""
    kept, held = list(seen), limits()
    first = _coded(kept, {})
    references = first.ripe(kept[-1].on, lambda values: bins_of(values, held.bins))
    coding = _coded(kept, {name: one.bins for name, one in references.items()})
    return Watched(coding.coded(), loans_of(loans, THRESHOLDS), references, held)


def resampled(pool: Watched, rng: np.random.Generator, days: int, a_day: int) -> Watched:
    """Another history of the same population: rows drawn anew, references from its own first month."""
    rows = rng.integers(0, len(pool.coded), days * a_day)
    day = day_number(START) + np.repeat(np.arange(days, dtype=np.int32), a_day).astype(np.int32)
    coded = pool.coded
    drawn = replace(
        coded,
        day=day,
        key=np.arange(len(rows), dtype=np.int64),
        outcome=coded.outcome[rows],
        by_person=coded.by_person[rows],
        probability=coded.probability[rows],
        band=coded.band[rows],
        scorecard=coded.scorecard[rows],
        cells=coded.cells[rows],
        divided={by: codes[rows] for by, codes in coded.divided.items()},
        reasons=np.zeros((0, 2), dtype=np.int32),
        timings={name: took[rows] for name, took in coded.timings.items()},
    )
    first = day < day[0] + limits().reference_days
    references = {
        name: _as_first_seen(one, drawn.column(name)[first]) for name, one in pool.references.items()
    }
    return Watched(drawn, pool.loans, references, pool.limits)


def _as_first_seen(one: Reference, cells: Any) -> Reference:
    counts = np.bincount(cells, minlength=256)
    bins = replace(
        one.bins, counts=tuple(int(it) for it in counts[: len(one.bins.counts)]), nulls=int(counts[255])
    )
    return Reference(START, START + timedelta(days=limits().reference_days - 1), bins)


def with_figure(name: str, of: Callable[[Seen, np.random.Generator], Any]) -> Change:
    """A change of one figure."""
    return lambda seen, rng: replace(seen, figures={**seen.figures, name: of(seen, rng)})


def _coded(kept: list[Seen], bins: Any) -> Coding:
    coding = Coding(bins, limits())
    for one in kept:
        coding.add(one)
    return coding
