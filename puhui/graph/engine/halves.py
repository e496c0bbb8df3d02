"""Half-edges as people ask for them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class HalfEdges:
    """Half-edges as columns: which edge, its kind (a number into the view's kinds), days, weight, consent."""

    row: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    outgoing: NDArray[np.bool_]
    neighbour: NDArray[np.int32]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    weight: NDArray[np.float32]
    slot: NDArray[np.uint32]
