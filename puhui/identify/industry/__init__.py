"""industry: which trade of GB/T 4754-2017 a firm is in, how sure that is, and which words say so."""

from puhui.identify.industry.cascade import Cascade
from puhui.identify.industry.files import Beside, Summary, answer_file
from puhui.identify.industry.groups import less_favourable_at
from puhui.identify.industry.items import items_in
from puhui.identify.industry.model import (
    Asked,
    Evidence,
    Guess,
    Item,
    Source,
    Stage,
    Status,
    TradeAnswer,
)
from puhui.identify.industry.opening import cascade_of, models_folder, open_cascade

__all__ = [
    "Asked",
    "Beside",
    "Cascade",
    "Evidence",
    "Guess",
    "Item",
    "Source",
    "Stage",
    "Status",
    "Summary",
    "TradeAnswer",
    "answer_file",
    "cascade_of",
    "items_in",
    "less_favourable_at",
    "models_folder",
    "open_cascade",
]
