"""A policy table as a JSON document: canonical bytes, and what a list says of it."""

import re
from typing import Any, Final

import orjson

from puhui.decision.jdm import sealed
from puhui.decision.model import Step
from puhui.kernel import Problem, Text

LARGEST_BYTES: Final = 256 * 1024
ORDER: Final = (
    "knock_out",
    "fraud",
    "rating",
    "cash_flow",
    "eligibility",
    "affordability",
    "limit",
    "price",
    "pricing_basis",
)
"""As a decision comes to them."""

_STEPS: Final = tuple(step.value for step in Step)
_CHINESE_FIRST: Final = re.compile(r"^(?P<zh>.*[\u4e00-\u9fff][^A-Za-z]*?)\s+(?P<en>[A-Za-z(].*)$")


def canonical(content: dict[str, Any]) -> bytes | Problem:
    """The bytes that are kept and hashed; too large a document is refused."""
    written = sealed(content)
    return _TOO_LARGE if len(written) > LARGEST_BYTES else written


def opened(content: bytes | str) -> dict[str, Any]:
    """The document again."""
    document: dict[str, Any] = orjson.loads(content)
    return document


def body_of(document: dict[str, Any]) -> dict[str, Any]:
    """The one table of a JDM document: hit policy, columns, rules. Empty where there is none."""
    return _node(document).get("content") or {}


def title_of(document: dict[str, Any], name: str) -> Text:
    """What the table is called, in both languages."""
    return in_two(str(_node(document).get("name") or name))


def step_of(name: str) -> int | None:
    """Which of the six steps a table is; None for one that is looked up between them."""
    return _STEPS.index(name) + 1 if name in _STEPS else None


def in_two(written: str) -> Text:
    """A name written in both languages, taken apart.

    >>> in_two("作废占比 void share"), in_two("起点")
    (Text(zh='作废占比', en='void share'), Text(zh='起点', en='起点'))
    """
    found = _CHINESE_FIRST.match(written.strip())
    return Text(found["zh"], found["en"]) if found else Text(written, written)


def _node(document: dict[str, Any]) -> dict[str, Any]:
    nodes = document.get("nodes")
    tables = [it for it in nodes if isinstance(it, dict)] if isinstance(nodes, list) else []
    return next((it for it in tables if it.get("type") == "decisionTableNode"), {})


_TOO_LARGE: Final = Problem(
    "policy.too_large",
    Text("这张表太大了，最多 256 KiB。", "This table is too large; 256 KiB at most."),
    Text("请把它分成几条更一般的规则。", "Say it in fewer, more general rows."),
)
