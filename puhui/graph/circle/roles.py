"""The table of roles, and its patterns in the form in which a kernel reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray

from puhui.graph.engine.building import INCOMING
from puhui.kernel import Text

_FILE: Final = Path(__file__).with_name("roles.yaml")
_CENTRES: Final = {"owner": 1, "enterprise": 2, "any": 3}
_STEPS_MOST: Final = 2
_PATTERNS_MOST: Final = 64
_ROLES_MOST: Final = 32


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is to an application, and the ways that tell so. `centres` has a bit a centre."""

    name: str
    text: Text
    centres: int
    paths: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Every way of every role over the kinds of one graph.

    `first[c]`, `second[c]`: the patterns whose first or second step an edge of code `c` (kind and direction)
    is; `short`: the patterns of one step; `role`: a pattern's role as a bit; `centres`: whose it may be.
    """

    first: NDArray[np.uint64]
    second: NDArray[np.uint64]
    short: int
    role: NDArray[np.uint32]
    centres: NDArray[np.uint8]


@cache
def roles() -> tuple[Role, ...]:
    """Every role, the most telling first. Raises ValueError naming the row that is wrong.

    >>> [role.name for role in roles()][:2]
    ['controller', 'affiliate']
    """
    read: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    found = tuple(_role(row) for row in read["roles"])
    if len(found) > _ROLES_MOST or sum(len(it.paths) for it in found) > _PATTERNS_MOST:
        raise ValueError(f"roles.yaml: more than {_ROLES_MOST} roles or {_PATTERNS_MOST} paths")
    return found


def patterns(kinds: tuple[str, ...]) -> Patterns:
    """The table over `kinds`; a way over a kind that does not occur is none."""
    first, second = np.zeros(256, np.uint64), np.zeros(256, np.uint64)
    told = [(number, it.centres, path) for number, it in enumerate(roles()) for path in it.paths]
    short = 0
    for place, (_, _, path) in enumerate(told):
        bit = 1 << place
        short |= bit if len(path) == 1 else 0
        for step, by_code in zip(path, (first, second), strict=False):
            for code in _codes(step, kinds):
                by_code[code] |= np.uint64(bit)
    return Patterns(
        first,
        second,
        short,
        np.array([1 << number for number, _, _ in told], np.uint32),
        np.array([centres for _, centres, _ in told], np.uint8),
    )


def _role(row: Mapping[str, Any]) -> Role:
    try:
        paths = tuple(tuple(path) for path in row["paths"])
        for path in paths:
            if not 1 <= len(path) <= _STEPS_MOST or any(step[0] not in "<>-" for step in path):
                raise ValueError(f"path {path} is not one or two steps with <, > or - before a kind")
        return Role(row["role"], Text(row["zh"], row["en"]), _CENTRES[row["centre"]], paths)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"roles.yaml, {row.get('role')}: {error}") from error


def _codes(step: str, kinds: tuple[str, ...]) -> list[int]:
    """The codes of half-edges that a step may use: the kind's number, with a bit where it comes in."""
    if step[1:] not in kinds:
        return []
    number = kinds.index(step[1:])
    return {"<": [number | INCOMING], ">": [number], "-": [number, number | INCOMING]}[step[0]]
