"""What this room tells the others, through the outbox."""

from typing import Final

OFFERS_MADE: Final = "matching.offers_made"
OFFER_CHOSEN: Final = "matching.offer_chosen"
