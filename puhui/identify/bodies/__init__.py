"""bodies: what comes in at the door and what goes out, one file an idea."""
