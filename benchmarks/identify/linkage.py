"""The same firm under other spellings: precision and recall beside exact matching and rapidfuzz alone.

Names of a register's second half are asked in worse spellings; thresholds of every method are chosen on one
half of the questions and all figures are of the other. A register of four provinces is linked in one run.
"""

import math
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from benchmarks.identify.miswriting import BESIDE, NEGATIVES, Labelled, labelled_set
from puhui.evidence.resolution import resolve
from puhui.evidence.resolution.linking.explaining import explained
from puhui.kernel import Problem

SEED = 2026
REGISTER = "registrations/four_provinces.csv.gz"
CHUNK = 250
CHANCE = 1.96


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """All figures, or why there are none."""
    needed = [REGISTER, "company_names/brand.txt", "china_division/areas.csv"]
    if data is None or not all((data / it).exists() for it in needed):
        return {"skipped": f"linkage needs {', '.join(needed)} under {data}"}
    labelled = labelled_set(data, SEED, 20_000 if quick else 60_000, 40 if quick else 150, half=1)
    found = {"labelled": _labelled(labelled), "within": _within(labelled), "branches": _branches(labelled)}
    return found if quick else found | {"register": _register(data)}


def told(figures: dict[str, Any]) -> str:
    """A table for people."""
    labelled = figures["labelled"]
    lines = [
        f"{labelled['asked']:,} names asked of {labelled['register']:,} firms, {labelled['absent']:,} absent",
        f"{'':34}{'precision':>24}{'recall':>24}",
    ]
    for method, it in labelled["methods"].items():
        lines.append(f"{method:34}{_share(it['precision']):>24}{_share(it['recall']):>24}")
    lines.append("recall by kind (ours / rapidfuzz / exact), false links by kind of absent firm:")
    for kind, shares in labelled["kinds"].items():
        lines.append(f"  {kind:20}" + " / ".join(f"{share:.2f}" for share in shares.values()))
    within, branches = figures["within"], figures["branches"]
    lines.append(f"{'as one table':34}{_share(within['precision']):>24}{_share(within['recall']):>24}")
    lines.append(
        f"branches: {branches['related']:.3f} of {branches['asked']:,} found as a branch of their head, "
        f"{branches['merged']:.3f} merged with it by mistake"
    )
    if "register" in figures:
        it = figures["register"]
        lines.append(
            f"register: {it['records']:,} records, {it['compared']:,} pairs compared, "
            f"{it['seconds']:.0f} s ({it['cpu_seconds']:.0f} s of work), {it['memory_gb']:.1f} GB at most"
        )
        lines += [f"  {line['zh']}" for line in it["largest"]]
    return "\n".join(lines)


def _labelled(labelled: Labelled) -> dict[str, Any]:
    truth = labelled.asked["truth"].to_numpy()
    even = np.arange(len(truth)) % 2 == 0
    methods = {
        "exact, as written": _exact(labelled),
        "rapidfuzz ratio": _fuzzy(labelled, fuzz.ratio),
        "rapidfuzz Jaro–Winkler": _fuzzy(labelled, JaroWinkler.normalized_similarity),
        "puhui": _ours(labelled),
        "puhui, with what stands beside": _ours(labelled, beside=True),
    }
    results: dict[str, Any] = {}
    hits: dict[str, np.ndarray] = {}
    for method, (answer, score) in methods.items():
        least = (
            0.5 if method == "exact, as written" else _best_threshold(answer[even], score[even], truth[even])
        )
        results[method] = _judged(answer, score >= least, truth, ~even) | {"threshold": float(least)}
        hits[method] = score >= least
    answer, score = methods["puhui"]
    results["puhui at 0.5"] = _judged(answer, score >= 0.5, truth, ~even) | {"threshold": 0.5}
    shown = {"ours": "puhui", "rapidfuzz": "rapidfuzz ratio", "exact": "exact, as written"}
    kinds = labelled.asked["kind"].to_numpy()
    by_kind = {}
    for kind in sorted(set(kinds), key=lambda it: (it in NEGATIVES, it)):
        here = ~even & (kinds == kind)
        by_kind[kind] = {
            name: float((hits[m] & ((truth < 0) | (methods[m][0] == truth)))[here].mean())
            for name, m in shown.items()
        }
    return {
        "asked": int((~even).sum()),
        "absent": int(((truth < 0) & ~even).sum()),
        "register": labelled.register.height,
        "methods": results,
        "kinds": by_kind,
    }


def _exact(labelled: Labelled) -> tuple[np.ndarray, np.ndarray]:
    """The very same text, an old name included."""
    at = {name: row for row, name in enumerate(labelled.register["name"])}
    at |= {old: row for row, old in enumerate(labelled.register["old_names"]) if old}
    answer = np.array([at.get(name, -1) for name in labelled.asked["name"]])
    return answer, (answer >= 0).astype(float)


