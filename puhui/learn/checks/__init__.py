"""How good a model is, how sure that is, and what must not be believed."""
