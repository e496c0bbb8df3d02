"""Reading: kept decisions, opened a chunk at a time, become columns of small codes without name or id."""
