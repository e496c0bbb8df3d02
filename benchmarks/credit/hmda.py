"""Boston mortgages: who is denied by race, before and after mitigation at equal profit, and what it costs.

Race is never looked at when deciding, and one threshold holds for everybody. Each way trains on four fifths;
its threshold is chosen there, on rows the inner models did not see; the last fifth only judges. `searched`
takes of all ways the one with the smallest gap among those that keep the profit of the first way there (the
search for a less discriminatory alternative). The label is what underwriters decided in 1990: it is not
repayment and carries their bias, so profit is a stand-in.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from benchmarks.credit.frontier import html
from benchmarks.credit.lending import KEPT_PROFIT, Floats, Outcome, fairest, outcome, richest
from puhui.learn import BoostedSpec, auc, load_model_spec, read_table
from puhui.learn.boosted.judging import directions
from puhui.learn.boosted.material import Material, encoded, gather, learners
from puhui.learn.boosted.members import fit_member
from puhui.learn.spec import EvenOut

SPEC: Final = Path(__file__).parents[1] / "specs" / "hmda.yaml"
RACE: Final = "afam"
LOSSES: Final = (3.0, 5.0, 10.0)
FOLDS: Final = 5
STRENGTHS: Final = (0.25, 0.5, 1.0, 2.0, 4.0)
PROXIES: Final = 3
_DRAWS: Final = 2000

Scorer = Callable[[np.ndarray, np.ndarray], Floats]
"""Learns from the first rows; gives a score for each of the others."""


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """Profit and gap of every way, for every price of a bad loan, with intervals paired to the first way."""
    place = (data or Path("../shared/data")) / "hmda" / "hmda_boston.csv"
    if not place.exists():
        return {"skipped": f"{place} is not there"}
    frame, spec = read_table(place), load_model_spec(SPEC)
    if not isinstance(frame, pl.DataFrame) or not isinstance(spec, BoostedSpec):
        raise SystemExit(f"{frame if not isinstance(frame, pl.DataFrame) else spec}")
    in_group = (frame[RACE] == "yes").cast(pl.Float64).to_numpy()
    ways, bad = _ways(frame, spec, in_group)
    runs = [_run(ways, bad, in_group, repeat) for repeat in range(1 if quick else 4)]
    return {
        "rows": len(bad),
        "group_rows": int(in_group.sum()),
        "denied": {"others": bad[in_group == 0].mean(), "group": bad[in_group > 0].mean()},
        "repeats": len(runs),
        "losses": {f"{loss:g}": _figures(runs, bad, in_group, loss) for loss in LOSSES},
        "auc": {name: float(np.mean([auc(bad, run[name][0]) for run in runs])) for name in ways},
    }


def told(figures: dict[str, Any]) -> str:
    """The tables for people."""
    denied = figures["denied"]
    lines = [
        f"HMDA Boston, {figures['rows']:,} applications, {figures['group_rows']} by black applicants;"
        f" denied by underwriters {denied['group']:.1%} against {denied['others']:.1%}",
        f"nested {FOLDS}-fold × {figures['repeats']}; one threshold, race never looked at;"
        " profit per 100 applications in good loans' gains",
    ]
    for loss, ways in figures["losses"].items():
        lines.append(f" a bad loan costs {loss} good ones")
        for name, one in ways.items():
            profit, gap = one["profit_change"], one["gap_change"]
            lines.append(
                f"  {name:<34} profit {100 * one['profit']:6.1f}  ({100 * profit['mean']:+5.1f},"
                f" {100 * profit['low']:+.1f} … {100 * profit['high']:+.1f})  granted {one['granted']:.1%}"
                f"  gap {one['gap']:.3f}  ({gap['mean']:+.3f}, {gap['low']:+.3f} … {gap['high']:+.3f})"
                f"  auc {figures['auc'].get(name, float('nan')):.3f}"
            )
    return "\n".join(lines)


def drawn(figures: dict[str, Any]) -> str:
    """The frontier as a page."""
    return html(figures["losses"])


def _ways(frame: pl.DataFrame, spec: BoostedSpec, in_group: Floats) -> tuple[dict[str, Scorer], Floats]:
    as_is = _gathered(frame, spec)
    bad = as_is.known.bad
    even = {
        f"evened × {strength:g}": replace(spec, even_out=EvenOut(RACE, strength)) for strength in STRENGTHS
    }
    return {
        "as it is": _scorer(as_is, spec),
        "proxies dropped": _without_proxies(frame, spec, in_group),
        "reweighed": _reweighed(as_is, spec, in_group),
        **{name: _scorer(_gathered(frame, one), one) for name, one in even.items()},
    }, bad


def _gathered(frame: pl.DataFrame, spec: BoostedSpec) -> Material:
    material = gather(frame, spec)
    if isinstance(material, list):
        raise SystemExit(material[0].sentence())
    return material


def _scorer(material: Material, spec: BoostedSpec) -> Scorer:
    def score(learn: np.ndarray, judge: np.ndarray) -> Floats:
        sample, encoders = learners(material, learn, spec, seed=0)
        asked = encoded(material.seen, encoders, spec.encoding.counts, judge)
        ways = directions(sample.names, spec)
        found = [fit_member(sample, member, ways, 0).log_odds(asked) for member in spec.ensemble.values()]
        return np.asarray(np.mean(found, axis=0), dtype=np.float64)

    return score


def _reweighed(material: Material, spec: BoostedSpec, in_group: Floats) -> Scorer:
    """Rows count so that race and outcome are unrelated among the learners (Kamiran & Calders 2012)."""

    def score(learn: np.ndarray, judge: np.ndarray) -> Floats:
        bad, group = material.known.bad, in_group
        weight = np.ones(len(bad))
        for one in (0.0, 1.0):
            for other in (0.0, 1.0):
                cell = (group == one) & (bad == other)
                apart = (group[learn] == one).mean() * (bad[learn] == other).mean()
                weight[cell] = apart / max(cell[learn].mean(), 1e-9)
        return _scorer(replace(material, learning_weight=weight), spec)(learn, judge)

    return score


def _without_proxies(frame: pl.DataFrame, spec: BoostedSpec, in_group: Floats) -> Scorer:
    """Without the columns that tell race best among the learners, alone."""
    whole = _gathered(frame, spec)

    def score(learn: np.ndarray, judge: np.ndarray) -> Floats:
        columns = whole.seen.values[learn]
        told_race = [abs(auc(in_group[learn], column) - 0.5) for column in np.nan_to_num(columns).T]
        dropped = {whole.seen.names[place] for place in np.argsort(told_race)[-PROXIES:]}
        left = tuple(name for name in spec.features if name not in dropped)
        derive = {name: one for name, one in spec.derive.items() if name not in dropped}
        fewer = replace(spec, features=left, derive=derive)
        return _scorer(_gathered(frame, fewer), fewer)(learn, judge)

    return score


def _run(
    ways: dict[str, Scorer], bad: Floats, in_group: Floats, repeat: int
) -> dict[str, tuple[Floats, list[tuple[np.ndarray, np.ndarray, Floats]]]]:
    """Of every way each row's outer score; of every fold its judged rows, learners and learners' scores."""
    folds = list(_folds(bad, in_group, seed=repeat))
    found = {}
    for name, score in ways.items():
        outer, inner = np.zeros(len(bad)), []
        for learn, judge in folds:
            outer[judge] = score(learn, judge)
            own = np.zeros(len(learn))
            for part, rest in _folds(bad[learn], in_group[learn], seed=100 + repeat):
                own[rest] = score(learn[part], learn[rest])
            inner.append((judge, learn, own))
        found[name] = (outer, inner)
    return found


def _folds(bad: Floats, in_group: Floats, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Five folds, outcomes of both groups spread evenly."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(bad))
    fold = np.empty(len(bad), dtype=np.int64)
    fold[order[np.argsort((2 * bad + in_group)[order], kind="stable")]] = np.arange(len(bad)) % FOLDS
    for number in range(FOLDS):
        yield np.flatnonzero(fold != number), np.flatnonzero(fold == number)


def _figures(
    runs: list[dict[str, Any]], bad: Floats, in_group: Floats, loss: float
) -> dict[str, dict[str, Any]]:
    """Every way at its richest threshold, the first way's fairest plateau, and the search over all."""
    names = list(runs[0])
    granted = {name: np.zeros(len(bad)) for name in [*names, "as it is, fairer threshold", "searched"]}
    for run in runs:
        for fold in range(FOLDS):
            for name, rows in _fold_grants(run, fold, bad, in_group, loss).items():
                granted[name] += rows / len(runs)
    base = granted[names[0]]
    return {
        name: _with_intervals(rows, base, bad, in_group, loss) for name, rows in _in_order(granted).items()
    }


