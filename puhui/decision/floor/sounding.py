"""Facts as they may reach a table: of their kind, within their bounds, and none that only the engine says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from puhui.decision.floor.declared import declared
from puhui.decision.jdm import Value


@dataclass(frozen=True, slots=True)
class Sound:
    """Facts that tables may read. `doubtful` were there and cannot be right: they count as unknown, and with
    any of them a machine approves nobody."""

    facts: dict[str, Value]
    doubtful: tuple[str, ...]


def sound(facts: Mapping[str, Value]) -> Sound:
    """The facts without what cannot be.

    >>> sound({"months": "12", "sales_void_share": 1.5, "consent": True, "band": "A"}).doubtful
    ('months', 'sales_void_share')
    """
    engine_only = declared().engine_only
    kept = {name: value for name, value in facts.items() if name not in engine_only}
    doubtful = tuple(name for name, value in kept.items() if value is not None and not _can_be(name, value))
    return Sound({**kept, **dict.fromkeys(doubtful)}, doubtful)


def _can_be(name: str, value: Value) -> bool:
    kinds, least, most = _bounds(name)
    if most is None:
        return isinstance(value, kinds)
    is_number = value.__class__ is float or value.__class__ is int
    return is_number and least <= value <= most  # type: ignore[operator]


@lru_cache(maxsize=1024)
def _bounds(name: str) -> tuple[tuple[type, ...], float, float | None]:
    """The kinds that a fact can be of and, of a number, its bounds; every number has some."""
    says = declared()
    kind = says.kind_of(name)
    if kind != "number":
        return (_PLAIN if kind is None else _KINDS[kind]), 0, None
    least, most = says.within_of(name)
    return (), -_LARGEST if least is None else least, _LARGEST if most is None else most


_KINDS: Final[dict[str, tuple[type, ...]]] = {"text": (str,), "boolean": (bool,)}
_PLAIN: Final[tuple[type, ...]] = (bool, int, float, str)
_LARGEST: Final = 1e15
"""A figure above this is none: twelve digits of it would not hold a yuan."""
