"""What may be asked at the door: read once from its table."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Limits:
    """See `limits.yaml` for what each value means."""

    most_rows: int
    part_rows: int
    queued_per_file: int
    kept_days: int
    longest_name: int
    longest_scope: int


@cache
def limits() -> Limits:
    """The table that ships.

    >>> limits().kept_days
    7
    """
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return Limits(**{name: int(told[name]) for name in Limits.__slots__})
