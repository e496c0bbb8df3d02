"""A table that is still being written, read as far as it can be: every place that cannot be read is told.

`read_table` refuses at the first; here a cell that says nothing readable stands as if it were empty, and its
row is marked, so that what is said of the other rows stays true.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from puhui.decision.jdm import form_wording, wording
from puhui.decision.jdm.cell import Cell, Literal
from puhui.decision.jdm.parsing import UnreadableError, parse_cell, parse_literal
from puhui.decision.jdm.table import HitPolicy, Meta, Row, Table
from puhui.ground.publishing import Trouble

_META: Final = ("owner", "source", "version", "effective")
_MOST_ROWS: Final = 300
_MOST_COLUMNS: Final = 40
_Meaning = TypeVar("_Meaning")


@dataclass(slots=True)
class Sketch:
    """As much of a table as could be read; `spoiled` are the positions of rows with an unreadable cell."""

    table: Table | None = None
    spoiled: set[int] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)


def sketch(name: str, document: Mapping[str, Any]) -> Sketch:
    """What can be read of a document, and everything that cannot."""
    found = Sketch()
    meta = _meta(document, found)
    node = _only_table(document, found)
    if node is None:
        return found
    body = _mapping(node.get("content"))
    hit_policy = _hit_policy(body, found)
    inputs, outputs = (_columns(body, kind, found) for kind in ("inputs", "outputs"))
    rules = body.get("rules")
    rules = rules if isinstance(rules, list) else []
    if not inputs or not outputs:
        return found
    if len(rules) > _MOST_ROWS or len(inputs) + len(outputs) > _MOST_COLUMNS:
        found.troubles.append(form_wording.too_large(_MOST_ROWS, _MOST_COLUMNS))
        return found
    rows = tuple(_row(rule, position, inputs, outputs, found) for position, rule in enumerate(rules))
    _every_row_its_own_id(rows, found)
    fields = tuple(one for _, one in inputs)
    found.table = Table(name, meta, hit_policy, fields, tuple(one for _, one in outputs), rows)
    return found


def _meta(document: Mapping[str, Any], found: Sketch) -> Meta:
    meta = _mapping(document.get("_meta"))
    found.troubles += [form_wording.meta_lacks(key) for key in _META if not str(meta.get(key) or "").strip()]
    effective = date.min
    if meta.get("effective"):
        try:
            effective = date.fromisoformat(str(meta["effective"]))
        except ValueError:
            found.troubles.append(form_wording.meta_date())
    texts = [str(meta.get(key) or "") for key in _META[:3]]
    return Meta(texts[0], texts[1], texts[2], effective)


def _only_table(document: Mapping[str, Any], found: Sketch) -> Mapping[str, Any] | None:
    nodes = document.get("nodes")
    each = [_mapping(node) for node in nodes] if isinstance(nodes, list) else []
    tables = [node for node in each if node.get("type") == "decisionTableNode"]
    kinds = {str(node.get("type")) for node in each}
    if len(tables) == 1 and kinds <= {"inputNode", "decisionTableNode", "outputNode"}:
        return tables[0]
    found.troubles.append(form_wording.not_one_table())
    return None


def _hit_policy(body: Mapping[str, Any], found: Sketch) -> HitPolicy:
    with suppress(ValueError):
        return HitPolicy(str(body.get("hitPolicy", "first")))
    found.troubles.append(form_wording.hit_policy())
    return HitPolicy.FIRST


def _columns(body: Mapping[str, Any], kind: str, found: Sketch) -> list[tuple[str, str]]:
    listed = body.get(kind)
    each = [_mapping(column) for column in listed] if isinstance(listed, list) else []
    columns = [(str(column.get("id")), str(column.get("field") or "")) for column in each]
    if not columns:
        found.troubles.append(form_wording.no_columns(kind))
    taken: set[str] = set()
    for key, one in columns:
        if not one.isidentifier():
            found.troubles.append(form_wording.column_without_field(key))
        elif one in taken:
            found.troubles.append(form_wording.column_twice(one))
        taken.add(one)
    return columns


def _row(
    rule: object, position: int, inputs: list[tuple[str, str]], outputs: list[tuple[str, str]], found: Sketch
) -> Row:
    written = _mapping(rule)
    row_id = str(written.get("_id") or position + 1)
    known = {key for key, _ in inputs} | {key for key, _ in outputs} | {"_id", "_description"}
    found.troubles += [wording.stray_cell(row_id, key) for key in sorted(set(written) - known)]
    texts = tuple(_text(written.get(key)) for key, _ in inputs)
    cells = tuple(
        _read(parse_cell, text, Cell(), wording.Place(row_id, one, position), found)
        for text, (_, one) in zip(texts, inputs, strict=True)
    )
    said = tuple(
        (one, _read(_literal, _text(written[key]), None, wording.Place(row_id, one, position), found))
        for key, one in outputs
        if _text(written.get(key))
    )
    return Row(row_id, _text(written.get("_description")), cells, said, texts)


def _read(
    parse: Callable[[str], _Meaning], text: str, otherwise: _Meaning, at: wording.Place, found: Sketch
) -> _Meaning:
    try:
        return parse(text)
    except UnreadableError as error:
        found.spoiled.add(at.position)
        found.troubles.append(wording.unreadable(at, text, str(error)))
        return otherwise


def _literal(text: str) -> Literal:
    return parse_literal(text)


def _every_row_its_own_id(rows: tuple[Row, ...], found: Sketch) -> None:
    met: set[str] = set()
    for row in rows:
        if row.row_id in met:
            found.troubles.append(wording.id_twice(row.row_id))
        met.add(row.row_id)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def rows_of(found: Sketch) -> Iterator[tuple[int, Row]]:
    """The rows that were read whole, with their positions."""
    if found.table is not None:
        yield from ((at, row) for at, row in enumerate(found.table.rows) if at not in found.spoiled)
