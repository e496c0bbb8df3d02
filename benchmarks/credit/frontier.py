"""The frontier of profit against gap as a page that needs nothing else: one SVG a price of a bad loan."""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

WIDE: Final = 720
HIGH: Final = 360
_EDGE: Final = 56
_LEGEND: Final = 190
_DOT: Final = {"as it is": "#222", "searched": "#0a7d33"}


def html(losses: dict[str, dict[str, dict[str, Any]]]) -> str:
    """The page."""
    figures = "".join(
        f"<h2>A bad loan costs {escape(loss)} good ones</h2>{''.join(_svg(ways))}"
        for loss, ways in losses.items()
    )
    return (
        "<!doctype html><meta charset='utf-8'><title>Profit and the gap by race</title>"
        "<style>body{font:15px system-ui;margin:2rem auto;max-width:44rem;color:#222}"
        "text{font:11px system-ui}h2{font-size:1rem}</style>"
        "<h1>Profit and the gap by race</h1>"
        "<p>HMDA Boston. One threshold, race never looked at. Right: more profit per 100 applications;"
        " down: a smaller gap in the share granted. Lines: 95 % intervals over applicants.</p>" + figures
    )


def _svg(ways: dict[str, dict[str, Any]]) -> Iterator[str]:
    lows, highs = [one["profit_low"] for one in ways.values()], [one["profit_high"] for one in ways.values()]
    across = _scale(100 * min(lows), 100 * max(highs), _EDGE, WIDE - _LEGEND)
    top = max(one["gap_high"] for one in ways.values())
    down = _scale(0.0, top, HIGH - _EDGE, 12)
    yield f"<svg viewBox='0 0 {WIDE} {HIGH}' role='img' aria-label='Profit against gap'>"
    yield f"<path d='M{_EDGE} 12V{HIGH - _EDGE}H{WIDE - _LEGEND}' fill='none' stroke='#999'/>"
    yield from _ticks(across, down, 100 * min(lows), 100 * max(highs), top)
    for number, (name, one) in enumerate(ways.items(), start=1):
        yield from _dot(name, number, one, across, down)
    yield "</svg>"


def _dot(name: str, number: int, one: dict[str, Any], across: Any, down: Any) -> Iterator[str]:
    x, y, ink = across(100 * one["profit"]), down(one["gap"]), _DOT.get(name, "#3465a4")
    left, right = across(100 * one["profit_low"]), across(100 * one["profit_high"])
    yield f"<path d='M{left:.1f} {y:.1f}H{right:.1f}' stroke='{ink}' opacity='.25'/>"
    yield (
        f"<path d='M{x:.1f} {down(one['gap_low']):.1f}V{down(one['gap_high']):.1f}'"
        f" stroke='{ink}' opacity='.25'/>"
    )
    yield f"<circle cx='{x:.1f}' cy='{y:.1f}' r='8' fill='{ink}'><title>{escape(name)}</title></circle>"
    yield f"<text x='{x:.1f}' y='{y + 4:.1f}' fill='#fff' text-anchor='middle'>{number}</text>"
    place = f"x='{WIDE - _LEGEND + 24}' y='{12 + 18 * number}'"
    yield f"<text {place} fill='{ink}'>{number} {escape(name)}</text>"


def _ticks(across: Any, down: Any, low: float, high: float, top: float) -> Iterator[str]:
    for part in range(5):
        profit, gap = low + (high - low) * part / 4, top * part / 4
        yield (
            f"<text x='{across(profit):.1f}' y='{HIGH - _EDGE + 16}' text-anchor='middle'>{profit:.1f}</text>"
            f"<text x='{_EDGE - 6}' y='{down(gap) + 4:.1f}' text-anchor='end'>{gap:.2f}</text>"
        )
    middle = f"x='{(WIDE - _LEGEND + _EDGE) / 2}' y='{HIGH - 16}' text-anchor='middle'"
    yield f"<text {middle}>profit per 100 applications</text>"
    turned = f"transform='translate(14 {HIGH / 2}) rotate(-90)'"
    yield f"<text {turned} text-anchor='middle'>gap in share granted</text>"


def _scale(low: float, high: float, start: float, end: float) -> Any:
    return lambda value: start + (value - low) / max(high - low, 1e-9) * (end - start)
