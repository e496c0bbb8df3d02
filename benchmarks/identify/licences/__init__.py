"""Made-up business licences: drawn, then spoiled as photographs spoil them. Tests and benchmark share them."""

from benchmarks.identify.licences.facts import Licence, made_up
from benchmarks.identify.licences.fonts import MissingFont, font_file
from benchmarks.identify.licences.paper import draw
from benchmarks.identify.licences.spoiling import SPOILINGS, Spoiling, jpeg

__all__ = [
    "SPOILINGS",
    "Licence",
    "MissingFont",
    "Spoiling",
    "draw",
    "font_file",
    "jpeg",
    "made_up",
]
