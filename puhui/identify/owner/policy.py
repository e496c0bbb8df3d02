"""What may be argued about, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Policy:
    """See `policy.yaml` for what each value means."""

    precision: float
    fewest_for_prior: int
    prior_between: tuple[float, float]
    unsure_from: float
    reasons: int
    reasons_from: float


@cache
def policy() -> Policy:
    """The policy that ships."""
    told = yaml.safe_load((Path(__file__).parent / "policy.yaml").read_text(encoding="utf-8"))
    low, high = told.pop("prior_between")
    named = {name: told[name] for name in Policy.__slots__ if name in told}
    return Policy(**named, prior_between=(float(low), float(high)))
