"""A points table again, from the plain values that were kept of it."""

from collections.abc import Mapping
from typing import Any

from puhui.kernel import Text
from puhui.learn import Bin, Factor, Scale, Scorecard


def points_table(kept: Mapping[str, Any]) -> Scorecard:
    """The scorecard, equal to the one that was kept. Raises KeyError or TypeError where it is none."""
    return Scorecard(
        **{**kept, "factors": tuple(_factor(it) for it in kept["factors"]), "scale": Scale(**kept["scale"])}
    )


def _factor(kept: Mapping[str, Any]) -> Factor:
    texts = {name: _text(kept[name]) for name in ("title", "why_missing")}
    return Factor(**{**kept, **texts, "bins": tuple(_bin(it) for it in kept["bins"])})


def _bin(kept: Mapping[str, Any]) -> Bin:
    return Bin(**{**kept, "why": _text(kept["why"])})


def _text(kept: Mapping[str, str] | None) -> Text | None:
    return None if kept is None else Text(**kept)
