"""Use cases of this room, each in the transaction of its `Work`."""
