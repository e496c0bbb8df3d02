"""fraud: application fraud, kept apart from credit."""
