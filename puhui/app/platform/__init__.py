"""platform: what only the platform's process does: hand an application over and follow what becomes of it."""
