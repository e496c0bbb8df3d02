"""What is asked about a firm's trade, and what is answered: facts, nothing that computes.

An answer says a trade, how sure it is, which words decided, who answered (`stage`) and with which `model`. It
never says a purpose, a 普惠 status or a size class: two trades with different size outcomes are left open as
`ambiguous`, with the rows of the size table between which it lies (domain 1.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from puhui.kernel import Text
from puhui.rulebook import SizeGroup


class Status(StrEnum):
    """How far an answer can be relied on."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    """Two trades that the size table treats differently are both likely."""
    UNSURE = "unsure"
    """There is a first guess, and a person should look at it."""
    NO_TEXT = "no_text"
    """Nothing was given that says anything about a trade."""


class Stage(StrEnum):
    """Which step of the cascade had the last word."""

    CODE = "code"
    ITEMS = "items"
    MERCHANT = "merchant_category"
    WORDS = "words"
    TEXT = "text"
    EMBEDDINGS = "embeddings"
    LLM = "llm"
    NONE = "none"


class Source(StrEnum):
    """Where the words of a piece of evidence stand."""

    INDUSTRY_CODE = "industry_code"
    ITEMS = "items"
    MERCHANT_CATEGORY = "merchant_category"
    NAME = "name"
    SCOPE = "business_scope"
    CODE_TABLE = "code_table"
    LLM = "llm"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what a firm sells, as its invoices name it. `share`: of its income, in any common unit.

    >>> Item("*餐饮服务*餐费", 0.8).share
    0.8
    """

    text: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one firm. Everything may be missing; an empty word says nothing."""

    name: str = ""
    business_scope: str = ""
    items: tuple[Item, ...] = ()
    merchant_category: str | None = None
    industry_code: str | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """One trade: its code, what it is called, its level (2 division, 3 group, 4 class), how likely it is."""

    code: str
    name: Text
    level: int
    probability: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that decided. `places`: where they stand in that source's text, (start, end) in characters.

    `weight` is comparable within one answer only; below zero the words spoke against the trade.
    """

    source: Source
    words: str
    weight: float
    said: Text
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TradeAnswer:
    """The trade of one firm.

    `top` are divisions, most likely first. `class_` is the finest code that can be answered for: a class, a
    group, or None where only the division is known. `groups` are the rows of the size table (domain 1.1) that
    remain likely; `less_favourable` is the one of them under which a firm counts as larger, where that can be
    told without its figures.
    """

    status: Status
    top: tuple[Guess, ...]
    class_: Guess | None
    groups: tuple[SizeGroup, ...]
    less_favourable: SizeGroup | None
    evidence: tuple[Evidence, ...]
    stage: Stage
    model: str
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Many firms, column by column, all of one length; what is not given is a column of empty words."""

    names: list[str]
    scopes: list[str]
    items: list[tuple[Item, ...]]
    merchants: list[str]
    codes: list[str]

    def __len__(self) -> int:
        return len(self.names)


def texts_of(names: Sequence[str], scopes: Sequence[str]) -> Columns:
    """Many firms of whom nothing but a name and a scope is known."""
    silent = [""] * len(names)
    return Columns(list(names), list(scopes), [()] * len(names), silent, silent)


def columns_of(asked: Asked) -> Columns:
    """One firm as columns."""
    return Columns(
        [asked.name.strip()],
        [asked.business_scope.strip()],
        [asked.items],
        [(asked.merchant_category or "").strip()],
        [(asked.industry_code or "").strip()],
    )
