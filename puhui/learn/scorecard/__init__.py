"""A table of points a person can read."""
