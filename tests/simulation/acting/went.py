"""How a step went."""

from enum import Enum


class Went(Enum):
    """On to the next, again later, or over."""

    ON = "on"
    WAITS = "waits"
    OVER = "over"
