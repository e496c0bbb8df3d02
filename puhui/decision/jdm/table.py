"""A policy table as it is written: JDM with one decision table inside, and who stands behind it.

The file is what zen-engine and the JDM editor open: `nodes` and `edges` with one `decisionTableNode`. Beside
them lies `_meta` (owner, source, version, effective date), which zen-engine ignores and Puhui demands.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from puhui.decision.jdm.cell import Cell, Literal
from puhui.decision.jdm.parsing import UnreadableError, parse_cell, parse_literal

_META: Final = ("owner", "source", "version", "effective")
_Meaning = TypeVar("_Meaning")


class HitPolicy(StrEnum):
    """`first`: the first row that holds decides. `collect`: every row that holds speaks."""

    FIRST = "first"
    COLLECT = "collect"


class BrokenTableError(ValueError):
    """A table that may not be used; the message names file, table, row and column."""


@dataclass(frozen=True, slots=True)
class Meta:
    """Who answers for a table, on what ground, since when."""

    owner: str
    source: str
    version: str
    effective: date


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: what must hold of each input, and what is then said. An output left empty is not said."""

    row_id: str
    note: str
    cells: tuple[Cell, ...]
    outputs: tuple[tuple[str, Literal], ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table, read but not yet compiled."""

    name: str
    meta: Meta
    hit_policy: HitPolicy
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(name: str, content: bytes, where: str) -> Table:
    """One table from the bytes of its JDM file. `BrokenTableError` says where; nothing is guessed."""
    document = _document(content, where)
    node = _only_table(document, where)
    at = f"{where}, table {node.get('name', name)!r}"
    body = node.get("content", {})
    inputs = _columns(body.get("inputs", []), at, "input")
    outputs = _columns(body.get("outputs", []), at, "output")
    return Table(
        name=name,
        meta=_meta(document, where),
        hit_policy=_hit_policy(body, at),
        inputs=tuple(field for _, field in inputs),
        outputs=tuple(field for _, field in outputs),
        rows=tuple(
            _row(rule, number, inputs, outputs, at)
            for number, rule in enumerate(body.get("rules", []), start=1)
        ),
    )


def _document(content: bytes, where: str) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except ValueError as error:
        raise BrokenTableError(f"{where}: this is not JSON ({error})") from error
    if not isinstance(document, dict):
        raise BrokenTableError(f"{where}: a JDM document is an object with nodes and edges")
    return document


def _only_table(document: dict[str, Any], where: str) -> dict[str, Any]:
    nodes = document.get("nodes", [])
    tables = [node for node in nodes if node.get("type") == "decisionTableNode"]
    strangers = {str(node.get("type")) for node in nodes} - {"inputNode", "decisionTableNode", "outputNode"}
    if strangers or len(tables) != 1:
        raise BrokenTableError(
            f"{where}: one decisionTableNode between an input and an output is understood, "
            f"met {len(tables)} tables and {sorted(strangers) or 'nothing'} else"
        )
    table: dict[str, Any] = tables[0]
    return table


def _meta(document: dict[str, Any], where: str) -> Meta:
    meta = document.get("_meta", {})
    lacking = [key for key in _META if not meta.get(key)]
    if lacking:
        raise BrokenTableError(f"{where}: _meta lacks {', '.join(lacking)}")
    try:
        effective = date.fromisoformat(meta["effective"])
    except ValueError as error:
        raise BrokenTableError(f"{where}: _meta.effective {meta['effective']!r} is not a date") from error
    return Meta(meta["owner"], meta["source"], str(meta["version"]), effective)


def _hit_policy(body: dict[str, Any], at: str) -> HitPolicy:
    try:
        return HitPolicy(body.get("hitPolicy", "first"))
    except ValueError as error:
        raise BrokenTableError(f"{at}: hit policy {body.get('hitPolicy')!r}; use first or collect") from error


def _columns(columns: list[dict[str, Any]], at: str, kind: str) -> list[tuple[str, str]]:
    found = [(str(column.get("id")), str(column.get("field") or "")) for column in columns]
    for number, (_, field) in enumerate(found, start=1):
        if not field.isidentifier():
            raise BrokenTableError(f"{at}, {kind} column {number}: {field!r} is not the name of one field")
    fields = [field for _, field in found]
    if not fields or len(set(fields)) != len(fields):
        raise BrokenTableError(
            f"{at}: every {kind} column names a field of its own, and there is at least one"
        )
    return found


def _row(
    rule: dict[str, Any], number: int, inputs: list[tuple[str, str]], outputs: list[tuple[str, str]], at: str
) -> Row:
    row_id = str(rule.get("_id") or number)
    at = f"{at}, row {number} ({row_id})"
    stray = sorted(
        set(rule) - {key for key, _ in inputs} - {key for key, _ in outputs} - {"_id", "_description"}
    )
    if stray:
        raise BrokenTableError(f"{at}: {', '.join(stray)} is no column of this table")
    written = tuple(str(rule.get(key) or "").strip() for key, _ in inputs)
    cells = tuple(
        _readable(parse_cell, text, f"{at}, column {field}")
        for text, (_, field) in zip(written, inputs, strict=True)
    )
    said = tuple(
        (field, _readable(parse_literal, str(rule[key]), f"{at}, column {field}"))
        for key, field in outputs
        if str(rule.get(key) or "").strip()
    )
    return Row(row_id, str(rule.get("_description") or ""), cells, said, written)


def _readable(parse: Callable[[str], _Meaning], text: str, at: str) -> _Meaning:
    try:
        return parse(text)
    except UnreadableError as error:
        raise BrokenTableError(f"{at}: {text!r}: {error}") from error
