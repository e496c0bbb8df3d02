"""The tables of this folder, each read once."""

import re
from functools import cache
from typing import Any, Final

from puhui.evidence.reference import table

_HERE: Final = "puhui.evidence.resolution.names"


def forms() -> dict[str, Any]:
    """Endings, branches, heads: `data/forms.yaml`."""
    return table(_HERE, "forms")


@cache
def trade_words() -> frozenset[str]:
    """Every word of `data/trades.yaml`."""
    return frozenset(table(_HERE, "trades")["words"].split()) | frozenset(shortened())


def shortened() -> dict[str, str]:
    """汽修 → 汽车修理: a trade as people shorten it."""
    found: dict[str, str] = table(_HERE, "trades")["shortened"]
    return found


@cache
def tails() -> frozenset[str]:
    """Characters that end a word of a trade whatever stands before them (茶业, 纸品)."""
    return frozenset(table(_HERE, "trades")["tails"])


@cache
def telling_apart() -> frozenset[str]:
    """Characters that tell sibling firms apart (东/西, 一/二); never a slip of the pen for one another."""
    return frozenset("".join(table(_HERE, "trades")["apart"]))


@cache
def longest_trade_word() -> int:
    """How many characters the longest word has."""
    return max(len(word) for word in trade_words())


def any_of(words: list[str]) -> str:
    """A pattern for one of several words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
