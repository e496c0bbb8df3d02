"""A feature's value as a shop owner reads it: 61%, 12.35万元, 3 个月."""

from decimal import ROUND_HALF_UP, Decimal

from puhui.features.model import Unit
from puhui.kernel import Text, format_wan, format_yuan

UNKNOWN = Text("暂无数据", "not known")
_WAN_FEN = 1_000_000


def say_value(value: float | None, unit: Unit) -> Text:
    """The value in words of both languages; a missing one is said to be missing.

    >>> say_value(0.614, Unit.SHARE).zh, say_value(-0.614, Unit.CHANGE).zh, say_value(3, Unit.MONTHS).en
    ('61%', '61%', '3 months')
    """
    if value is None:
        return UNKNOWN
    return _SAYERS[unit](value)


def _share(value: float) -> Text:
    percent = value * 100
    shown = f"{percent:.0f}%" if abs(percent) >= 10 or percent == 0 else f"{percent:.1f}%"
    return Text(shown, shown)


def _change(value: float) -> Text:
    return _share(abs(value))


def _yuan(value: float) -> Text:
    amount_fen = int(Decimal(value * 100).to_integral_value(ROUND_HALF_UP))
    zh = format_wan(amount_fen) if abs(amount_fen) >= _WAN_FEN else format_yuan(amount_fen)
    return Text(zh, format_yuan(amount_fen).removesuffix(".00"))


def _count(value: float) -> Text:
    return Text(f"{value:,.0f}", f"{value:,.0f}")


def _months(value: float) -> Text:
    return Text(f"{value:.0f} 个月", f"{value:.0f} month{'s' * (round(value) != 1)}")


def _days(value: float) -> Text:
    return Text(f"{value:.0f} 天", f"{value:.0f} day{'s' * (round(value) != 1)}")


def _ratio(value: float) -> Text:
    return Text(f"{value:.2f}", f"{value:.2f}")


_SAYERS = {
    Unit.SHARE: _share,
    Unit.CHANGE: _change,
    Unit.YUAN: _yuan,
    Unit.COUNT: _count,
    Unit.MONTHS: _months,
    Unit.DAYS: _days,
    Unit.RATIO: _ratio,
}
