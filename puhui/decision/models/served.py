"""From sealed bytes to a model that rates, once each; and the few bytes that say why one may not."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any, Final

import orjson

from puhui.decision.jdm import sealed, version_of
from puhui.decision.models.model import ModelKind, Recalibration
from puhui.decision.models.points import points_table
from puhui.decision.models.rating import Served
from puhui.decision.models.sealing import FORMAT, read_rater
from puhui.kernel import Problem

_MOVED: Final = "puhui.recalibrated/1"
_STOPPED: Final = "puhui.stopped/1"


@lru_cache(maxsize=16)
def served_from(content: bytes) -> Served:
    """What these bytes rate by. Bytes that cannot be read rate nothing: then a person looks."""
    kept = orjson.loads(content)
    form = kept.get("format") if isinstance(kept, dict) else None
    if form == _STOPPED:
        return _unable(content, str(kept["label"]), str(kept["why"]))
    if form == _MOVED:
        inside = served_from(kept["model"].encode())
        moved = Recalibration(kept["shift"], kept["slope"])
        return _moved(inside, content, moved)
    if form != FORMAT:
        return _unable(content, "", "format")
    try:
        return _opened(kept, content)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        return _unable(content, "", str(error))


def recalibrated(content: bytes, moved: Recalibration) -> bytes:
    """A model's bytes with a product's own recalibration around them."""
    return sealed({"format": _MOVED, "model": content.decode(), **asdict(moved)})


def stopped(label: str, version: str, why: str) -> bytes:
    """The bytes of a model that may not rate any more."""
    return sealed({"format": _STOPPED, "label": label, "model": version, "why": why})


def _opened(kept: Mapping[str, Any], content: bytes) -> Served:
    kind = ModelKind(kept["kind"])
    rater = points_table(kept["scorecard"]) if kept["scorecard"] else read_rater(kind, kept["files"], "")
    if isinstance(rater, Problem):
        return _unable(content, "", rater.code)
    return Served(
        content,
        version_of(content),
        f"{rater.name} {rater.version}",
        rater,
        str(kept["grade"]),
        tuple(kept["needs"]),
        points_table(kept["fallback"]) if kept["fallback"] else None,
        date.fromisoformat(kept["valid_from"]),
        date.fromisoformat(kept["expires_on"]),
    )


def _moved(inside: Served, content: bytes, moved: Recalibration) -> Served:
    return Served(
        content,
        version_of(content),
        inside.label,
        inside.rater,
        inside.grade,
        inside.needs,
        inside.fallback,
        inside.valid_from,
        inside.expires_on,
        moved,
        inside.stopped,
    )


def _unable(content: bytes, label: str, why: str) -> Served:
    return Served(content, version_of(content), label, None, stopped=why)
