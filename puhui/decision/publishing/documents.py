"""A policy table as a JSON document: canonical bytes, and what a list says of it."""

from typing import Any, Final

import orjson

from puhui.decision.jdm import sealed
from puhui.decision.looking_back.written import both_in
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


def canonical(content: dict[str, Any]) -> bytes | Problem:
    """The bytes that are kept and hashed. Too large a document is refused, and a number nobody can keep."""
    try:
        written = sealed(content)
    except TypeError:
        return _NOT_KEPT
    return _TOO_LARGE if len(written) > LARGEST_BYTES else written


def opened(content: bytes | str) -> dict[str, Any]:
    """The document again."""
    document: dict[str, Any] = orjson.loads(content)
    return document


def body_of(document: dict[str, Any]) -> dict[str, Any]:
    """The one table of a JDM document: hit policy, columns, rules. Empty where there is none."""
    body = _node(document).get("content")
    return body if isinstance(body, dict) else {}


def title_of(document: dict[str, Any], name: str) -> Text:
    """What the table is called, in both languages."""
    return both_in(str(_node(document).get("name") or name))


def step_of(name: str) -> int | None:
    """Which of the six steps a table is; None for one that is looked up between them."""
    return _STEPS.index(name) + 1 if name in _STEPS else None


def _node(document: dict[str, Any]) -> dict[str, Any]:
    nodes = document.get("nodes")
    tables = [it for it in nodes if isinstance(it, dict)] if isinstance(nodes, list) else []
    return next((it for it in tables if it.get("type") == "decisionTableNode"), {})


_NOT_KEPT: Final = Problem(
    "policy.content",
    Text("内容里有无法保存的数或文字。", "A number or a text in it cannot be kept."),
    Text("数不要超过 18 位。", "Use numbers of 18 digits at most."),
)
_TOO_LARGE: Final = Problem(
    "policy.too_large",
    Text("这张表太大了，最多 256 KiB。", "This table is too large; 256 KiB at most."),
    Text("请把它分成几条更一般的规则。", "Say it in fewer, more general rows."),
)
