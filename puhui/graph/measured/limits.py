"""How far features look: a table, because it can be argued about."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of `limits.yaml`, whose comments say what each is for."""

    own_edges: int
    near_edges: int
    recent_days: int
    whole_days: int
    whole_work: int
    layers: int
    holding: tuple[str, ...]


@cache
def limits() -> Limits:
    """The bounds in force."""
    read = yaml.safe_load(Path(__file__).with_name("limits.yaml").read_text("utf-8"))
    numbers = {it: int(read[it]) for it in Limits.__slots__ if it != "holding"}
    return Limits(**numbers, holding=tuple(read["holding"]))
