"""A firm's name in pieces: place, brand, trade, legal form, branch, number, old names."""

from puhui.evidence.resolution.names.pieces import FirmName, fold_name
from puhui.evidence.resolution.names.places import Place, find_place
from puhui.evidence.resolution.names.script import folded_text
from puhui.evidence.resolution.names.short_names import Brands, read_brands

__all__ = ["Brands", "FirmName", "Place", "find_place", "fold_name", "folded_text", "read_brands"]
