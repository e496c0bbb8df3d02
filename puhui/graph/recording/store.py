"""Writing to the graph: relations, each once, and marks. Nothing is ever changed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert
from sqlalchemy.dialects.postgresql import insert as insert_or_ignore

from puhui.graph.model import Mark, Relation
from puhui.graph.tables import mark, relation
from puhui.ground import Mode
from puhui.kernel import new_id


def add_relations(connection: Connection, mode: Mode, new: Iterable[Relation], at: datetime) -> int:
    """Keep relations, each once however often it is told. Gives how many were new.

    In one order whoever tells them, so that two who tell the same at once wait for each other one way only.
    """
    rows = [
        {name: getattr(it, name) for name in Relation.__slots__}
        | {"id": new_id(), "mode": mode, "recorded_at": at}
        for it in sorted(new, key=lambda it: (it.kind, it.from_node, it.to_node, it.source, it.valid_from))
    ]
    if not rows:
        return 0
    statement = insert_or_ignore(relation).on_conflict_do_nothing().returning(relation.c.id)
    return len(connection.execute(statement, rows).all())


def add_mark(connection: Connection, mode: Mode, node: str, what: Mark, at: datetime) -> None:
    """Keep what became of a subject."""
    row = {"id": new_id(), "mode": mode, "node": node, "mark": what, "recorded_at": at}
    connection.execute(insert(mark).values(row))
