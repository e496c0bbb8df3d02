"""serving: a boosted model at the moment of a decision: plain arrays, no training library, exact in parts.

Trees come from the model's own text; a row's columns and formulas are read without a table; parts are
TreeSHAP values, settled to a millionth of a point each, and the score is their sum and nothing else.
"""

from puhui.decision.models.serving.boosted import OtherFormatError, ServedTrees, read_boosted
from puhui.decision.models.serving.score import Part, PartsScore

__all__ = ["OtherFormatError", "Part", "PartsScore", "ServedTrees", "read_boosted"]
