"""Which way a request belongs to, by its path. Only what passes between processes can be made to fail."""

from typing import Final

from puhui.exchange.faults.model import Where

_PREFIX: Final = "/partner/v1/"
_BY_FIRST_WORD: Final = {
    "applications": Where.APPLICATIONS,
    "packages": Where.APPLICATIONS,
    "events": Where.EVENTS,
    "reconciliation": Where.RECONCILIATION,
}


def way_of(path: str) -> Where | None:
    """The way of a partner request; None for everything else.

    >>> way_of("/partner/v1/events"), way_of("/health")
    (<Where.EVENTS: 'events'>, None)
    """
    if not path.startswith(_PREFIX):
        return None
    return _BY_FIRST_WORD.get(path.removeprefix(_PREFIX).split("/")[0])
