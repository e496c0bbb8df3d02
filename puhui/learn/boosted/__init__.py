"""Boosted models: many small trees, their sum exact in its parts."""
