"""A whole population: look at everybody's score first, then answer with the share of owners found there."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from puhui.features import person_catalogue
from puhui.identify.industry.files.troubles import unwritable
from puhui.identify.industry.files.writing import PieceWriter
from puhui.identify.owner.files.gathering import Gathered
from puhui.identify.owner.held import OwnerModel
from puhui.identify.owner.judging_many import judge_many
from puhui.identify.owner.policy import policy
from puhui.identify.owner.scoring import log_odds_of, matrix
from puhui.identify.owner.shift import Scores, estimated_prior, threshold_for
from puhui.kernel import Language, Problem

OnProgress = Callable[[str, int, int | None], None]
"""What is being done (`look` or `answer`), persons done, persons in all where that is known."""

_FEATURES: Final = frozenset(feature.name for feature in person_catalogue())


@dataclass(frozen=True, slots=True)
class Level:
    """The share of owners taken for granted, and from which probability on somebody is said to be one."""

    prior: float
    threshold: float
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a population."""

    persons: int
    said_to_run: int
    registered: int
    beyond_registration: int
    expected_owners: float
    level: Level
    seconds: float
    model: str


def answer_people(
    model: OwnerModel,
    found: Gathered,
    out: Path,
    *,
    prior: float | None = None,
    precision: float | None = None,
    on_progress: OnProgress = lambda step, done, whole: None,
    language: Language = Language.ZH,
    reasons: bool = True,
    mark: bytes = b"",
) -> Told | Problem:
    """Every person with an answer, in the order they came; `out` is written whole or not at all.

    Without `prior` the population's own share of owners is estimated from its scores.
    """
    begun = time.monotonic()
    try:
        level = level_of(model, found, prior, precision, on_progress)
        counted = _Counted()
        with PieceWriter(out, mark) as writer:
            for piece in found.pieces():
                answers = judge_many(
                    piece,
                    model=model,
                    prior=level.prior,
                    threshold=level.threshold,
                    reasons=reasons,
                    language=language,
                )
                kept = [column for column in piece.columns if column not in _FEATURES]
                beside = piece.select(column for column in kept if column not in answers.columns)
                writer.write(pl.concat([beside, _rounded(answers)], how="horizontal"))
                counted.add(answers)
                on_progress("answer", counted.persons, found.rows)
    except OSError as error:
        return unwritable(out, error)
    return counted.told(level, time.monotonic() - begun, model.version)


def level_of(
    model: OwnerModel, found: Gathered, prior: float | None, precision: float | None, on_progress: OnProgress
) -> Level:
    """Look at everybody once; memory does not grow with their number."""
    scores = Scores()
    for piece in found.pieces():
        scores.add(log_odds_of(model, matrix(piece, model.owner.features)))
        on_progress("look", scores.persons, found.rows)
    taken = estimated_prior(scores, model.prior, policy()) if prior is None else prior
    threshold = threshold_for(scores, model.prior, taken, precision or policy().precision)
    return Level(taken, threshold, prior is None and scores.persons >= policy().fewest_for_prior)


def _rounded(answers: pl.DataFrame) -> pl.DataFrame:
    return answers.with_columns(pl.col("probability", "kind_probability").round(5))


@dataclass(slots=True)
class _Counted:
    persons: int = 0
    said: int = 0
    registered: int = 0
    beyond: int = 0
    expected: float = 0.0

    def add(self, answers: pl.DataFrame) -> None:
        self.persons += answers.height
        self.said += int(answers["runs_business"].sum())
        self.registered += int(answers["registered"].fill_null(False).sum())
        self.beyond += int(answers["found_beyond_registration"].sum())
        self.expected += float(answers["probability"].sum())

    def told(self, level: Level, seconds: float, model: str) -> Told:
        return Told(
            self.persons, self.said, self.registered, self.beyond, self.expected, level, seconds, model
        )
