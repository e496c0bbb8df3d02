"""The walk in plain SQL: exact, bounded, under consent; what walks over snapshots are held against."""

from puhui.graph.walking.neighbourhood import neighbourhood

__all__ = ["neighbourhood"]
