"""How well real firms are told apart from their invoices: our scorecard against plain logistic regression.

The 123 labelled firms of the public set (27 defaults), 10×5-fold, everything that learns inside the fold,
all ways over the same folds. Differences are given with the corrected resampled t interval (Nadeau & Bengio
2003); an interval that holds zero is no claim. `auc_to_2018`: invoices before 2019 only. `judgement_auc`: the
scorecard by judgement, which learnt from nothing (bootstrap interval of the rows).
"""

import json
import sys
import time
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from puhui.evidence import read_invoices
from puhui.features import labelled_table, train_on_labelled
from puhui.kernel import Problem
from puhui.learn import Interval, Trained, auc, bootstrap_auc, load_scorecard, score_frame

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "invoices"
AS_OF, TO_2018, TODAY = date(2020, 2, 22), date(2019, 1, 1), date(2026, 11, 23)


def measure(folder: Path) -> dict[str, Any]:
    """All figures by their fixed names."""
    reading = read_invoices(folder, TODAY)
    started = time.perf_counter()
    trained = train_on_labelled(reading.invoices, reading.firms, AS_OF, TODAY)
    train_seconds = time.perf_counter() - started
    if not isinstance(trained, Trained):
        raise SystemExit("\n".join(problem.sentence() for problem in trained))
    started = time.perf_counter()
    table = labelled_table(reading.invoices, reading.firms, AS_OF)
    feature_seconds = time.perf_counter() - started
    card = trained.card
    same, everything = card.comparisons
    return {
        "firms": table.height,
        "labelled": card.trained_on.rows,
        "defaults": card.trained_on.bad_rows,
        "auc": _plain(card.quality.auc),
        "auc_rows_bootstrap": [card.quality.bootstrap_low, card.quality.bootstrap_high],
        "auc_to_2018": {"mean": card.figures[0].value, "sd": card.figures[0].sd},
        "logistic_auc": _plain(same.peer_auc),
        "difference_to_logistic": _plain(same.difference),
        "logistic_all_features_auc": _plain(everything.peer_auc),
        "difference_to_logistic_all_features": _plain(everything.difference),
        "brier": card.quality.brier,
        "ks": card.quality.ks,
        "judgement_auc": _judgement(table),
        "judgement_auc_to_2018": _judgement(labelled_table(reading.invoices, reading.firms, TO_2018)),
        "train_seconds": round(train_seconds, 2),
        "feature_seconds": round(feature_seconds, 2),
    }


def _judgement(table: pl.DataFrame) -> dict[str, float]:
    scorecard = load_scorecard(Path(str(files("puhui.decision") / "scorecards" / "judgement.yaml")))
    if isinstance(scorecard, Problem):
        raise SystemExit(scorecard.sentence())
    known = table.filter(pl.col("defaulted").is_not_null())
    bad = known["defaulted"].cast(pl.Float64).to_numpy()
    risk = -score_frame(scorecard, known)["points"].cast(pl.Float64).to_numpy()
    low, high = bootstrap_auc(bad, risk, np.random.default_rng(0))
    return {"mean": auc(bad, risk), "low": low, "high": high}


def _plain(interval: Interval) -> dict[str, float]:
    return {"mean": interval.mean, "sd": interval.sd, "low": interval.low, "high": interval.high}


def main() -> None:
    """Print the figures, as a table or with `--json`."""
    if not DATA.is_dir():
        print(f"invoices: the public data set is not at {DATA}; nothing was measured.", file=sys.stderr)
        return
    found = measure(DATA)
    if "--json" in sys.argv:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        told = (
            ", ".join(f"{key} {number:.3f}" for key, number in value.items())
            if isinstance(value, dict)
            else value
        )
        print(f"{name:38} {told}")


if __name__ == "__main__":
    main()
