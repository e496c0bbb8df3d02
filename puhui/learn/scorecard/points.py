"""From weights of evidence to whole points, calibrated and rounded once, here."""

import math

import numpy as np

from puhui.kernel import Text
from puhui.learn.scorecard.binning import Binning
from puhui.learn.scorecard.fit import Fitted
from puhui.learn.scorecard.model import Bin, Factor, Scale, Scorecard
from puhui.learn.spec import ScorecardSpec


def to_scorecard(
    fitted: Fitted,
    calibration: tuple[float, float],
    spec: ScorecardSpec,
    version: str,
    titles: dict[str, Text] | None = None,
) -> Scorecard:
    """The points table of a fitted model, after its log odds became `shift + slope × log odds`."""
    shift, slope = calibration
    scale = Scale(spec.points.base_score, spec.points.base_odds, spec.points.pdo)
    per_log_odds = -scale.pdo / math.log(2) * slope
    factors = tuple(
        _factor(name, binning, per_log_odds * weight, (titles or {}).get(name))
        for name, binning, weight in zip(fitted.names, fitted.binnings, fitted.weights, strict=True)
    )
    base_points = round(scale.points(shift + slope * fitted.intercept))
    target = f"{spec.target} = {spec.positive}"
    return Scorecard(spec.name, version, target, base_points, _useful(factors), scale)


def _useful(factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
    return tuple(f for f in factors if len({f.missing_points, *(row.points for row in f.bins)}) > 1)


def _factor(name: str, binning: Binning, points_per_woe: float, title: Text | None) -> Factor:
    edges: list[float | None] = [None, *(float(edge) for edge in binning.edges), None]
    points = [round(points_per_woe * woe) for woe in binning.woe]
    bins = tuple(
        Bin(edges[place], edges[place + 1], points[place], round(rows), _share(bads, rows))
        for place, (rows, bads) in enumerate(zip(binning.rows, binning.bads, strict=True))
    )
    missing = round(points_per_woe * binning.missing_woe)
    shares = np.append(binning.rows, binning.missing_rows)
    neutral = round(float(np.average([*points, missing], weights=shares)))
    return Factor(name, bins, missing, neutral, title)


def _share(bads: float, rows: float) -> float | None:
    return round(float(bads / rows), 4) if rows else None
