"""audit: who did what, written once, chained so that a change shows."""
