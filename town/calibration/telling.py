"""The comparison as a table for people: figures of margins only, never a row of the data."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from town.calibration.margins import Compared

_BEGIN: Final = "<!-- margins: written by python -m town.compare --write -->"
_END: Final = "<!-- /margins -->"


def as_markdown(rows: Sequence[Compared]) -> str:
    """One line a margin, and how many are near."""
    lines = ["| margin | unit | set | real | town | |", "|---|---|---|---:|---:|---|"]
    lines += [_line(row) for row in rows]
    counts = Counter(row.verdict for row in rows)
    told = ", ".join(f"{counts[word]} {word}" for word in ("near", "fair", "off"))
    last = f"{len(rows)} margins: {told}. Near is within a factor of 1.35, fair within 2."
    return "\n".join([*lines, "", last])


def _line(row: Compared) -> str:
    margin, figures = row.margin, f"{plain(row.real)} | {plain(row.town)}"
    return f"| {margin.what} | {margin.unit} | {margin.source} | {figures} | {_said(row)} |"


def into_document(path: Path, rows: Sequence[Compared]) -> None:
    """Replace the table between the two marks of a document."""
    text = path.read_text("utf-8")
    before, rest = text.split(_BEGIN, 1)
    _, after = rest.split(_END, 1)
    path.write_text(f"{before}{_BEGIN}\n{as_markdown(rows)}\n{_END}{after}", encoding="utf-8")


def plain(value: float) -> str:
    """Three figures.

    >>> plain(1_234_567), plain(0.07857), plain(13.2)
    ('1,230,000', '0.0786', '13.2')
    """
    if abs(value) >= 1_000:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def _said(row: Compared) -> str:
    if row.verdict == "off" and row.margin.why_off:
        return f"off: {row.margin.why_off}"
    return row.verdict if row.margin.is_target else f"{row.verdict} (not fitted)"
