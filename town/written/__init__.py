"""What the town's life leaves in tables, and the truth beside it."""

from town.written.everything import write_town

__all__ = ["write_town"]
