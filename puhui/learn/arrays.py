"""The one array everything here computes with."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
