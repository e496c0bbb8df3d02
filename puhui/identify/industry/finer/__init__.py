"""finer: the group and the class below a division, by the code table's own words and ours."""

from puhui.identify.industry.finer.naming import Finer, finest
from puhui.identify.industry.finer.notes import Notes, open_notes

__all__ = ["Finer", "Notes", "finest", "open_notes"]
