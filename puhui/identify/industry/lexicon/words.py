"""The word list as the file writes it, checked: entries, acts, forms, weights.

The file is `words.yaml` beside this room's code: everyday words of shops, workshops and stalls, each with the
code it means, or for a thing the codes of making, selling and mending it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from functools import cache
from pathlib import Path
from typing import Any, Final

from puhui.rulebook import read_yaml

FILE: Final = Path(__file__).parent.parent / "words.yaml"


_UNSAID: Final = ("firm", "shop", "traded", "sell_firm", "sell_shop")


class Kind(IntEnum):
    """What a word does in a text."""

    ACT = 0
    SHOP = 1
    THING = 2
    FIRM_FORM = 3
    SHOP_FORM = 4
    NOISE = 5


class Act(IntFlag):
    """What is done with a thing."""

    NONE = 0
    MAKE = 1
    WHOLESALE = 2
    RETAIL = 4
    BOTH = 6
    SELL = 8
    REPAIR = 16
    INSTALL = 32
    RENT = 64
    RESEARCH = 128


@dataclass(frozen=True, slots=True)
class Entry:
    """One word. `own`: the code it means by itself; the rest: what a thing means under an act."""

    word: str
    kind: Kind
    act: Act = Act.NONE
    own: str = ""
    make: str = ""
    retail: str = ""
    wholesale: str = ""
    repair: str = ""
    traded: bool = False


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Shares of make / wholesale / retail where the text does not say which."""

    firm: tuple[float, float, float]
    shop: tuple[float, float, float]
    traded: tuple[float, float, float]
    sell_firm: tuple[float, float, float]
    sell_shop: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """The whole list."""

    version: str
    entries: Mapping[str, Entry]
    unsaid: Unsaid
    weights: Mapping[str, float]
    prior: Mapping[str, float]
    by_act: Mapping[str, str]


@cache
def load_words(path: Path = FILE) -> Words:
    """The list in a file. Raises ValueError that names the file and what is wrong with it.

    >>> load_words().entries["理发店"].own
    '8040'
    """
    content = read_yaml(path)
    if not isinstance(content, dict) or not {"shops", "things", "acts", "weights"} <= content.keys():
        raise ValueError(f"{path.name}: needs shops, things, acts and weights")
    entries: dict[str, Entry] = {}
    for entry in _entries(content):
        entries[entry.word] = _merged(entries.get(entry.word), entry, path.name)
    shares = {name: _three(content["unsaid"][name]) for name in _UNSAID}
    by_act = {name: str(content[f"{name}_code"]) for name in ("install", "rent", "research")}
    weights = {name: float(value) for name, value in content["weights"].items()}
    prior = {str(code): float(share) for code, share in content["prior"].items()}
    return Words(str(content["version"]), entries, Unsaid(**shares), weights, prior, by_act)


def _entries(content: Mapping[str, Any]) -> Iterator[Entry]:
    for code, words in content["shops"].items():
        yield from (Entry(word, Kind.SHOP, own=code) for word in dict.fromkeys(words.split()))
    for row in content["things"]:
        codes = {name: row.get(name, "") for name in ("make", "retail", "wholesale", "repair")}
        traded = bool(row.get("traded"))
        words = dict.fromkeys(row["words"].split())
        yield from (Entry(word, Kind.THING, **codes, traded=traded) for word in words)
    for act, words in content["acts"].items():
        yield from (Entry(word, Kind.ACT, Act[act.upper()]) for word in dict.fromkeys(words.split()))
    for form, kind in (("firm", Kind.FIRM_FORM), ("shop", Kind.SHOP_FORM)):
        yield from (Entry(word, kind) for word in content["forms"][form].split())
    yield from (Entry(word, Kind.NOISE) for word in content["noise"].split())


def _merged(before: Entry | None, entry: Entry, file: str) -> Entry:
    """A word may mean a trade and an act at once (批发); anything else written twice is a mistake."""
    if before is None:
        return entry
    pair = (before, entry) if entry.kind is Kind.ACT else (entry, before)
    whole, act = pair
    if act.kind is not Kind.ACT or whole.kind is not Kind.SHOP or whole.act:
        raise ValueError(f"{file}: {entry.word} is written twice")
    return Entry(whole.word, whole.kind, act.act, whole.own)


def _three(shares: list[float]) -> tuple[float, float, float]:
    make, wholesale, retail = (float(share) for share in shares)
    return make, wholesale, retail
