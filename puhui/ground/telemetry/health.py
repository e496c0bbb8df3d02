"""Whether the ground holds: the database answers, the audit trail is sealed, messages leave."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, select

from puhui.ground.tables import audit_entry, audit_link, outbox


@dataclass(frozen=True, slots=True)
class Health:
    """Counts that should stay small; `outbox_dead` messages wait for a person."""

    audit_unsealed: int
    outbox_waiting: int
    outbox_dead: int

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


def health(connection: Connection) -> Health:
    """One short query each; raises when the database cannot be reached."""
    entries = select(func.count()).select_from(audit_entry).scalar_subquery()
    links = select(func.count()).select_from(audit_link).scalar_subquery()
    waiting = select(func.count()).where(outbox.c.done_at.is_(None), outbox.c.dead_at.is_(None))
    dead = select(func.count()).where(outbox.c.dead_at.is_not(None))
    row = connection.execute(select(entries - links, waiting.scalar_subquery(), dead.scalar_subquery())).one()
    return Health(*row)