def _in_order(granted: dict[str, Floats]) -> dict[str, Floats]:
    last = ("as it is, fairer threshold", "searched")
    return {name: granted[name] for name in [*(one for one in granted if one not in last), *last]}


def _fold_grants(
    run: dict[str, Any], fold: int, bad: Floats, in_group: Floats, loss: float
) -> dict[str, Floats]:
    """Whom each way grants in one fold; thresholds and the search are settled on the learners."""
    best: tuple[float, str, float] | None = None
    grants, floor = {}, 0.0
    for name, (outer, inner) in run.items():
        judge, learn, own = inner[fold]
        threshold, earned = richest(own, bad[learn], in_group[learn], loss)
        floor = floor or KEPT_PROFIT * earned
        grants[name] = _rows(outer, judge, threshold)
        fair = fairest(own, bad[learn], in_group[learn], loss, floor)
        if fair and (best is None or fair[1] < best[0]):
            best = (fair[1], name, fair[0])
        if name == "as it is" and fair:
            grants["as it is, fairer threshold"] = _rows(outer, judge, fair[0])
    if best:
        outer, inner = run[best[1]]
        grants["searched"] = _rows(outer, inner[fold][0], best[2])
    return grants


def _rows(outer: Floats, judge: np.ndarray, threshold: float) -> Floats:
    rows = np.zeros(len(outer))
    rows[judge] = outer[judge] <= threshold
    return rows


