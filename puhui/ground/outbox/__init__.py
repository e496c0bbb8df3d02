"""outbox: what must leave the house leaves after commit, at least once."""
