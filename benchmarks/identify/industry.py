"""Trades from names and scopes: right at first guess, and among three, on firms no model has learned from.

Firms are kept out in turn, all of one name together. Registrations with a labelled firm's folded name are
taken out before anything is learned: an answer that was looked up does not count. How the views are mixed is
set inside each training part (which keeps firms out of its own); nothing is set on the firms that are judged.
"""

import sys
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.identify.industry_baselines import linear, zero_shot
from puhui.identify.industry import cascade_of
from puhui.identify.industry.classification import open_classification
from puhui.identify.industry.lexicon import open_lexicon
from puhui.identify.industry.text import Firm, Gathered, folded, gather, name_of, train_text_model

Seen = dict[str, NDArray[np.float32]]
_FOLDS: Final = 5
_QUICK_FOLDS, _QUICK_ROWS = 1, 40_000
_BINS: Final = 10


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """Top-1, top-3 with their spread, calibration, baselines and what ships without training."""
    found = gather(data / "industry") if data is not None and (data / "industry").is_dir() else None
    if not isinstance(found, Gathered):
        return {"skipped": "industry/ does not lie in --data"}
    known = {folded(firm.name) for firm in found.labelled}
    others = [firm for firm in found.unlabelled if folded(firm.name) not in known]
    left_out = len(found.unlabelled) - len(others)
    if quick:
        others = [others[k] for k in np.random.default_rng(0).permutation(len(others))[:_QUICK_ROWS]]
    fold = _folds(found.labelled)
    judged, truth, seen, seconds = _run(found, others, fold, _QUICK_FOLDS if quick else _FOLDS)
    scoped = np.array([bool(firm.scope) for firm in judged])
    stems = np.array([name_of(firm.name).stem for firm in judged])
    figures = {
        called: _figures(said, truth, stems, scoped if "scope" in called else np.ones(len(judged), bool))
        for called, said in seen.items()
    }
    return {
        "firms": len(judged),
        "with_scope": int(scoped.sum()),
        "unlabelled": len(others),
        "left_out_by_name": left_out,
        "train_seconds": [round(each, 1) for each in seconds],
        "figures": figures,
    }


def told(figures: dict[str, Any]) -> str:
    """A table; ± is the standard error over firms."""
    lines = [
        f"industry, division: {figures['firms']:,} kept out in turn, {figures['with_scope']} with a scope",
        f"  {figures['unlabelled']:,} rows without a label ({figures['left_out_by_name']} left out by "
        f"name); training {np.mean(figures['train_seconds']):.0f} s",
        f"  {'':34}{'top-1':>14}{'top-3':>16}{'ECE':>8}",
    ]
    for called, one in figures["figures"].items():
        ece = f"{one['ece']:.3f}" if "ece" in one else "–"
        first, third = (f"{one[each]:>9.3f} ±{one[f'{each}_error']:.3f}" for each in ("top1", "top3"))
        lines.append(f"  {called:34}{first}{third}{ece:>8}")
    for called in ("trained: name", "trained: name + scope"):
        bins = "  ".join(
            f"{said:.2f}→{right:.2f} ({n})" for said, right, n in figures["figures"][called]["bins"]
        )
        lines.append(f"  {called}, said → right (firms): {bins}")
    return "\n".join(lines)


