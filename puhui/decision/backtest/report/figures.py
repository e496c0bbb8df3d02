"""Figures as a report writes them: shares, money, intervals, and both languages side by side."""

from html import escape

from puhui.decision.backtest.findings import Range
from puhui.decision.backtest.resampling import Estimate
from puhui.kernel import Text

_WAN_FEN = 1_000_000
NOTHING = "–"


def both(text: Text) -> str:
    """Both languages; the page shows one of them."""
    return f'<span class="zh">{escape(text.zh)}</span><span class="en">{escape(text.en)}</span>'


def percent(value: float | None, *, sign: bool = False) -> str:
    """`12.3%`; a difference of shares in points, with its sign.

    >>> percent(0.1234), percent(-0.02, sign=True), percent(None)
    ('12.3%', '−2.0 pp', '–')
    """
    if value is None:
        return NOTHING
    return _signed(value * 100, 1, sign) + (" pp" if sign else "%")


def wan(value_fen: float | None, *, sign: bool = False) -> str:
    """Money in 万元.

    >>> wan(123_456_789), wan(-5_000_000, sign=True)
    ('123.5', '−5.0')
    """
    return NOTHING if value_fen is None else _signed(value_fen / _WAN_FEN, 1, sign)


def percent_of(it: Estimate, *, sign: bool = False) -> str:
    """With its interval."""
    return _interval(percent(it.value, sign=sign), percent(it.low, sign=sign), percent(it.high, sign=sign))


def wan_of(it: Estimate, *, sign: bool = False) -> str:
    """With its interval."""
    return _interval(wan(it.value, sign=sign), wan(it.low, sign=sign), wan(it.high, sign=sign))


def percent_range(it: Range) -> str:
    """Between least and most."""
    return NOTHING if it.least is None else f"{percent(it.least)} – {percent(it.most)}"


def wan_range(it: Range) -> str:
    """Between least and most."""
    return NOTHING if it.least is None else f"{wan(it.least)} – {wan(it.most)}"


def _interval(value: str, low: str, high: str) -> str:
    if NOTHING in {value, low, high}:
        return value
    return f'{value} <small class="interval">[{low}, {high}]</small>'


def _signed(value: float, places: int, sign: bool) -> str:
    told = f"{abs(value):,.{places}f}"
    if float(told.replace(",", "")) == 0:
        return told
    if value < 0:
        return f"−{told}"
    return f"+{told}" if sign else told
