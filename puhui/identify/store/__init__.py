"""store: all SQL of this room's own tables."""
