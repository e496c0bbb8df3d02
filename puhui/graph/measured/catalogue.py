"""Every feature by name, in both languages, with its unit: the columns of the table and their explanation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from puhui.graph.measured.row import A_KIND, A_TYPE, GENERAL
from puhui.kernel import Text

Words = dict[str, dict[str, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One feature. `unit` is count, days, ratio, weight …; counts are whole numbers."""

    name: str
    title: Text
    unit: str


def near_features(kinds: Sequence[str], types: Sequence[str]) -> tuple[Measured, ...]:
    """Those of the kernel, in its order.

    >>> [it.name for it in near_features(["trade"], ["firm"])][17:21]
    ['near_firm', 'two_hop_firm', 'trade_out_edges', 'trade_out_nodes']
    """
    return _distinct(
        [
            *(_one("general", it, it) for it in GENERAL),
            *(_one("a_type", it, f"{it}_{_name(kind)}", type=kind) for kind in types for it in A_TYPE),
            *(_one("a_kind", it, f"{_name(kind)}_{it}", kind=kind) for kind in kinds for it in A_KIND),
        ]
    )


def whole_features(kinds: Sequence[str]) -> tuple[Measured, ...]:
    """Those that need the whole graph."""
    return _distinct(
        [
            *(_one("whole", it, it) for it in _words()["whole"]),
            *(
                _one("whole_kind", it, f"{_name(kind)}_{it}", kind=kind)
                for kind in kinds
                for it in _words()["whole_kind"]
            ),
        ]
    )


def outcome_features() -> tuple[Measured, ...]:
    """Those that count what neighbours came to, where outcomes are given apart."""
    return tuple(_one("outcomes", it, it) for it in _words()["outcomes"])


def average_features(columns: Sequence[str]) -> tuple[Measured, ...]:
    """Neighbours' mean of attributes that somebody asked for by name."""
    return tuple(_one("average", "near_mean", f"near_mean_{it}", column=it) for it in columns)


def _one(group: str, key: str, name: str, **of: str) -> Measured:
    words = _words()[group][key]
    return Measured(name, Text(words["zh"].format(**of), words["en"].format(**of)), words["unit"])


def _name(word: str) -> str:
    """A kind or type as part of a column's name.

    >>> _name("Legal Representation"), _name("担保")
    ('legal_representation', '担保')
    """
    return re.sub(r"\W+", "_", word.strip().lower()).strip("_") or "unnamed"


def _distinct(features: list[Measured]) -> tuple[Measured, ...]:
    return tuple(_renamed(features, set()))


def _renamed(features: list[Measured], taken: set[str]) -> Iterator[Measured]:
    for each in features:
        name, number = each.name, 2
        while name in taken:
            name, number = f"{each.name}_{number}", number + 1
        taken.add(name)
        yield Measured(name, each.title, each.unit)


@cache
def _words() -> Words:
    read: Any = yaml.safe_load(Path(__file__).with_name("catalogue.yaml").read_text("utf-8"))
    return read  # type: ignore[no-any-return]
