"""Puhui (普惠): open-source lending to micro and small businesses.

The folders are the nouns of the sentence a credit officer would say, in its order; see ARCHITECTURE.md.
"""

__version__ = "0.1.0"
