"""How long a decision's look at the past takes."""
