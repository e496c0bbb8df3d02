"""Charts as inline SVG: a row each, before as a hollow ring, after as a full dot, intervals as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from puhui.decision.backtest.resampling import Estimate
from puhui.kernel import Text

_ROW, _LEFT, _WIDTH, _RIGHT, _TOP = 34, 190, 760, 60, 26


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a chart: what it is of, and up to two estimates of it."""

    label: Text
    before: Estimate
    after: Estimate


def intervals(rows: Sequence[Row], title: Text) -> str:
    """Shares on an axis from nothing to what is needed."""
    ends = [end for row in rows for it in (row.before, row.after) for end in (it.value, it.high) if end]
    most = _rounded_up(max(ends, default=0.1))
    height = _TOP + _ROW * len(rows) + 30
    parts = [_axis(most, height), *(_row(row, number, most) for number, row in enumerate(rows))]
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title.zh)} {escape(title.en)}">'
        + "".join(parts)
        + "</svg>"
    )


def _axis(most: float, height: int) -> str:
    found = []
    for step in range(6):
        share = most * step / 5
        x = _x(share, most)
        found.append(f'<line class="grid" x1="{x:.1f}" y1="{_TOP - 8}" x2="{x:.1f}" y2="{height - 26}"/>')
        found.append(f'<text class="tick" x="{x:.1f}" y="{height - 10}">{share * 100:.0f}%</text>')
    return "".join(found)


def _row(row: Row, number: int, most: float) -> str:
    y = _TOP + _ROW * number
    label = "".join(
        f'<text class="label {name}" x="{_LEFT - 12}" y="{y + 11}">{escape(said)}</text>'
        for name, said in (("zh", row.label.zh), ("en", row.label.en))
    )
    return label + _dot(row.before, y + 2, most, "before") + _dot(row.after, y + 13, most, "after")


def _dot(it: Estimate, y: float, most: float, name: str) -> str:
    if it.value is None:
        return f'<text class="none" x="{_LEFT + 4}" y="{y + 4}">–</text>'
    x = _x(it.value, most)
    line = ""
    if it.low is not None and it.high is not None:
        low, high = _x(it.low, most), _x(it.high, most)
        line = f'<line class="{name}" x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}"/>'
    return line + f'<circle class="{name}" cx="{x:.1f}" cy="{y}" r="4.5"/>'


def _x(share: float, most: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * min(max(share, 0.0), most) / most


def _rounded_up(share: float) -> float:
    return next((it for it in (0.02, 0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 0.75) if share <= it), 1.0)
