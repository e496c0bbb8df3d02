"""Typed, dated relations as plain arrays: what every pure algorithm of this room takes."""

from puhui.graph.edges.model import ALWAYS, STILL, Edges

__all__ = ["ALWAYS", "STILL", "Edges"]
