"""What this room tells others, through the outbox."""

from typing import Final

DECISION_MADE: Final = "decision.made"
"""An application was decided: `decision_id`, `application_id`, `outcome`, `mode`."""

REVIEW_ASKED: Final = "decision.review_asked"
"""Somebody asked for a person, or to correct data: `review_id`, `decision_id`, `kind`, `mode`."""

REFERRAL_MOVED: Final = "decision.referral_moved"
"""A person proposed, confirmed or refused: `application_id`, `proposal_id` (null where one person decided),
`state`, `mode`."""

REQUEST_ANSWERED: Final = "decision.request_answered"
"""A borrower has an answer: `review_id`, `application_id`, `decision_id`, `kind`, `result`, `mode`."""

UNDERWRITING_CONFIRMED: Final = "decision.underwriting_confirmed"
"""At an institution a borrower agreed to one inquiry; it may now be decided: `application_id`, `mode`."""

RINGS_DUE: Final = "decision.rings_due"
"""Something came in about an application whose surroundings should be searched: `application_id`, `mode`."""
