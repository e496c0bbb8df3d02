"""Use cases of this room, each over one `Work`; the end of day over many."""
