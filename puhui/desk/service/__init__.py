"""Use cases of this room, each in the one transaction of its `Work`."""
