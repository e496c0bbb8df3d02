"""A scorecard as bytes that name it: what a decision's record keeps, and what a replay scores with."""

from dataclasses import asdict
from functools import lru_cache
from typing import Any

import orjson

from puhui.decision.jdm import sealed
from puhui.kernel import Text
from puhui.learn import Bin, Factor, Scale, Scorecard


@lru_cache(maxsize=16)
def scorecard_bytes(scorecard: Scorecard) -> bytes:
    """The whole table of points, canonical; its SHA-256 is its version in a record."""
    return sealed(asdict(scorecard))


def scorecard_from(content: bytes) -> Scorecard:
    """The scorecard again, equal to the one that was kept."""
    kept = orjson.loads(content)
    return Scorecard(
        **{**kept, "factors": tuple(_factor(it) for it in kept["factors"]), "scale": Scale(**kept["scale"])}
    )


def _factor(kept: dict[str, Any]) -> Factor:
    texts = {name: _text(kept[name]) for name in ("title", "why_missing")}
    return Factor(**{**kept, **texts, "bins": tuple(_bin(it) for it in kept["bins"])})


def _bin(kept: dict[str, Any]) -> Bin:
    return Bin(**{**kept, "why": _text(kept["why"])})


def _text(kept: dict[str, str] | None) -> Text | None:
    return None if kept is None else Text(**kept)