def _with_intervals(
    granted: Floats, base: Floats, bad: Floats, in_group: Floats, loss: float
) -> dict[str, Any]:
    """The outcome, and its change against the first way when other applicants had been drawn."""
    rng = np.random.default_rng(0)
    sides = [np.flatnonzero(in_group == side) for side in (0, 1)]
    changes = []
    for _ in range(_DRAWS):
        rows = np.concatenate([rng.choice(side, len(side)) for side in sides])
        mine = outcome(granted[rows], bad[rows], in_group[rows], loss)
        theirs = outcome(base[rows], bad[rows], in_group[rows], loss)
        changes.append((mine.profit - theirs.profit, mine.gap - theirs.gap, mine.profit, mine.gap))
    low, high = np.quantile(np.array(changes), [0.025, 0.975], axis=0)
    own, first = outcome(granted, bad, in_group, loss), outcome(base, bad, in_group, loss)
    return {
        **_plain(own),
        "profit_low": float(low[2]),
        "profit_high": float(high[2]),
        "gap_low": float(low[3]),
        "gap_high": float(high[3]),
        "profit_change": {"mean": own.profit - first.profit, "low": float(low[0]), "high": float(high[0])},
        "gap_change": {"mean": own.gap - first.gap, "low": float(low[1]), "high": float(high[1])},
    }


def _plain(one: Outcome) -> dict[str, float]:
    return {"profit": one.profit, "granted": one.granted, "gap": one.gap}
