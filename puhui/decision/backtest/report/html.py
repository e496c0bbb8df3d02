"""Pieces of HTML that every part of a report is made of."""

from collections.abc import Iterable
from html import escape

from puhui.decision.backtest.report.figures import both
from puhui.kernel import Text


def section(title: Text, body: str) -> str:
    """A part under its heading."""
    return f"<section><h2>{both(title)}</h2>{body}</section>"


def pairs(rows: Iterable[tuple[Text, str]]) -> str:
    """A table of names and values."""
    told = "".join(f"<tr><th>{both(name)}</th><td>{value}</td></tr>" for name, value in rows)
    return f'<table class="pairs">{told}</table>'


def line(cell: str, *cells: str) -> str:
    """A row of `th` or `td`."""
    return "<tr>" + "".join(f"<{cell}>{it}</{cell}>" for it in cells) + "</tr>"


def listed(texts: Iterable[Text]) -> str:
    """A list of sentences."""
    return "<ul>" + "".join(f"<li>{both(it)}</li>" for it in texts) + "</ul>"


def hashed(version: str) -> str:
    """A hash, in full."""
    return f"<code>{escape(version)}</code>"
