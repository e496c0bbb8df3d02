"""What this room tells the others, through the outbox: ids, never a person's data."""

from typing import Final

INVOICES_IMPORTED: Final = "evidence.invoices_imported"
"""A business has a new book; whoever makes numbers of it may begin."""
