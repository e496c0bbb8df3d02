"""Tables of firms from strangers' files, and the answers as tables."""

from puhui.evidence.resolution.tables.answering import clustered, linked, pairs_told
from puhui.evidence.resolution.tables.reading import FirmTable, read_firms

__all__ = ["FirmTable", "clustered", "linked", "pairs_told", "read_firms"]
