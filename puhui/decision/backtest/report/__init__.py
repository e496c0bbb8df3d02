"""report: a backtest as one HTML file that a risk manager can read, print and sign."""

from puhui.decision.backtest.report.page import report_page

__all__ = ["report_page"]
