"""lexicon: trades by our own words; what ships without any training."""

from puhui.identify.industry.lexicon.reader import Heard, Lexicon, open_lexicon
from puhui.identify.industry.lexicon.words import Words, load_words

__all__ = ["Heard", "Lexicon", "Words", "load_words", "open_lexicon"]
