"""How an application's offers stand, in one line: for a list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from puhui.ground import Work
from puhui.matching import store


@dataclass(frozen=True, slots=True)
class OffersStanding:
    """The newest round: when it was made, how many offers it has, whose was chosen last."""

    made_at: datetime
    offers: int
    chosen: str | None


def offers_standing(work: Work, application_id: UUID) -> OffersStanding | None:
    """How the newest round of an application stands; None before any was made. For staff."""
    row = store.standing_of(work.connection, work.actor.mode, application_id)
    return None if row is None else OffersStanding(row.made_at, row.offers, row.chosen)
