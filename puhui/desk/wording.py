"""What codes are called where people read them (`data/words.yaml`), and names of trades and places."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.intake import purposes, sources
from puhui.kernel import Problem, Text
from puhui.rulebook import rulebook

_FILE: Final = Path(__file__).parent / "data" / "words.yaml"
_MADE_UP: Final = "99"
"""Domain 7's unassigned province: where everything that is made up lies."""


def word(group: str, code: str, **values: object) -> Text:
    """What a code of a group is called; the code itself where nobody has named it.

    >>> word("drawdown", "posted").en
    'Money was paid out'
    """
    row = _words()[group].get(code)
    if row is None:
        return Text(code, code)
    return Text(row["zh"], row["en"]).fill(**values) if values else Text(row["zh"], row["en"])


def purpose_name(code: str) -> Text:
    """What an application is for."""
    return purposes().get(code) or Text(code, code)


def source_name(code: str) -> Text:
    """A source of data."""
    found = sources().get(code)
    return found.text if found else Text(code, code)


def section_of(trade: str | None, on: date) -> str | None:
    """The section (门类) of GB/T 4754 that a trade belongs to."""
    found = None if trade is None else rulebook().on(on).industry(trade)
    return None if found is None or isinstance(found, Problem) else found.section


def trade_name(trade: str | None, on: date) -> Text | None:
    """A trade in words: its own name in Chinese, its section and code in English."""
    if trade is None:
        return None
    found = rulebook().on(on).industry(trade)
    if isinstance(found, Problem):
        return Text(trade, trade)
    return Text(found.name, f"{word('sections', found.section).en} ({trade})")


@cache
def region_name(code: str | None, year: int) -> Text:
    """A place in words, of a year: province and district in Chinese, province and code in English."""
    if code is None:
        return Text("未填地区", "No area given")
    if code.startswith(_MADE_UP):
        return Text(f"虚构地区 {code}", f"Made-up area {code}")
    found = rulebook().on(date(year, 1, 1)).region(code)
    parts = [part for part in (found.province, found.name) if part]
    province = _words()["provinces"].get(code[:2], "Area")
    return Text("".join(dict.fromkeys(parts)) or code, f"{province} {code}")


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    content = yaml.safe_load(_FILE.read_text("utf-8"))
    if not isinstance(content, dict) or not {"owner", "source", "effective"} <= set(content):
        raise ValueError("words.yaml: says no owner, source or effective date")
    return content
