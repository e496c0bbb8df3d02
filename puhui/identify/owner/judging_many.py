"""A table of persons: columns of features to columns of answers."""

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.features import PersonSource
from puhui.identify.owner.forest import Floats
from puhui.identify.owner.held import OwnerModel, shipped_model
from puhui.identify.owner.model import RUNNING, Kind
from puhui.identify.owner.policy import policy
from puhui.identify.owner.scoring import Judged, judged, matrix, registered_of, seen_sources
from puhui.identify.owner.telling import Verdict, tell
from puhui.kernel import Language

_ONLY_TOLD = 8_192


def judge_many(
    frame: pl.DataFrame,
    *,
    model: OwnerModel | None = None,
    prior: float | None = None,
    threshold: float | None = None,
    reasons: bool = False,
    language: Language = Language.ZH,
) -> pl.DataFrame:
    """Row by row; a column that is not there, or a value that is null, is not known.

    With `reasons`, they and a question are told of those worth asking: from `unsure_from` of `policy.yaml`
    on, and whoever a register names. The others have none.
    """
    held = model or shipped_model()
    rows = matrix(frame, held.owner.features)
    level = held.threshold if threshold is None else threshold
    found = judged(held, rows, held.prior if prior is None else prior, level)
    answers = _answers(found, frame, level)
    if not reasons:
        return answers
    told = (answers["probability"] >= policy().unsure_from) | answers["registered"].fill_null(False)
    return answers.with_columns(_told(held, rows, answers, np.flatnonzero(told.to_numpy()), language))


def _answers(found: Judged, frame: pl.DataFrame, threshold: float) -> pl.DataFrame:
    runs, best = found.probability >= threshold, found.kinds.argmax(axis=1)
    names = np.array([kind.value for kind in RUNNING])
    surest = found.kinds[np.arange(len(best)), best]
    sources = seen_sources(frame)
    named = [pl.when(pl.col(name)).then(pl.lit(name)) for name in sources.columns]
    return pl.DataFrame(
        {
            "probability": found.probability,
            "runs_business": runs,
            "kind": np.where(runs, names[best], Kind.NONE.value),
            "kind_probability": np.where(runs, surest, 1.0 - found.probability),
            "registered": registered_of(frame),
            "sources_seen": sources.select(
                pl.concat_str(named, separator="|", ignore_nulls=True)
            ).to_series(),
        }
    ).select(
        "probability",
        "runs_business",
        "kind",
        "kind_probability",
        "registered",
        (pl.col("runs_business") & ~pl.col("registered").fill_null(False)).alias("found_beyond_registration"),
        "sources_seen",
    )


def _told(
    model: OwnerModel, rows: Floats, answers: pl.DataFrame, which: NDArray[np.intp], language: Language
) -> list[pl.Series]:
    """The columns of reasons and the question, null where nothing is told."""
    names = [*(f"reason_{number + 1}" for number in range(policy().reasons)), "question"]
    said: dict[str, list[str | None]] = {name: [None] * len(rows) for name in names}
    for start in range(0, len(which), _ONLY_TOLD):
        block = which[start : start + _ONLY_TOLD]
        parts = model.slope * model.explained().parts(rows[block])
        for place, (row, answer) in enumerate(zip(block, answers[block].iter_rows(named=True), strict=True)):
            values = dict(zip(model.owner.features, map(_known, rows[row].tolist()), strict=True))
            words = tell(model, _verdict(answer), parts[place], values)
            for number, reason in enumerate(words.reasons):
                said[names[number]][row] = reason.in_(language)
            said["question"][row] = words.question.in_(language) if words.question else None
    return [pl.Series(name, column, dtype=pl.String) for name, column in said.items()]


def _verdict(answer: dict[str, object]) -> Verdict:
    registered = answer["registered"]
    sources = str(answer["sources_seen"]).split("|")
    return Verdict(
        probability=float(str(answer["probability"])),
        runs=bool(answer["runs_business"]),
        kind=Kind(str(answer["kind"])),
        registered=None if registered is None else bool(registered),
        sources=frozenset(PersonSource(name) for name in sources if name),
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
