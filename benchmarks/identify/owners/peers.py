"""The peer: LightGBM as it comes, on the same features, knowing nothing of sources or shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from puhui.features import person_catalogue
from puhui.identify.owner.scoring import matrix
from puhui.identify.owner.training import Labelled

_NAMES = tuple(feature.name for feature in person_catalogue())


@dataclass(frozen=True, slots=True)
class Plain:
    """A booster with its own settings."""

    booster: Any

    def scores(self, people: Labelled) -> NDArray[np.float64]:
        """Log odds of everybody."""
        return np.asarray(
            self.booster.predict(matrix(people.features, _NAMES), raw_score=True, num_threads=1)
        )


def plain_taught(populations: Sequence[Labelled]) -> Plain:
    """A hundred trees with every setting as LightGBM has it."""
    rows = np.concatenate([matrix(people.features, _NAMES) for people in populations])
    runs = np.concatenate([people.runs for people in populations])
    data = lightgbm.Dataset(rows, runs, params={"verbosity": -1})
    return Plain(lightgbm.train({"objective": "binary", "verbosity": -1, "num_threads": 1}, data, 100))
