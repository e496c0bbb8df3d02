"""A past made up row by row: people on phones, firms at addresses, who applied when."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from puhui.decision.fraud import SEEN_BEFORE, seen_by
from puhui.decision.fraud.looking import seen_from
from puhui.decision.fraud.velocity import Seen, velocity
from puhui.ground import Work
from puhui.ground.database.direct import fetch
from puhui.intake import Application, application
from puhui.kernel import new_id

_SUBJECT = text("""
    INSERT INTO intake.subject (id, mode, kind, key_index, name_index, phone_index, sealed_name,
        registered_at, registered_by)
    VALUES (:id, :mode, 'person', :key, '\\x00', :phone, '\\x00', :at, 'test')
""")
_APPLICATION = text("""
    INSERT INTO intake.application (id, mode, owner_id, enterprise_id, amount_fen, months, purpose, channel,
        status, created_at, status_at)
    VALUES (:id, :mode, :owner, :enterprise, :amount_fen, 12, 'stock', 'facilitation', :status, :at, :at)
""")
_STEP = text("""
    INSERT INTO intake.application_step (id, application_id, to_status, at, actor)
    VALUES (:id, :application, 'submitted', :at, 'test')
""")
_RELATION = text("""
    INSERT INTO graph.relation (id, mode, kind, from_node, to_node, source, consent_id, valid_from, weight,
        recorded_at)
    VALUES (:id, :mode, :kind, :from_node, :to_node, :source, :consent, :since, :weight, :at)
""")


@dataclass
class Past:
    """Writes into the tables of intake and graph; gives what a decision would see of it."""

    work: Work
    numbers: int = field(default=0)

    def person(self, phone: str | None = None) -> UUID:
        """Somebody on a phone, or a firm: to a count they are the same."""
        self.numbers += 1
        subject_id = new_id()
        values = {
            "id": subject_id,
            "mode": self.work.actor.mode.value,
            "key": hashlib.sha256(str(self.numbers).encode()).digest(),
            "phone": None if phone is None else hashlib.sha256(phone.encode()).digest(),
            "at": self.work.now(),
        }
        self.work.connection.execute(_SUBJECT, values)
        return subject_id

    def applied(
        self,
        owner: UUID,
        hours_ago: float = 0.0,
        *,
        enterprise: UUID | None = None,
        yuan: int = 100_000,
        is_draft: bool = False,
    ) -> UUID:
        """An application that was handed in so long ago."""
        at: datetime = self.work.now() - timedelta(hours=hours_ago)
        application_id = new_id()
        values: dict[str, object] = {"id": application_id, "mode": self.work.actor.mode.value}
        values |= {"owner": owner, "at": at, "enterprise": enterprise, "amount_fen": yuan * 100}
        self.work.connection.execute(_APPLICATION, values | {"status": "draft" if is_draft else "submitted"})
        if not is_draft:
            self.work.connection.execute(_STEP, {"id": new_id(), "application": application_id, "at": at})
        return application_id

    def related(
        self,
        subject: UUID,
        kind: str,
        thing: str,
        *,
        source: str = "registration",
        consent: UUID | None = None,
        days_ago: int = 30,
        weight: int = 0,
    ) -> None:
        """An edge of the graph."""
        values: dict[str, object] = {"id": new_id(), "mode": self.work.actor.mode.value, "kind": kind}
        values |= {"source": source, "from_node": f"subject:{subject}", "to_node": thing, "consent": consent}
        since = self.work.today() - timedelta(days=days_ago)
        at = self.work.now() - timedelta(days=days_ago)
        self.work.connection.execute(_RELATION, values | {"since": since, "at": at, "weight": weight})

    def seen(self, application_id: UUID) -> Seen:
        """What one look of a decision gives."""
        asked = application(self.work, application_id)
        assert isinstance(asked, Application), asked
        bound = seen_by(self.work.actor.mode, application_id, self.work.now())
        ((told, _rings),) = fetch(self.work.connection, SEEN_BEFORE, bound)
        return seen_from(asked, told)

    def told(self, application_id: UUID) -> dict[str, float]:
        """The facts."""
        return velocity(self.seen(application_id), self.work.now())
