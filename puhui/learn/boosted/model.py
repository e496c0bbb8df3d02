"""A boosted model as it serves: columns, encoders, weighed members, calibration; exact in its parts."""

from dataclasses import dataclass, field

import numpy as np

from puhui.kernel import Text
from puhui.learn.arrays import Floats
from puhui.learn.boosted.columns import Looks
from puhui.learn.boosted.encoding import Encoder
from puhui.learn.boosted.members import FittedMember
from puhui.learn.boosted.typical import Typical


@dataclass(frozen=True, slots=True)
class Weighed:
    """A member, and what its log odds are multiplied by before all are added up."""

    name: str
    weight: float
    fitted: FittedMember


@dataclass(frozen=True, slots=True)
class BoostedModel:
    """`names` are the columns of the members' matrix, in order.

    The log odds are `shift + slope × Σ weight × member`; `probability` is of the target.
    """

    name: str
    version: str
    target: str
    looks: Looks
    encoders: tuple[Encoder | Typical, ...]
    counts: bool
    names: tuple[str, ...]
    members: tuple[Weighed, ...]
    shift: float
    slope: float
    titles: dict[str, Text] = field(default_factory=dict)

    def log_odds(self, values: Floats) -> Floats:
        """Calibrated log odds of rows of the members' matrix."""
        mixed = np.sum([one.weight * one.fitted.log_odds(values) for one in self.members], axis=0)
        return np.asarray(self.shift + self.slope * mixed)

    def parts(self, values: Floats) -> Floats:
        """Of every row, what each column added to the calibrated log odds, and last the base; they add up."""
        mixed = np.sum([one.weight * one.fitted.parts(values) for one in self.members], axis=0)
        parts = self.slope * mixed
        parts[:, -1] += self.shift
        return np.asarray(parts)

    def title(self, column: str) -> Text:
        """The column's name for people."""
        return self.titles.get(column, Text(column, column))


def probability_of(log_odds: Floats) -> Floats:
    """The probability of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))
