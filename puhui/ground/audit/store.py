"""All SQL of the audit trail."""

from sqlalchemy import Connection, insert

from puhui.ground.audit.entry import Entry
from puhui.ground.tables import audit_entry

_WRITE = insert(audit_entry)


def write(connection: Connection, entry: Entry, mac: bytes) -> None:
    """Add one entry, in the transaction of what it is about."""
    connection.execute(
        _WRITE,
        {
            "entry_id": entry.entry_id,
            "at": entry.at,
            "actor_id": entry.actor_id,
            "actor_kind": entry.actor_kind,
            "mode": entry.mode,
            "action": entry.action,
            "target": entry.target,
            "detail": entry.detail,
            "mac": mac,
        },
    )
