"""Whole tables: keys, pairs, scores, clusters, people."""

from puhui.evidence.resolution.linking.explaining import explained
from puhui.evidence.resolution.linking.resolving import NO_NAMES, Resolved, resolve

__all__ = ["NO_NAMES", "Resolved", "explained", "resolve"]
