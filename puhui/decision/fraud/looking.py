"""From what one look at the past gives to facts for the fraud table."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson

from puhui.decision.fraud.naming import RING
from puhui.decision.fraud.velocity import Handed, Seen, velocity
from puhui.decision.fraud.windows import Over
from puhui.decision.jdm import Value
from puhui.intake import Application
from puhui.kernel import day_begins


def fraud_facts(
    asked: Application, told: tuple[Any, ...], at: datetime, *, may_look: bool
) -> dict[str, Value]:
    """How often whatever an application has in common with others was seen before `at`, and how strong the
    rings are that it is part of, where the owner consents to have relations looked at (`may_look`)."""
    seen, rings = told
    return {**velocity(seen_from(asked, seen), at), **(_rings(rings) if may_look else {})}


def seen_from(asked: Application, told: str) -> Seen:
    """What the database told, as facts."""
    found: dict[str, Any] = orjson.loads(told)
    known = {Over.OWNER, *map(Over, found["shared"] or ())}
    known |= {Over.ENTERPRISE} if asked.enterprise_id else set()
    known |= {Over.PHONE} if found["phone"] else set()
    return Seen(
        application_id=asked.id,
        owner_id=asked.owner_id,
        amount_fen=asked.amount_fen,
        known=frozenset(known),
        handed=tuple(_handed(row) for row in found["handed"] or ()),
        devices={node: day_begins(date.fromisoformat(first)) for node, first in found["devices"] or ()},
    )


def _rings(told: str | None) -> dict[str, Value]:
    """0 for a kind of which there is none; nothing where nobody has looked lately."""
    found: dict[str, float] = orjson.loads(told) if told else {}
    return {f"{RING}{kind}": strength for kind, strength in sorted(found.items())}


def _handed(row: list[Any]) -> Handed:
    over, application_id, owner_id, at, amount_fen = row
    return Handed(
        Over(over), UUID(application_id), UUID(owner_id), datetime.fromisoformat(at), int(amount_fen)
    )
