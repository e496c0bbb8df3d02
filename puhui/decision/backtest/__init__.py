"""backtest: two policies over history with outcomes, and who is affected.

A history (kept decisions, or a file) is decided by both (`book`), measured on what is known with intervals
from drawing again (`measuring`, `resampling`), and told in one HTML file (`report`). How the declined would
have ended nobody knows: whatever depends on them is a range, and nothing is assumed of them.
"""

from puhui.decision.backtest.book import Means
from puhui.decision.backtest.history import Case, History, history_of, kept_history, read_history
from puhui.decision.backtest.model import Backtest
from puhui.decision.backtest.outcomes import Ended, Outcomes, outcomes_of, read_outcomes
from puhui.decision.backtest.report import report_page
from puhui.decision.backtest.running import backtest

__all__ = [
    "Backtest",
    "Case",
    "Ended",
    "History",
    "Means",
    "Outcomes",
    "backtest",
    "history_of",
    "kept_history",
    "outcomes_of",
    "read_history",
    "read_outcomes",
    "report_page",
]
