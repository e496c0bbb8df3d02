"""How often a verdict agrees with whoever read the rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import polars as pl

from benchmarks.graph_rings.intervals import interval
from puhui.graph.rings.hands import Sign, Verdict

_FILE: Final = Path(__file__).with_name("read_by_hand.csv")
_FIRST_SAMPLE: Final = {
    (Sign.REPRESENTATIVE, Verdict.STRANGERS): 2,
    (Sign.REPRESENTATIVE, Verdict.HANDS): 2,
}
"""The first sample drawn after the rule for a verdict was settled; 1 otherwise."""


def digest(key: str) -> str:
    """What stands for a key in the file."""
    return blake2b(key.encode(), digest_size=8).hexdigest()


def agreement(sign: Sign, keys: Sequence[str], verdicts: Sequence[Verdict]) -> Mapping[str, Any]:
    """Of each verdict: how many cases were read, what was found, and the share that agrees, twice.

    `precision` counts what is unclear as wrong; `precision_where_clear` leaves it out.
    """
    read = pl.read_csv(_FILE).filter(pl.col("sign") == sign.value)
    now = dict(zip(map(digest, keys), verdicts, strict=True))
    found = {verdict: Counter[str]() for verdict in Verdict}
    for sample, key, label in read.select("sample", "key", "label").iter_rows():
        verdict = now.get(key)
        if verdict is not None and sample >= _FIRST_SAMPLE.get((sign, verdict), 1):
            found[verdict][label] += 1
    return {verdict.value: _figures(verdict, counted) for verdict, counted in found.items() if counted}


def _figures(verdict: Verdict, counted: Counter[str]) -> dict[str, Any]:
    cases, right = counted.total(), counted[verdict.value]
    figures: dict[str, Any] = {"cases": cases, "labels": dict(counted)}
    if verdict is Verdict.UNSURE:
        return figures
    clear = cases - counted["unclear"]
    return figures | {
        "precision": round(right / cases, 3),
        "interval": interval(right, cases),
        "precision_where_clear": round(right / clear, 3) if clear else None,
        "interval_where_clear": interval(right, clear),
    }
