"""Who lends: the institution whose process, or whose staff, is at work."""

from puhui.ground import Work


class NobodyLendsError(RuntimeError):
    """The platform has no books: money moves only at an institution (domain 0.1, 0.5)."""


def lender_of(work: Work) -> str:
    """Code of the institution at work. Raises NobodyLendsError on the platform."""
    if work.institution is None:
        raise NobodyLendsError("only an institution lends")
    return work.institution
