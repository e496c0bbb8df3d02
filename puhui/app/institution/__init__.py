"""institution: what only a lender's process does, between its own rooms and its own pages."""
