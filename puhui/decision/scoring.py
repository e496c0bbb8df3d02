"""What rates, as bytes that name it: what a decision's record keeps, and what a replay rates with."""

from dataclasses import asdict
from typing import Final

import orjson

from puhui.decision.jdm import sealed, version_of
from puhui.decision.models.points import points_table
from puhui.decision.models.rating import Served
from puhui.decision.models.served import served_from
from puhui.learn import Scorecard

Rater = Scorecard | Served
"""A points table by itself, or a model out of the register."""


def scorecard_bytes(rater: Rater) -> bytes:
    """Canonical bytes; their SHA-256 is its version in a record."""
    return rater.content if isinstance(rater, Served) else _table_bytes(rater)


def scorecard_version(rater: Rater) -> str:
    """The hash of its bytes; those of a large model are hashed once, when it is read."""
    return rater.version if isinstance(rater, Served) else version_of(_table_bytes(rater))


def scorecard_name(rater: Rater) -> str:
    """What a person calls it in a record."""
    return rater.label if isinstance(rater, Served) else f"{rater.name} {rater.version}"


def scorecard_from(content: bytes) -> Rater:
    """What rated, equal to what was kept."""
    kept = orjson.loads(content)
    return served_from(content) if "format" in kept else points_table(kept)


def _table_bytes(scorecard: Scorecard) -> bytes:
    """Made once a table, by which object it is: comparing two takes as long as writing one."""
    kept = _made.get(id(scorecard))
    if kept is None or kept[0] is not scorecard:
        if len(_made) >= _MADE_MOST:
            _made.clear()
        kept = _made[id(scorecard)] = (scorecard, sealed(asdict(scorecard)))
    return kept[1]


_MADE_MOST: Final = 16
_made: dict[int, tuple[Scorecard, bytes]] = {}
