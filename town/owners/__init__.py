"""Who runs a business, and what a platform may see, with consent, of any person: owner or not."""

from town.owners.seen import Seen, look
from town.owners.tables import owners_tables, truth_of_owners

__all__ = ["Seen", "look", "owners_tables", "truth_of_owners"]
