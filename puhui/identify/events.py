"""What this room tells through the outbox."""

from typing import Final

FILE_DUE: Final = "identify.file_due"
"""The next part of a file waits to be worked through."""
