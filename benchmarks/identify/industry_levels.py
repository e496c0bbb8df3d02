"""Groups and classes: how often one is named, how sure it says it is, and how often it is right.

Nobody has labelled firms by class. So real registrations whose first scope item is a class's very name
stand in: that item is taken away, and the class is to be told from the name, or from the name and the items
after it. At most fifteen firms of a class are asked, so that property managers do not decide the figure.
"""

import itertools
import random
from collections import Counter
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from puhui.identify.industry import Cascade, cascade_of
from puhui.identify.industry.classification import Classification
from puhui.identify.industry.model import texts_of
from puhui.identify.industry.text import items_of
from puhui.rulebook import load_industries, rulebook

_OF_A_CLASS: Final = 15
_BINS: Final = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)


def measure(data: Path | None, quick: bool) -> dict[str, Any]:
    """By name alone, and by name and the rest of the scope, with what ships."""
    table = data / "gbt4754" / "gbt4754_2017.csv" if data else None
    source = data / "registrations" / "text_sample.csv.gz" if data else None
    if table is None or source is None or not table.is_file() or not source.is_file():
        return {"skipped": "../shared/data has no code table or no registrations"}
    known = {**rulebook().industries, **load_industries(table)}
    cascade = cascade_of(None, Classification(dict(known), table.name), embed=False)
    firms = _firms(cascade, pl.read_csv(source, n_rows=60_000 if quick else None).fill_null(""))
    names, classes = [name for name, _, _ in firms], [code for _, _, code in firms]
    return {
        "firms": len(firms),
        "classes": len(set(classes)),
        "name": _figures(cascade, names, [""] * len(firms), classes),
        "name + rest of scope": _figures(cascade, names, [rest for _, rest, _ in firms], classes),
    }


def told(figures: dict[str, Any]) -> str:
    """A line for each, and what was said beside what was right."""
    firms, classes = figures["firms"], figures["classes"]
    lines = [f"below the division, by what ships ({firms:,} firms of {classes} classes):"]
    for called in ("name", "name + rest of scope"):
        one = figures[called]
        bins = "  ".join(f"{said:.2f}→{right:.2f} ({n})" for said, right, n in one["bins"])
        lines += [
            f"  {called}: division right {one['division']:.3f}; class named for {one['class_named']:.0%}, "
            f"said {one['class_said']:.3f}, right {one['class_right']:.3f}; "
            f"group instead for {one['group_named']:.0%}",
            f"    said → right (firms): {bins}",
        ]
    return "\n".join(lines)


def _firms(cascade: Cascade, registrations: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Name, scope without its first item, class."""
    listed = cascade.classification.industries.values()
    by_name = {one.name: one.code for one in listed if one.level == 4}
    rows = list(registrations.select("name", "business_scope").iter_rows())
    random.Random(0).shuffle(rows)
    taken: Counter[str] = Counter()
    firms = []
    for name, scope in rows:
        items = items_of(scope)
        code = by_name.get(items[0]) if items else None
        if code is not None and taken[code] < _OF_A_CLASS:
            taken[code] += 1
            firms.append((name, "；".join(items[1:]), code))
    return firms


def _figures(cascade: Cascade, names: list[str], scopes: list[str], classes: list[str]) -> dict[str, Any]:
    settled = cascade.settled(texts_of(names, scopes))
    finer = settled.finer
    divisions = [cascade.lexicon.classes[at] for at in settled.order[:, 0]]
    level = np.array([len(code) for code in finer.codes])
    right = np.array(
        [bool(code) and true.startswith(code) for code, true in zip(finer.codes, classes, strict=True)]
    )
    said = finer.probability
    bins = [
        (round(float(said[some].mean()), 3), round(float(right[some].mean()), 3), int(some.sum()))
        for low, high in itertools.pairwise(_BINS)
        if (some := (level > 0) & (said >= low) & (said < high)).any()
    ]
    return {
        "division": float(np.mean([a == b[:2] for a, b in zip(divisions, classes, strict=True)])),
        "class_named": float((level == 4).mean()),
        "class_said": float(said[level == 4].mean()),
        "class_right": float(right[level == 4].mean()),
        "group_named": float((level == 3).mean()),
        "bins": bins,
    }
