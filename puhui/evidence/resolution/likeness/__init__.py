"""How alike two records of firms are, and why."""

from puhui.evidence.resolution.likeness.judging import Likeness, Relation, same_firm

__all__ = ["Likeness", "Relation", "same_firm"]
