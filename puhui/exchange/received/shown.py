"""Rows as the facts they are: received packages."""

from typing import Any

from sqlalchemy import Row

from puhui.exchange.model import Received, ReceivedStatus
from puhui.ground import Mode


def shown_received(row: Row[Any]) -> Received:
    """A package that was accepted."""
    return Received(
        reference=str(row.id),
        mode=Mode(row.mode),
        institution=row.institution,
        package_id=row.package_id,
        status=ReceivedStatus(row.status),
        received_at=row.received_at,
        application_id=row.application_id,
        entered_at=row.entered_at,
        why=row.why,
    )
