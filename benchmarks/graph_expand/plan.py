"""What is asked of everybody."""

from typing import Final

PASSES: Final = 3
"""The best of three counts."""
PLAN: Final = {3: 1000, 4: 100}
"""Hops, and of how many applications; four hops reach a tenth of a million nodes, and peers take seconds."""
