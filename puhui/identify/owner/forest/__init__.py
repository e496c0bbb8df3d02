"""Boosted trees, read from text, summed and explained without the library that grew them."""

from puhui.identify.owner.forest.explaining import Explained, made_ready
from puhui.identify.owner.forest.model import Floats, Forest, Sums
from puhui.identify.owner.forest.reading import read_forest
from puhui.identify.owner.forest.summing import summed

__all__ = ["Explained", "Floats", "Forest", "Sums", "made_ready", "read_forest", "summed"]
