"""Small made-up worlds in PostgreSQL, some of them under consents, for tests that walk them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from puhui.graph import Relation, RelationKind
from puhui.graph.recording import store
from puhui.ground import Actor, Ground
from tests.conftest import NOW

TODAY = date(2026, 11, 23)
KINDS = (RelationKind.OWNERSHIP, RelationKind.GUARANTEE, RelationKind("control"))
Drawn = Sequence[tuple[int, int, int, int, int | None]]
"""From, to, which kind, begun so many days ago, over in so many days."""


def relations(world: int, drawn: Drawn, consent_id: UUID | None = None) -> list[Relation]:
    """Firms 0 … of one world, and what stands between them."""
    made = [
        Relation(
            KINDS[kind % len(KINDS)],
            f"firm:{world}-{one}",
            f"firm:{world}-{other}",
            "registration",
            TODAY - timedelta(days=begun),
            None if lasts is None else TODAY - timedelta(days=begun) + timedelta(days=lasts),
            weight=begun,
        )
        for one, other, kind, begun, lasts in drawn
    ]
    return [replace(it, consent_id=consent_id) for it in made]


def told(ground: Ground, clerk: Actor, new: Sequence[Relation]) -> None:
    """Recorded and committed."""
    with ground.work(clerk) as work:
        store.add_relations(work.connection, work.actor.mode, new, NOW)
