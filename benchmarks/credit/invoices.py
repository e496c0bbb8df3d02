"""123 real Chinese firms: who defaulted, from raw invoices only, beside plain LightGBM in the same folds.

Ten times five folds; everything that learns does so inside the fold. *Ours* is a line on three questions
that people named after looking at these firms, so its figure is hopeful. Beside it stand two that no person
chose for: a line on the whole catalogue, and the best pair of the catalogue chosen anew inside every fold.
The firm's number, its rating (D is default itself), its name and the length of its history are never looked
at; the rows are shuffled by the folds, so their order says nothing. With `to_2018` only invoices before
2019 are read.
"""

from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from benchmarks.credit.repeated import (
    PLAIN,
    Columns,
    Way,
    aucs,
    best_of,
    columns_of,
    line_of,
    member_way,
    spec_way,
    stratified,
)
from benchmarks.credit.repeated import told as told_of
from puhui.evidence import read_invoices
from puhui.features import catalogue, labelled_spec, labelled_table
from puhui.kernel import Problem
from puhui.learn import BoostedSpec, ScorecardSpec, load_model_spec
from puhui.learn.checks.folds import Fold
from puhui.learn.checks.validate import scorecard_judge
from puhui.learn.spec import Member, MemberKind
from puhui.learn.table.columns import read_sample

SPEC: Final = Path(__file__).parents[1] / "specs" / "invoices.yaml"
TODAY: Final = date(2026, 11, 24)
DAYS: Final = {"to_2020": date(2020, 2, 22), "to_2018": date(2019, 1, 1)}
TRIED: Final = {"columns": 195, "lines": 420, "scorecards": 7}
"""What people looked at before they named three columns (one column alone counts as a line)."""
_NEW: Final = {
    "sales_typical_month_yuan",
    "sales_standard_rate_share",
    "purchases_standard_rate_share",
    "goods_share",
}


def measure(data: Path, quick: bool) -> dict[str, Any]:
    """All figures, or why there are none."""
    folder = data / "invoices"
    if not folder.is_dir():
        return {"skipped": f"the public data set is not at {folder}"}
    reading = read_invoices(folder, TODAY)
    found: dict[str, Any] = {"tried": dict(TRIED)}
    for name, day in DAYS.items():
        table = labelled_table(reading.invoices, reading.firms, day)
        known = table.filter(pl.col("defaulted").is_not_null())
        found[name] = _of_table(known, repeats=2 if quick else 10, pairs=not quick or name == "to_2020")
    return found


def _of_table(table: pl.DataFrame, repeats: int, *, pairs: bool) -> dict[str, Any]:
    spec = invoice_spec()
    everything = columns_of(table, _catalogue_spec(spec))
    given = _only(everything, [name for name in everything.names if name != "goods_share"])
    before = _only(everything, [name for name in everything.names if name not in _NEW])
    folds = stratified(everything.bad, 5, repeats)
    ways = {
        "plain_lightgbm": member_way(given, PLAIN),
        "plain_lightgbm_before": member_way(before, PLAIN),
        "ours": spec_way(table, spec),
        "catalogue_line": member_way(everything, _SHY_LINE),
        "scorecard": _scorecard_way(table),
    }
    chosen: list[tuple[str, ...]] = []
    if pairs:
        two = tuple(combinations(range(len(everything.names)), 2))
        ways["best_pair"] = best_of(everything, two, ridge=1.0, chosen=chosen)
    figures = _beside(ways, everything, folds)
    most = Counter(" + ".join(one) for one in chosen).most_common(5)
    return {
        "firms": table.height,
        "defaults": int(everything.bad.sum()),
        **figures,
        "chosen_pairs": dict(most),
    }


_SHY_LINE: Final = Member(kind=MemberKind.LINEAR, ridge=10.0, bags=1)


def invoice_spec() -> BoostedSpec:
    """The spec in the file."""
    spec = load_model_spec(SPEC)
    if isinstance(spec, Problem | ScorecardSpec):
        raise SystemExit(spec.sentence() if isinstance(spec, Problem) else f"{SPEC} is no boosted spec")
    return spec


def _catalogue_spec(spec: BoostedSpec) -> BoostedSpec:
    names = tuple(one.name for one in catalogue() if one.name not in spec.reserved)
    return BoostedSpec(name="catalogue", key=spec.key, target=spec.target, features=names, derive=spec.derive)


def _only(columns: Columns, names: list[str]) -> Columns:
    places = [columns.names.index(name) for name in names]
    return Columns(tuple(names), columns.values[:, places], columns.bad)


def _scorecard_way(table: pl.DataFrame) -> Way:
    """The readable scorecard that `puhui decide` trains."""
    spec = labelled_spec()
    sample = read_sample(table, spec)
    if isinstance(sample, list):
        raise SystemExit("\n".join(problem.sentence() for problem in sample))
    judge = scorecard_judge(spec)
    return lambda train, asked: judge(sample.rows(train), sample.rows(asked))[0]


def _beside(ways: dict[str, Way], columns: Columns, folds: tuple[Fold, ...]) -> dict[str, Any]:
    """Every way's AUC, and its difference to plain LightGBM on the same columns' table."""
    found = {name: aucs(way, columns.bad, folds) for name, way in ways.items()}
    plain = found["plain_lightgbm"]
    return {
        name: {"auc": told_of(each, 0.2), "difference": told_of(np.subtract(each, plain).tolist(), 0.2)}
        for name, each in found.items()
    }


_TITLES: Final = {
    "plain_lightgbm": "plain LightGBM, whole catalogue",
    "plain_lightgbm_before": "plain LightGBM, without the new columns",
    "ours": "ours: a line on three questions (hopeful)",
    "catalogue_line": "a line on the whole catalogue, nothing chosen",
    "best_pair": "best pair of all, chosen inside every fold",
    "scorecard": "the readable scorecard, five questions",
}


def told(figures: dict[str, Any]) -> str:
    """The figures as a page."""
    tried = ", ".join(f"{count} {what}" for what, count in figures["tried"].items())
    lines = [f"Invoices: AUC ± sd of folds (95 % interval); looked at before three were named: {tried}"]
    for day in DAYS:
        part = figures[day]
        lines.append(
            f"  invoices {day.replace('_', ' ')}: {part['firms']} firms, {part['defaults']} defaulted"
        )
        for name, title in _TITLES.items():
            if name in part:
                lines.append(f"    {title:46} {line_of(part[name]['auc'])}")
                lines.append(f"    {'':46} {line_of(part[name]['difference'])} against plain")
        for pair, times in part["chosen_pairs"].items():
            lines.append(f"      chosen {times} times: {pair}")
    return "\n".join(lines)
