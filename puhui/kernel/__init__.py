"""kernel: the words everybody shares. Pure, no input or output."""

from puhui.kernel.clock import (
    BEIJING,
    Clock,
    FixedClock,
    MovableClock,
    SystemClock,
    business_date,
    day_begins,
    day_is_over,
)
from puhui.kernel.ids import new_id
from puhui.kernel.money import fen, format_wan, format_yuan, round_fen, say_amount, yuan
from puhui.kernel.outcome import Outcome, strictest
from puhui.kernel.problem import Problem
from puhui.kernel.rate import YearDays, YearlyRate, format_percent
from puhui.kernel.text import Language, Text

__all__ = [
    "BEIJING",
    "Clock",
    "FixedClock",
    "Language",
    "MovableClock",
    "Outcome",
    "Problem",
    "SystemClock",
    "Text",
    "YearDays",
    "YearlyRate",
    "business_date",
    "day_begins",
    "day_is_over",
    "fen",
    "format_percent",
    "format_wan",
    "format_yuan",
    "new_id",
    "round_fen",
    "say_amount",
    "strictest",
    "yuan",
]
