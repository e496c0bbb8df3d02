"""Who runs a business: the model that ships on towns it never met, beside registration and plain trees.

Towns of other seeds, prevalence and noise; figures for each and their spread. The peer is LightGBM as it
comes, on the same features, taught by some of the same towns in the same run. Too good is a leak until shown
otherwise: the order of ids and every single column are measured too.
"""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.identify.owners.leaks import leaks_of
from benchmarks.identify.owners.peers import Plain, plain_taught
from benchmarks.identify.owners.towns import HARD, LEARNING, MEASURING, Town, made
from puhui.features import PersonSource
from puhui.identify.owner import shipped_model
from puhui.identify.owner.scoring import log_odds_of, matrix
from puhui.identify.owner.training import Found, Labelled, checked, labelled_people, right_at, without
from puhui.kernel import Problem
from puhui.learn import auc

_QUICK = MEASURING[1::3]
_TEACHES = LEARNING[1::6]
_MOST_MISSING = {
    "registers_and_texts": (PersonSource.REGISTERS, PersonSource.TEXTS),
    "registers_and_balances": (PersonSource.REGISTERS, PersonSource.BALANCES),
    "texts_and_relations": (PersonSource.TEXTS, PersonSource.RELATIONS),
}


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """`data` is not needed: towns are made here."""
    towns = _QUICK if quick else (*MEASURING, *HARD)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        plain = plain_taught([_people(town, folder) for town in _TEACHES[: 2 if quick else 4]])
        rows = [_row(town, _people(town, folder), plain) for town in towns]
    ordinary = [row for row in rows if not row["hard"]]
    return {"model": shipped_model().version, "towns": rows, **_overall(ordinary)}


def _people(town: Town, folder: Path) -> Labelled:
    found = labelled_people(made(town, folder))
    if isinstance(found, Problem):
        raise RuntimeError(found.sentence())
    return found


def _row(town: Town, people: Labelled, plain: Plain) -> dict[str, Any]:
    model = shipped_model()
    found = checked(model, people)
    runs, score = people.runs, plain.scores(people)
    rows = matrix(people.features, model.owner.features)
    return {
        **found.shown(),
        "noise": town.noise,
        "hard": "hard" in town.settings,
        "plain_auc": auc(runs.astype(np.float64), score),
        "plain_right_at_precision": right_at(runs, score, 0.9),
        "auc_most_missing": _most_missing(rows, people),
        "calibration_error": _off(found),
        "calibration_error_unmoved": _off_unmoved(rows, people),
        "leaks": leaks_of(people),
    }


def _most_missing(rows: Any, people: Labelled) -> dict[str, float]:
    model, found = shipped_model(), {}
    for name, kept in _MOST_MISSING.items():
        gone = np.tile([source not in kept for source in PersonSource], (len(rows), 1))
        left = without(rows, model.owner.features, gone)
        found[name] = auc(people.runs.astype(np.float64), log_odds_of(model, left))
    return found


def _off(found: Found) -> float:
    """Mean distance between probability and what happened, over the steps of the calibration."""
    counts, said, true = (np.array(part) for part in zip(*found.calibration, strict=True))
    return float((counts * np.abs(said - true)).sum() / counts.sum())


def _off_unmoved(rows: Any, people: Labelled) -> float:
    """The same where the model's own share of owners had been kept."""
    chance = 1 / (1 + np.exp(-log_odds_of(shipped_model(), rows)))
    step = np.minimum((chance * 10).astype(int), 9)
    groups = [step == one for one in range(10) if (step == one).any()]
    return float(sum(abs(chance[own].sum() - people.runs[own].sum()) for own in groups) / len(chance))


def _overall(rows: list[dict[str, Any]]) -> dict[str, Any]:
    def _over(name: str) -> dict[str, float]:
        values = np.array([row[name] for row in rows])
        found = {"mean": values.mean(), "sd": values.std(ddof=1), "least": values.min(), "most": values.max()}
        return {name: float(value) for name, value in found.items()}

    sources = [source.value for source in PersonSource]
    return {
        "auc": _over("auc"),
        "plain_auc": _over("plain_auc"),
        "more_than_registration": _over("more_than_registration"),
        "kind_right": _over("kind_right"),
        "calibration_error": _over("calibration_error"),
        "calibration_error_unmoved": _over("calibration_error_unmoved"),
        "said_precision": {row["name"]: round(row["said_right"] / max(row["said"], 1), 4) for row in rows},
        "auc_without": {name: _least(row["auc_without"][name] for row in rows) for name in sources},
        "auc_with_only": {name: _least(row["auc_with_only"][name] for row in rows) for name in sources},
        "auc_most_missing": {
            name: _least(row["auc_most_missing"][name] for row in rows) for name in _MOST_MISSING
        },
        "strongest_single_column": max(
            (row["leaks"]["strongest"] for row in rows), key=lambda one: one["auc"]
        ),
        "auc_of_id_order": round(max(row["leaks"]["id_order"] for row in rows), 4),
    }


def _least(values: Any) -> float:
    return round(float(min(values)), 4)


_COLUMNS = (
    ("town", "{name:<30}"),
    ("owners", "{owners:>6,}"),
    ("AUC", "{auc:>6.3f}"),
    ("plain", "{plain_auc:>6.3f}"),
    ("registers find", "{registered_right:>14,}"),
    ("found at 90 %", "{right_at_precision:>13,}"),
    ("times", "{more_than_registration:>5.2f}"),
    ("said, blind", "{said:>11,}"),
    ("right", "{said_share:>6.1%}"),
    ("kind right", "{kind_right:>10.1%}"),
)


def told(figures: dict[str, Any]) -> str:
    """A table of towns and the spread over them."""
    rows = [{**row, "said_share": row["said_right"] / max(row["said"], 1)} for row in figures["towns"]]
    cells = [[form.format(**row) for _, form in _COLUMNS] for row in rows]
    titles = [title.rjust(len(cell)) for (title, _), cell in zip(_COLUMNS, cells[0], strict=True)]
    strongest = figures["strongest_single_column"]
    return "\n".join(
        (
            f"owner model {figures['model']}, towns it never met",
            *("  ".join(line) for line in [titles, *cells]),
            f"AUC {_spread(figures['auc'])}; plain LightGBM {_spread(figures['plain_auc'])}",
            f"owners found at 90 % for one by registration: {_spread(figures['more_than_registration'])}",
            f"AUC without a source, least: {_listed(figures['auc_without'])}",
            f"AUC with one source only, least: {_listed(figures['auc_with_only'])}",
            f"AUC with two sources only, least: {_listed(figures['auc_most_missing'])}",
            f"calibration error {_spread(figures['calibration_error'])};"
            f" without moving the prior {_spread(figures['calibration_error_unmoved'])}",
            f"strongest single column {strongest['column']}: AUC {strongest['auc']:.3f};"
            f" ids in order: AUC {figures['auc_of_id_order']:.3f}",
        )
    )


def _spread(figures: dict[str, float]) -> str:
    return f"{figures['mean']:.4f} ± {figures['sd']:.4f} ({figures['least']:.4f}–{figures['most']:.4f})"


def _listed(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items())
