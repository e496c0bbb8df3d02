"""The whole comparison in one run: baseline, every family by turns, everything; by time and by folds."""

import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from benchmarks.smesd.families import FAMILIES
from benchmarks.smesd.judging import Rows, Way, figures, judged, matched, splits
from benchmarks.smesd.learning import members, plain, risk
from benchmarks.smesd.reading import Floats, World, read_world
from benchmarks.smesd.table import BASELINE, Table, table_of
from puhui.learn import auc, bootstrap_auc
from puhui.learn.spec import Member

_WORDS: Final = ("gb_division", "gb_section", "industry_raw", "area")


def measure(data: Path, repeats: int, *, quick: bool = False) -> dict[str, Any]:
    """All figures by their fixed names."""
    if not (data / "companies.csv").exists():
        return {"skipped": f"{data} is not there"}
    world = read_world(data)
    table, bad = table_of(world), world.bankrupt
    early, late = np.flatnonzero(~world.later), np.flatnonzero(world.later)
    cuts, ways = list(splits(table.ties.component, repeats)), _ways(table, bad, _codes(world), quick=quick)
    base: list[float] = []
    found: dict[str, Any] = {}
    later: dict[str, Floats] = {}
    for name, way in ways.items():
        aucs = judged(way, bad, cuts)
        base, later[name] = base or aucs, way(early, late, 0)
        found[name] = {
            "later_year": _interval(bad[late], later[name]),
            "backwards": auc(bad[early], way(late, early, 0)),
            "folds": figures(aucs, base),
        }
        print(
            f"  {name}: 2019 {found[name]['later_year']['auc']:.4f}, folds {np.mean(aucs):.4f}",
            file=sys.stderr,
            flush=True,
        )
    return {
        "firms": len(bad),
        "later_firms": len(late),
        "splits": len(cuts),
        "ways": found,
        "mean_degree": {str(int(it)): float(_degree(table)[bad == it].mean()) for it in (0, 1)},
        "number_alone": _number_alone(world),
        "matched_on_degree": matched(
            bad[late], _degree(table)[late], {"degree alone": _degree(table)[late], **later}
        ),
    }


def _ways(table: Table, bad: Floats, codes: Floats, *, quick: bool) -> dict[str, Way]:
    """Families are added to a line, which learns in a moment and is nearly as good as the mixture."""
    ensemble = members()
    line = {"line": ensemble["line"]}

    def ours(who: dict[str, Member], *families: str) -> Way:
        values = table.of(*families)
        return lambda teach, judge, turn: risk(values, bad, teach, judge, who, seed=100 * turn)

    base = np.column_stack([table.of(*BASELINE), codes])
    added = [family for family in FAMILIES if family not in BASELINE]
    found: dict[str, Way] = {
        "plain LightGBM: attributes, lawsuits, counts": lambda teach, judge, _: plain(
            base, bad, teach, judge
        ),
        "line: counts": ours(line, "counts"),
        "line: attributes": ours(line, "attributes"),
        "line: attributes, lawsuits": ours(line, "attributes", "lawsuits"),
        "line: attributes, lawsuits, counts": ours(line, *BASELINE),
        **{f"  + {family}": ours(line, *BASELINE, family) for family in added},
        "line: everything": ours(line, *FAMILIES),
    }
    if quick:
        return found
    whole = {"mixture: attributes, lawsuits, counts": BASELINE, "mixture: everything": tuple(FAMILIES)}
    return {**found, **{name: ours(ensemble, *families) for name, families in whole.items()}}


def _codes(world: World) -> Floats:
    """Trade and place as numbers in the order of their words, for the baseline alone."""
    words = [
        world.firms[name].cast(pl.String).fill_null("") for name in _WORDS if name in world.firms.columns
    ]
    return np.stack([it.rank("dense").cast(pl.Float64).to_numpy() for it in words], 1)


def _degree(table: Table) -> Floats:
    return np.asarray(table.ties.counts.sum(1))


def _interval(bad: Floats, score: Floats) -> dict[str, float]:
    low, high = bootstrap_auc(bad, score, np.random.default_rng(0))
    return {"auc": auc(bad, score), "low": low, "high": high}


def _number_alone(world: World) -> float:
    return auc(world.bankrupt, -world.firms["company_idx"].to_numpy().astype(float))


def scored(world: World) -> tuple[Rows, Floats]:
    """Rows that were asked for and their risk, learnt from all other firms whose end is known."""
    teach, judge = np.flatnonzero(~world.asked & ~np.isnan(world.bankrupt)), np.flatnonzero(world.asked)
    return judge, risk(table_of(world).values, world.bankrupt, teach, judge, members())


def told(found: dict[str, Any]) -> str:
    """The table for people."""
    lines = [
        f"SMEsD, {found['firms']:,} firms, {found['later_firms']} of 2019;"
        f" {found['splits']} folds that cut no component",
        f"(the firm's number alone: {found['number_alone']:.3f}: an artefact, never a feature)",
    ]
    for name, one in found["ways"].items():
        year, folds = one["later_year"], one["folds"]
        gain = f"{folds['gain']:+.4f} ({folds['gain_low']:+.4f} … {folds['gain_high']:+.4f})"
        lines.append(
            f"  {name:<46} 2019 {year['auc']:.4f} ({year['low']:.3f} … {year['high']:.3f})"
            f"  backwards {one['backwards']:.4f}  folds {folds['auc']:.4f} ± {folds['sd']:.4f}  {gain}"
        )
    lines.append(f"2019, matched on degree ({found['matched_on_degree']['firms']} firms a draw):")
    for name, one in found["matched_on_degree"]["ways"].items():
        lines.append(f"  {name:<46} {one['auc']:.4f} ± {one['sd']:.4f}")
    return "\n".join(lines)
