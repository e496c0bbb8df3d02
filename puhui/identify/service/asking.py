"""Ask which trade; nothing is kept. What a person once answered about the same words is told beside."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from puhui.ground import Work
from puhui.identify.industry import Asked, Cascade, TradeAnswer
from puhui.identify.store import questions
from puhui.kernel import Problem, Text

_FIELD: Final = "identify.asked"
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ByPerson:
    """A code that somebody here gave for the same words, and when."""

    code: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """What the machine says, and what a person said before, if anybody did."""

    asked: Asked
    answer: TradeAnswer
    by_person: ByPerson | None


def ask_trade(work: Work, cascade: Cascade | Problem, asked: Asked) -> Answered | Problem:
    """The trade of one firm. Whoever asks, nothing of it is written down."""
    if isinstance(cascade, Problem):
        return cascade
    tidy = tidied(asked)
    if not says_anything(tidy):
        return NOTHING_ASKED
    row = questions.by_text(work.connection, work.actor.mode, text_index(work, tidy))
    known = None
    if row is not None and row.state == "answered":
        known = ByPerson(row.code, row.settled_by, row.settled_at)
    return Answered(tidy, cascade.answer(tidy), known)


def tidied(asked: Asked) -> Asked:
    """Without blanks at the ends, so that places in the text are those the reader sees."""
    return replace(asked, name=asked.name.strip(), business_scope=asked.business_scope.strip())


def says_anything(asked: Asked) -> bool:
    """Whether there is anything to answer from.

    >>> says_anything(Asked(" ", "")), says_anything(Asked("测试小吃店"))
    (False, True)
    """
    words = f"{asked.name}{asked.business_scope}".strip()
    return bool(words or asked.items or asked.merchant_category or asked.industry_code)


def text_index(work: Work, asked: Asked) -> bytes:
    """Equal for the same words however they are typed; tells nothing to whoever lacks the key."""
    items = ";".join(item.text for item in asked.items)
    parts = (asked.name, asked.business_scope, items, asked.merchant_category, asked.industry_code)
    return work.vault.blind_index(_FIELD, "\x1f".join(_folded(part or "") for part in parts))


def _folded(written: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", written)).casefold()


NOTHING_ASKED: Final = Problem(
    "identify.asked.empty",
    Text("名称和经营范围都是空的，没有可以判断的内容。", "Name and scope are both empty: nothing to go by."),
    Text(
        "请写上名称或经营范围，也可以给开票项目、商户类别码或行业代码。",
        "Give a name or a scope; invoice items, a merchant category or an industry code will do too.",
    ),
    "name",
)