def _fuzzy(labelled: Labelled, scorer: Callable[..., float]) -> tuple[np.ndarray, np.ndarray]:
    """The nearest of all names of the register, old ones included."""
    old = [(row, name) for row, name in enumerate(labelled.register["old_names"]) if name]
    names = labelled.register["name"].to_list() + [name for _, name in old]
    rows = np.array([*range(labelled.register.height), *(row for row, _ in old)])
    asked = labelled.asked["name"].to_list()
    best, scores = [], []
    for start in range(0, len(asked), CHUNK):
        near = process.cdist(asked[start : start + CHUNK], names, scorer=scorer, workers=2, dtype=np.float32)
        best.append(rows[near.argmax(axis=1)])
        scores.append(near.max(axis=1))
    return np.concatenate(best), np.concatenate(scores)


def _ours(labelled: Labelled, *, beside: bool = False) -> tuple[np.ndarray, np.ndarray]:
    count = labelled.asked.height
    kept = BESIDE if beside else ()
    asked, register = (
        labelled.asked.select("name", *kept),
        labelled.register.select("name", "old_names", *kept),
    )
    resolved = resolve(asked, register)
    assert not isinstance(resolved, Problem)
    best = resolved.pairs.filter(pl.col("relation") == "same").unique(
        "left", keep="first", maintain_order=True
    )
    answer, score = np.full(count, -1), np.zeros(count)
    answer[best["left"].to_numpy()] = best["right"].to_numpy() - count
    score[best["left"].to_numpy()] = best["probability"].to_numpy()
    return answer, score


def _within(labelled: Labelled) -> dict[str, Any]:
    """Questions and register as one table: pairs that come into one cluster."""
    count = labelled.asked.height
    names = pl.concat(
        [labelled.asked.select("name", old_names=pl.lit("")), labelled.register.select("name", "old_names")]
    )
    resolved = resolve(names)
    assert not isinstance(resolved, Problem)
    cluster = resolved.records.sort("record")["cluster"].to_numpy()
    truth = labelled.asked["truth"].to_numpy()
    known = np.flatnonzero(truth >= 0)
    right = int((cluster[known] == cluster[count + truth[known]]).sum())
    sizes = np.bincount(cluster)
    return {
        "precision": _interval(right, int((sizes * (sizes - 1) // 2).sum())),
        "recall": _interval(right, len(known)),
    }


def _branches(labelled: Labelled) -> dict[str, Any]:
    """Names of branches: related to their head, never merged with it."""
    resolved = resolve(labelled.branches.select("name"), labelled.register.select("name", "old_names"))
    assert not isinstance(resolved, Problem)
    count = labelled.branches.height
    sure = resolved.pairs.filter(pl.col("probability") >= 0.5)
    truth = labelled.branches.with_row_index("left").with_columns(pl.col("left").cast(pl.Int64))
    both = (
        sure.with_columns(pl.col("right") - count)
        .join(truth, on="left")
        .filter(pl.col("right") == pl.col("head"))
    )
    return {
        "asked": count,
        "related": both.filter(pl.col("relation") == "branch_of").height / count,
        "merged": both.filter(pl.col("relation") == "same").height / count,
    }


def _register(data: Path) -> dict[str, Any]:
    """The whole register of four provinces within itself."""
    register = pl.read_csv(data / REGISTER, infer_schema_length=0).rename(
        {"legal_representative": "representative"}
    )
    start, worked = time.perf_counter(), time.process_time()
    resolved = resolve(register)
    assert not isinstance(resolved, Problem)
    seconds = time.perf_counter() - start
    return {
        "records": register.height,
        "compared": resolved.compared,
        "seconds": seconds,
        "cpu_seconds": time.process_time() - worked,
        "memory_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "largest": [{"zh": it.zh, "en": it.en} for it in explained(resolved, at_most=3)],
    }


def _best_threshold(answer: np.ndarray, score: np.ndarray, truth: np.ndarray) -> float:
    """Where F1 is highest."""
    levels = np.unique(score[score > 0])[:: max(1, len(np.unique(score)) // 400)]
    return max(levels, key=lambda it: _f1(answer, score >= it, truth))


def _f1(answer: np.ndarray, linked: np.ndarray, truth: np.ndarray) -> float:
    right = (linked & (answer == truth)).sum()
    return 2 * right / max(1, linked.sum() + (truth >= 0).sum())


def _judged(answer: np.ndarray, linked: np.ndarray, truth: np.ndarray, here: np.ndarray) -> dict[str, Any]:
    right = (linked & (answer == truth))[here].sum()
    return {
        "precision": _interval(right, linked[here].sum()),
        "recall": _interval(right, (truth >= 0)[here].sum()),
        "f1": _f1(answer[here], linked[here], truth[here]),
    }


def _interval(right: int, of: int) -> tuple[float, float, float]:
    """A share with Wilson's interval at 95 %."""
    if not of:
        return 0.0, 0.0, 1.0
    share, z2 = right / of, CHANCE**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = CHANCE * math.sqrt(share * (1 - share) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    return float(share), float(middle - half), float(middle + half)


def _share(interval: tuple[float, float, float]) -> str:
    share, low, high = interval
    return f"{share:.3f} ({low:.3f}–{high:.3f})"
