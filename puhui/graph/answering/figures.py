"""Figures of an answer: counts of roles, sizes of the circles, what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.graph.circle import roles
from puhui.graph.serving import Around
from puhui.kernel import Text

_FILE: Final = Path(__file__).with_name("figures.yaml")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its words, and whether it counts or is a ratio."""

    name: str
    text: Text
    unit: str


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure there is."""
    read: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))["figures"]
    said = [Figure(name, Text(it["zh"], it["en"]), it["unit"]) for name, it in read.items()]
    return (*said, *(Figure(it.name, it.text, "count") for it in roles()))


def figures_of(found: Around) -> dict[str, float | None]:
    """Those of one application; who stands behind it is not known where there is no enterprise."""
    circles, standing = found.circles, found.standing
    return {
        "reached": max(len(circles) - int((circles.hops == 0).any(axis=1).sum()), 0),
        "in_both": int((circles.in_both & (circles.hops > 0).all(axis=1)).sum()),
        "overlap_share": circles.overlap_share,
        "super_nodes": int(found.view.super_nodes(circles.ids).sum()),
        "guarantee_circles": len(found.guarantees),
        "beneficial_owners": None if standing is None else len(standing.control.owners),
        **circles.counts(),
    }
