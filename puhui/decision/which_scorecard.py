"""Which scorecard decides a folder of firms: one learnt from its own labelled firms, or the judgement one.

A trained model lies in the user's data folder under the hash of everything it was learnt from, so that an
unchanged folder trains once and a changed one never meets a stale model.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from puhui import __version__
from puhui.evidence import InvoiceReading
from puhui.features import labelled_spec, train_on_labelled
from puhui.kernel import Problem
from puhui.learn import ModelCard, OnProgress, Scorecard, load_model, load_scorecard, save_model

JUDGEMENT: Final = Path(__file__).parent / "scorecards" / "judgement.yaml"
_HASH_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Chosen:
    """The scorecard, and how it came: `folder` and `card` where it was learnt from this folder's firms,
    `fresh` when that happened just now, `why_not` when firms were labelled but nothing could be learnt."""

    scorecard: Scorecard
    folder: Path | None = None
    card: ModelCard | None = None
    fresh: bool = False
    why_not: tuple[Problem, ...] = ()


def choose_scorecard(
    reading: InvoiceReading,
    as_of: date,
    today: date,
    models: Path,
    *,
    retrain: bool = False,
    on_progress: OnProgress | None = None,
) -> Chosen:
    """Train where outcomes are known and nothing fitting lies in `models` yet; judge otherwise.

    Raises OSError when the models' folder cannot be written.
    """
    labelled = reading.firms.filter(pl.col("defaulted").is_not_null())
    if labelled.is_empty():
        return Chosen(judgement_scorecard())
    folder = models / f"invoices-{_name(reading, labelled, as_of)}"
    found = None if retrain else load_model(folder)
    if found is not None and not isinstance(found, Problem):
        return Chosen(found.scorecard, folder, found.card)
    trained = train_on_labelled(reading.invoices, reading.firms, as_of, today, on_progress)
    if isinstance(trained, list):
        return Chosen(judgement_scorecard(), why_not=tuple(trained))
    save_model(folder, trained)
    return Chosen(trained.scorecard, folder, trained.card, fresh=True)


@cache
def judgement_scorecard() -> Scorecard:
    """The points table made by judgement that ships with Puhui."""
    scorecard = load_scorecard(JUDGEMENT)
    if isinstance(scorecard, Problem):
        raise RuntimeError(scorecard.sentence())
    return scorecard


def content_hash(*frames: pl.DataFrame) -> str:
    """SHA-256 over the rows of tables, in order."""
    digest = hashlib.sha256()
    for frame in frames:
        buffer = io.BytesIO()
        frame.rechunk().write_ipc(buffer, compression="uncompressed")
        digest.update(buffer.getbuffer())
    return digest.hexdigest()


def _name(reading: InvoiceReading, labelled: pl.DataFrame, as_of: date) -> str:
    """Everything that training looks at: outcomes, all invoices (the card tells of both), spec, day."""
    about = f"{__version__} {as_of} {labelled_spec()!r}"
    rows = content_hash(labelled.select("firm", "defaulted"), reading.invoices)
    return hashlib.sha256(f"{rows} {about}".encode()).hexdigest()[:_HASH_DIGITS]
