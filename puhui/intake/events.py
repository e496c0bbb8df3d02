"""What this room tells the others, through the outbox: ids and codes, never a person's data."""

from typing import Final

SUBJECT_REGISTERED: Final = "intake.subject_registered"
BUSINESS_LINKED: Final = "intake.business_linked"
APPLICATION_MOVED: Final = "intake.application_moved"
CONSENT_GIVEN: Final = "intake.consent_given"
CONSENT_WITHDRAWN: Final = "intake.consent_withdrawn"
"""Whoever processes under it stops at once; the gate answers no from the same transaction on."""
