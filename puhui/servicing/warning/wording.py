"""Figures behind a signal, in words."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.decision.jdm import Value
from puhui.kernel import Text

_FILE: Final = Path(__file__).with_name("words.yaml")
_UNKNOWN: Final = Text("看不到", "out of sight")


def figure_said(name: str, value: Value) -> tuple[Text, Text]:
    """A figure's name, and its value as people write it.

    >>> figure_said("sales_against_season_share", 0.42)[1].zh
    '42%'
    """
    row = words()["figures"].get(name)
    label = Text(row["zh"], row["en"]) if row else Text(name, name)
    return label, _said(name, value)


def signal_said(code: str) -> Text | None:
    """A signal in words."""
    row = words()["signals"].get(code)
    return Text(row["zh"], row["en"]) if row else None


@cache
def words() -> dict[str, Any]:
    """The words of `words.yaml`."""
    told: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return told


def _said(name: str, value: Value) -> Text:
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, str):
        row = words()["sights"].get(value)
        return Text(row["zh"], row["en"]) if row else Text(value, value)
    if value is None:
        return _UNKNOWN
    if name.endswith("_share"):
        return Text(f"{value:.0%}", f"{value:.0%}")
    if name.startswith(("days", "late_days")):
        return Text(f"{value:.0f} 天", f"{value:.0f} days")
    return Text(f"{value:.0f}", f"{value:.0f}")
