"""deeper: the costly steps for rows that words leave unsure: likeness of meaning, a language model."""

from puhui.identify.industry.deeper.by_meaning import ByMeaning, open_by_meaning
from puhui.identify.industry.deeper.by_model import Opinion, opinion_of

__all__ = ["ByMeaning", "Opinion", "open_by_meaning", "opinion_of"]
