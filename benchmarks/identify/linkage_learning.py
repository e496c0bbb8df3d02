"""`python -m benchmarks.identify.linkage_learning`: the bits of `comparisons.yaml`, from a labelled half.

What is maximised is what is used: for every name that is asked, the probability of its firm among all
candidates and none; first of names alone, then of what stands beside them. Each weight is held near the
house's estimate, the more so the fewer pairs show it.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import minimize

from benchmarks.identify.miswriting import BESIDE, Labelled, labelled_set
from puhui.evidence.resolution.likeness.judging import prior_bits
from puhui.evidence.resolution.likeness.weights import COMMON_BITS, told, weights
from puhui.evidence.resolution.linking.blocking import candidate_pairs
from puhui.evidence.resolution.linking.conditions import CONDITIONS
from puhui.evidence.resolution.linking.resolving import _writings
from puhui.evidence.resolution.linking.scoring import frequencies, level_names, scored
from puhui.evidence.resolution.names.short_names import NO_BRANDS

LEARNED = ("brand", "whole", "trade", "place", "form", "number", "representative", "address", "registered_on")
RARE = ("brand", "trade", "representative", "address")
HELD_BY = 0.3
"""How strongly a weight is held to the house's estimate: one squared bit against so many nats."""


def main() -> None:
    """Print the weights learned beside those in use."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12])
    asked = parser.parse_args()
    sets = [labelled_set(asked.data, seed, asked.rows, asked.each, half=0) for seed in asked.seeds]
    names = feature_names()
    start = np.array([_house(name) for name in names])
    aside = np.array([name[0] in BESIDE for name in names])
    plain = [examples(_names_only(it)) for it in sets]
    learned = learn(plain, start, ~aside)
    parts = [examples(it) for it in sets]
    learned = learn(parts, learned, aside)
    for name, before, after in zip(names, start, learned, strict=True):
        at = names.index(name)
        seen = sum(int((part["x"][part["true"], at] != 0).sum()) for part in parts)
        print(f"{':'.join(name):36} {before:7.2f} → {after:7.2f}   seen {seen}")


def feature_names() -> list[tuple[str, str, str]]:
    """(comparison, level, bits|rarity), and the intercept."""
    table = weights()
    bits = [
        (comparison, level, "bits")
        for comparison in LEARNED
        for level in table[comparison]
        if level != "missing" or comparison not in BESIDE
    ]
    rarity = [(c, level, "rarity") for c in LEARNED for level, it in table[c].items() if it.rarity]
    return [*bits, *rarity, ("all", "all", "unlinked")]


def examples(labelled: Labelled) -> dict[str, Any]:
    """One row a candidate: features, whose question it answers, whether it is the truth."""
    asked, register = labelled.asked, labelled.register
    writings = _writings([asked, register], NO_BRANDS, lambda *_: None)
    pairs = candidate_pairs(writings, across=True)
    scores = scored(writings, pairs, register.height, 0.7, -200.0)
    record = dict(writings.select("writing", "record").iter_rows())
    left = np.array([record[it] for it in scores["l"]])
    right = np.array([record[it] for it in scores["r"]]) - asked.height
    names = feature_names()
    x = np.zeros((scores.height, len(names)), dtype=np.float32)
    rare = {column: _rarity(writings, scores, column) for column in RARE}
    for at, (comparison, level, what) in enumerate(names[:-1]):
        gamma = {name: value for value, name in level_names(comparison).items()}[level]
        here = scores[f"gamma_{comparison}"].to_numpy() == gamma
        x[:, at] = here if what == "bits" else here * rare[comparison]
    x[:, -1] = 1
    truth = asked["truth"].to_numpy()
    head = writings.filter(pl.col("side") == 1, ~pl.col("old")).sort("record")["head"].to_numpy()
    true = (truth[left] >= 0) & (head[right] == head[truth[left]])
    order = np.argsort(left, kind="stable")
    found = np.isin(np.arange(asked.height), left[true])
    keep = (truth < 0) | found
    kept = keep[left][order]
    return {
        "x": x[order][kept],
        "left": left[order][kept],
        "true": true[order][kept],
        "prior": prior_bits(register.height, 0.7) - told()["unlinked_bits"],
        "blocked": 1 - found[truth >= 0].mean(),
    }


def learn(parts: list[dict[str, Any]], start: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The weights that make the truth likeliest; only those that are `free` move."""

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros_like(weight)
        for part in parts:
            bits = (part["x"] @ weight + part["prior"]).clip(-80, 80)
            odds = np.exp2(bits)
            count = part["left"].max() + 1
            every = 1 + np.bincount(part["left"], odds, count)
            truth = np.bincount(part["left"], odds * part["true"], count)
            seen = np.bincount(part["left"], minlength=count) > 0
            has = np.bincount(part["left"], part["true"], count) > 0
            answer = np.where(has, truth, 1.0)
            total -= (np.log(answer) - np.log(every))[seen].sum()
            wanted = np.where(
                has[part["left"]], part["true"] * odds / np.maximum(truth[part["left"]], 1e-300), 0
            )
            slope -= np.log(2) * ((wanted - odds / every[part["left"]]) @ part["x"])
        gap = weight - start
        held = np.where(np.array([name[2] == "rarity" for name in feature_names()]), 20.0, HELD_BY)
        return total + (held * gap**2).sum(), (slope + 2 * held * gap) * free

    return minimize(loss, start, jac=True, method="L-BFGS-B").x


def _names_only(labelled: Labelled) -> Labelled:
    """The same questions without what stands beside the names: most have nothing else."""
    return Labelled(labelled.asked.drop(BESIDE), labelled.register.drop(BESIDE), labelled.branches)


def _rarity(writings: pl.DataFrame, scores: pl.DataFrame, column: str) -> np.ndarray:
    known = dict(frequencies(writings, column).iter_rows())
    word = dict(writings.select("writing", column).iter_rows())
    ends = [np.array([known.get(word[it], 0.0) for it in scores[side]]) for side in ("l", "r")]
    return -np.log2(np.maximum(np.maximum(*ends), 1e-9)) - COMMON_BITS


def _house(name: tuple[str, str, str]) -> float:
    comparison, level, what = name
    if what == "unlinked":
        return float(told()["unlinked_bits"])
    weight = weights()[comparison][level]
    return weight.bits if what == "bits" else weight.rarity


if __name__ == "__main__":
    main()

__all__ = ["CONDITIONS", "examples", "learn"]
