"""Expressions that nobody here says to a borrower: promises, urging, bait prices (domain 4.2, 4.3)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from puhui.rulebook.yaml_file import read_yaml

_FILE: Final = Path(__file__).parent / "data" / "banned_expressions.yaml"


def banned_in(*said: str) -> tuple[str, ...]:
    """The banned expressions that stand in what is said, whatever their capitals.

    >>> banned_in("资料齐全，百分百下款"), banned_in("开票额比上年同期少")
    (('百分百',), ())
    """
    lowered = "\n".join(said).lower()
    listed = (expression for group in banned_expressions().values() for expression in group)
    return tuple(expression for expression in listed if expression.lower() in lowered)


@cache
def banned_expressions() -> Mapping[str, tuple[str, ...]]:
    """Every expression by its group, as the file lists them."""
    content = read_yaml(_FILE)
    if not isinstance(content, dict):
        raise ValueError(f"{_FILE.name}: groups of expressions")
    return {str(group): tuple(str(one) for one in listed) for group, listed in content.items()}
