"""All SQL of this room. Every query asks one mode."""
