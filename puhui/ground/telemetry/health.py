"""Whether the ground holds: the database answers, the audit trail is sealed, messages leave."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, select

from puhui.ground.outbox import backlog
from puhui.ground.tables import audit_waiting


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
    unsealed = connection.execute(select(func.count()).select_from(audit_waiting)).scalar_one()
    messages = backlog(connection)
    return Health(unsealed, messages.waiting, messages.dead)
