"""Telling an amount wrongly, by one yuan: in a JSON object, a frozen fact, or a tuple of them."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final, TypeVar

T = TypeVar("T")
LIE_FEN: Final = 100


def with_a_lie(value: T) -> T:
    """The same value with the first amount in it (`…_fen`, or `…_yuan`) one yuan higher; unchanged where
    there is none. Never changes `value` itself.

    >>> with_a_lie({"kind": "drawdown.posted", "body": {"amount_fen": 5_000_000}})
    {'kind': 'drawdown.posted', 'body': {'amount_fen': 5000100}}
    """
    return _lied(value)[0]  # type: ignore[no-any-return]


def _lied(value: Any) -> tuple[Any, bool]:  # noqa: ANN401 - whatever there is
    if isinstance(value, Mapping):
        changed, done = _in_pairs(dict(value))
        return (changed if done else value), done
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        changed, done = _in_pairs(pairs)
        return (dataclasses.replace(value, **changed) if done else value), done
    if isinstance(value, list | tuple):
        return _in_order(value)
    return value, False


def _in_pairs(pairs: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    for name, inner in pairs.items():
        if type(inner) is int and str(name).endswith(("_fen", "_yuan")):
            return pairs | {name: inner + (LIE_FEN if str(name).endswith("_fen") else 1)}, True
        changed, done = _lied(inner)
        if done:
            return pairs | {name: changed}, True
    return pairs, False


def _in_order(values: list[Any] | tuple[Any, ...]) -> tuple[Any, bool]:
    for index, inner in enumerate(values):
        changed, done = _lied(inner)
        if done:
            return type(values)([*values[:index], changed, *values[index + 1 :]]), True
    return values, False
