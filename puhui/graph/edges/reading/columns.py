"""Which column of a stranger's table is which, by a list of names that can be argued about."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml


@cache
def names() -> Mapping[str, Any]:
    """`columns.yaml`: the names columns go by."""
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("columns.yaml").read_text("utf-8"))
    return MappingProxyType(read)


def plain(name: str) -> str:
    """A column's name as it is compared.

    >>> plain(" Start Date"), plain(":START_ID")
    ('start_date', 'start_id')
    """
    return re.sub(r"[\s\-.:/]+", "_", name.strip().strip("\ufeff").lower()).strip("_")


def found(table: str, header: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    """Role → column of an edges, nodes, groups or outcomes file; what was `said` is taken as it is.

    >>> found("edges", ["src", "dst", "rel_id", "rel", "weight"], {})
    {'from': 'src', 'to': 'dst', 'kind': 'rel', 'weight': 'weight'}
    >>> found("edges", ["from", "to", "start", "end"], {})
    {'from': 'from', 'to': 'to', 'since': 'start', 'until': 'end'}
    """
    written = {plain(column): column for column in reversed(header)}
    roles = dict(said)
    for role, going_by in names()[table].items():
        if role == "ends":
            roles |= {} if {"from", "to"} <= roles.keys() else _ends(written, going_by, roles)
        elif role not in roles:
            free = (written[it] for it in going_by if it in written and written[it] not in roles.values())
            column = next(free, None)
            roles |= {} if column is None else {role: column}
    return roles


def tells_an_outcome(column: str) -> bool:
    """Whether a column's name says that it holds what is to be foretold.

    >>> tells_an_outcome("label_bankrupt"), tells_an_outcome("Default"), tells_an_outcome("industry")
    (True, True, False)
    """
    name, known = plain(column), names()
    begins, ends = tuple(known["outcomes_begin"]), tuple(known["outcomes_end"])
    return name in known["outcomes_named"] or name.startswith(begins) or name.endswith(ends)


def _ends(
    written: Mapping[str, str], pairs: Sequence[Sequence[str]], roles: Mapping[str, str]
) -> dict[str, str]:
    for origin, target in pairs:
        if origin in written and target in written and written[origin] not in roles.values():
            return {"from": written[origin], "to": written[target], **roles}
    return {}
