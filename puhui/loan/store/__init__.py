"""All SQL of contracts, facilities and drawdowns; values are bound, a query asks one institution."""
