"""What a borrower asked about a result, and the answers, as their page shows them."""

from uuid import UUID

from puhui.app.pages.views.decision import AskedAbout
from puhui.decision import ReviewOpened, answers_about
from puhui.ground import Erased, Work


def asked_about(work: Work, application_id: UUID) -> tuple[AskedAbout, ...]:
    """What the borrower asked and what was answered, the newest first; a house's own queue is no question."""
    found = answers_about(work, application_id)
    mine = () if isinstance(found, Erased) else [it for it in found if it.review.of_borrower]
    return tuple(_told(it) for it in reversed(mine))


def _told(opened: ReviewOpened) -> AskedAbout:
    review = opened.review
    return AskedAbout(review.kind.value, review.asked_at, review.due_at, review.answered_at, opened.answer)
