"""decision: fraud, credit, limit and price, and why."""
