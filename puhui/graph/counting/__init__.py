"""Counts around a subject, in one look at the tables: what a decision asks while somebody waits."""

from puhui.graph.counting.measures import measures, neighbours

__all__ = ["measures", "neighbours"]
