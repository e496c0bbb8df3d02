"""An application as one line in a list: where it stands, and where its next step is."""

from typing import Final

from puhui.app.pages.views.applications import Listed
from puhui.decision import Kept, decision_of
from puhui.ground import Work
from puhui.intake import Application, Status

_ENDED: Final = frozenset({Status.WITHDRAWN, Status.EXPIRED})


def listed(work: Work, asked: Application) -> Listed:
    """One line."""
    status = _status(work, asked)
    here = f"/applications/{asked.id}"
    href = {"open": f"{here}/invoices", "chosen": f"{here}/institution"}.get(status, here)
    return Listed(href, asked.amount_fen, asked.months, asked.created_at, status)


def _status(work: Work, asked: Application) -> str:
    if asked.status in _ENDED:
        return "withdrawn"
    if asked.status is Status.REDIRECTED:
        return "chosen"
    kept = decision_of(work, asked.id)
    return kept.outcome.value if isinstance(kept, Kept) else "open"
