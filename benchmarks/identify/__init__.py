"""How well and how fast the identify room works, each figure beside its baseline."""
