"""Who asked for a loan, who got one, and how it went."""
