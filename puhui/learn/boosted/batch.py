"""Scoring whole tables with a boosted model: probabilities, and for every row what made them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.kernel import Problem
from puhui.learn.arrays import Floats
from puhui.learn.boosted.columns import Seen, look
from puhui.learn.boosted.material import encoded
from puhui.learn.boosted.model import BoostedModel, probability_of


@dataclass(frozen=True, slots=True)
class Scored:
    """Of every row of a table: the probability, its log odds, and the columns that made it, in order.

    `reasons[row]` are up to so many `Reason`s: what raised the probability most, then what lowered it most.
    """

    probability: Floats
    log_odds: Floats
    reasons: tuple[tuple["Reason", ...], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One column of one row: its value as the model saw it, and what it added to the log odds."""

    column: str
    value: float | str | None
    added: float


def score_boosted(model: BoostedModel, frame: pl.DataFrame, reasons: int = 3) -> Scored | list[Problem]:
    """Scores of every row; rows that are readings of one thing share one score.

    With `reasons=0` nothing is explained, which is much faster.
    """
    seen = look(frame, model.looks)
    if isinstance(seen, list):
        return seen
    values = encoded(seen, model.encoders, model.counts)
    rows = seen.row_of
    if reasons == 0:
        log_odds = model.log_odds(values)
        return Scored(probability_of(log_odds)[rows], log_odds[rows], ((),) * len(rows))
    parts = model.parts(values)
    log_odds = parts.sum(axis=1)
    told = _reasons(model, seen, values, parts[:, :-1], reasons)
    return Scored(probability_of(log_odds)[rows], log_odds[rows], tuple(told[row] for row in rows))


def _reasons(
    model: BoostedModel, seen: Seen, values: Floats, parts: Floats, at_most: int
) -> list[tuple[Reason, ...]]:
    raised = np.argsort(-parts, axis=1, kind="stable")[:, :at_most]
    lowered = np.argsort(parts, axis=1, kind="stable")[:, :at_most]
    words = {name: column.to_list() for name, column in seen.words.items()}
    told: list[tuple[Reason, ...]] = []
    for row in range(len(values)):
        up = [place for place in raised[row] if parts[row, place] > 0]
        down = [place for place in lowered[row] if parts[row, place] < 0]
        chosen = (up + down)[:at_most]
        told.append(
            tuple(
                Reason(
                    model.names[place],
                    _value(words, model.names[place], values[row, place], row),
                    float(parts[row, place]),
                )
                for place in chosen
            )
        )
    return told


def _value(words: dict[str, list[str | None]], name: str, value: float, row: int) -> float | str | None:
    if name in words:
        return words[name][row]
    return None if np.isnan(value) else float(value)
