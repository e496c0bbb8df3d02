"""Facts as they may reach a table: of their kind, within their bounds, and none that only the engine says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from puhui.decision.floor.declared import Declared, declared
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
    says = declared()
    kept = {name: value for name, value in facts.items() if name not in says.engine_only}
    doubtful = tuple(
        name for name, value in kept.items() if value is not None and not _can_be(says, name, value)
    )
    return Sound({**kept, **dict.fromkeys(doubtful)}, doubtful)


def _can_be(says: Declared, name: str, value: Value) -> bool:
    kind = says.kind_of(name)
    if kind is None:
        return isinstance(value, _PLAIN)
    return isinstance(value, _KINDS[kind]) and (kind != "number" or _fits(says.within.get(name), value))


def _fits(bounds: tuple[float | None, float | None] | None, value: Value) -> bool:
    """A finite number between its bounds; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        return False
    least, most = bounds or (None, None)
    return (least is None or value >= least) and (most is None or value <= most)


_KINDS: Final = {"number": (int, float), "text": (str,), "boolean": (bool,)}
_PLAIN: Final = (bool, int, float, str)
_LARGEST: Final = 1e15
"""A figure above this is none: twelve digits of it would not hold a yuan."""