def _run(
    found: Gathered, others: list[Firm], fold: NDArray[np.int64], folds: int
) -> tuple[list[Firm], NDArray[np.int64], Seen, list[float]]:
    classes = np.array(open_lexicon().classes)
    judged: list[Firm] = []
    parts: list[Seen] = []
    seconds: list[float] = []
    for k in range(folds):
        train = [firm for firm, f in zip(found.labelled, fold, strict=True) if f != k]
        test = [firm for firm, f in zip(found.labelled, fold, strict=True) if f == k]
        begun = time.perf_counter()
        model = train_text_model(train, others, found.codes, lambda doing, share: None)
        seconds.append(time.perf_counter() - begun)
        names, scopes, none = [f.name for f in test], [f.scope for f in test], [""] * len(test)
        said: Seen = {}
        for reader, who in ((model, "trained"), (open_lexicon(), "ships: words")):
            said[f"{who}: name"] = _over(reader.probabilities(names, none), reader.classes, classes)
            said[f"{who}: scope"] = _over(reader.probabilities(none, scopes), reader.classes, classes)
            said[f"{who}: name + scope"] = _over(reader.probabilities(names, scopes), reader.classes, classes)
        for reader, who in ((model, "cascade, trained"), (None, "cascade, ships")):
            whole = cascade_of(reader, open_classification())
            said[f"{who}: name"] = whole.divisions(names, none)
            said[f"{who}: scope"] = whole.divisions(none, scopes)
            said[f"{who}: name + scope"] = whole.divisions(names, scopes)
        said["linear: name"] = linear(train, names, classes, lambda firm: firm.name)
        said["linear: scope"] = linear(train, scopes, classes, lambda firm: firm.scope)
        said["code table, no labels: scope"] = zero_shot(found.codes, scopes, classes)
        judged += test
        parts.append(said)
        print(f"  industry: fold {k + 1} of {folds}", file=sys.stderr, flush=True)
    place = {code: n for n, code in enumerate(classes)}
    truth = np.array([place[firm.division or ""] for firm in judged])
    return judged, truth, {each: np.concatenate([part[each] for part in parts]) for each in parts[0]}, seconds


def _over(said: NDArray[np.float32], own: tuple[str, ...], classes: NDArray[np.str_]) -> NDArray[np.float32]:
    """A reader's columns among all divisions; those it does not know get nothing."""
    wide = np.zeros((len(said), len(classes)), np.float32)
    wide[:, np.searchsorted(classes, np.array(own))] = said
    return wide


def _figures(
    said: NDArray[np.float32], truth: NDArray[np.int64], stems: NDArray[np.str_], rows: NDArray[np.bool_]
) -> dict[str, Any]:
    said, truth, stems = said[rows], truth[rows], stems[rows]
    order = np.argsort(-said, axis=1, kind="stable")[:, :3]
    first, third = order[:, 0] == truth, (order == truth[:, None]).any(axis=1)
    figures: dict[str, Any] = {
        "firms": len(truth),
        "top1": round(float(first.mean()), 4),
        "top3": round(float(third.mean()), 4),
        "top1_error": _error(first, stems),
        "top3_error": _error(third, stems),
    }
    if abs(float(said.sum(axis=1).mean()) - 1) < 1e-3:
        figures["ece"], figures["bins"] = _calibration(said.max(axis=1), first)
    return figures


def _error(right: NDArray[np.bool_], stems: NDArray[np.str_]) -> float:
    """Standard error over firms, those of one name drawn together."""
    _, group = np.unique(stems, return_inverse=True)
    chance = np.random.default_rng(0)
    sizes, sums = np.bincount(group), np.bincount(group, right)
    drawn = [chance.integers(0, len(sizes), len(sizes)) for _ in range(500)]
    return round(float(np.std([sums[d].sum() / sizes[d].sum() for d in drawn])), 4)


def _calibration(
    sure: NDArray[np.float32], right: NDArray[np.bool_]
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and what was said and found in ten bins."""
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    table = [
        (
            round(float(sure[bins == b].mean()), 3),
            round(float(right[bins == b].mean()), 3),
            int((bins == b).sum()),
        )
        for b in range(_BINS)
        if (bins == b).any()
    ]
    gap = sum(n * abs(said - found) for said, found, n in table) / len(sure)
    return round(float(gap), 4), table


def _folds(firms: list[Firm]) -> NDArray[np.int64]:
    stems = {stem: k for k, stem in enumerate(sorted({name_of(firm.name).stem for firm in firms}))}
    fold = np.random.default_rng(2026).permutation(len(stems)) % _FOLDS
    return np.array([fold[stems[name_of(firm.name).stem]] for firm in firms], np.int64)
