"""Which side of the loan a process is: it advises, or it lends."""

from enum import StrEnum


class Role(StrEnum):
    """The two roles of the one code base (decision 0020)."""

    PLATFORM = "platform"
    """Finds, explains, advises, matches; money never passes through it."""
    INSTITUTION = "institution"
    """Decides by its own policy, signs, pays out, collects and keeps the books; with a platform or alone."""
