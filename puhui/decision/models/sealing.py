"""A model folder as one sealed content, named by its hash: what is registered, kept and served."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from puhui.decision.jdm import sealed, version_of
from puhui.decision.models import problems
from puhui.decision.models.model import Fallback, ModelKind
from puhui.decision.models.serving import OtherFormatError, ServedTrees, read_boosted
from puhui.decision.models.sources import needed
from puhui.decision.which_scorecard import judgement_scorecard
from puhui.kernel import Problem
from puhui.learn import ModelCard, Scorecard, load_scorecard
from puhui.learn.card.model import FORMAT as CARD_FORMAT
from puhui.learn.card.model import Explainability, card_from_json
from puhui.learn.folder import BOOSTED, CARD_JSON, SCORECARD, TREES

FORMAT: Final = "puhui.model/1"
FILES: Final = (SCORECARD, BOOSTED, TREES, CARD_JSON)
_MOST_BYTES: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Terms:
    """What is declared about a model when it is handed in, and sealed with it. On `expires_on` it may not
    rate any more."""

    product: str
    fallback: Fallback
    valid_from: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class Sealed:
    """A model that may be registered: its bytes, their hash, and what the register says of it."""

    content: bytes
    version: str
    kind: ModelKind
    rater: Scorecard | ServedTrees
    card: ModelCard
    needs: tuple[str, ...]


def files_in(folder: Path) -> dict[str, str] | Problem:
    """The texts of a model folder; files of other names are left alone."""
    try:
        there = [folder / name for name in FILES if (folder / name).exists()]
        if sum(path.stat().st_size for path in there) > _MOST_BYTES:
            return problems.too_large(str(folder))
        return {path.name: path.read_text(encoding="utf-8") for path in there}
    except (OSError, UnicodeDecodeError):
        return problems.broken(str(folder), "utf-8")


def seal(files: Mapping[str, str], terms: Terms, where: str) -> Sealed | Problem:
    """The model of these files under these terms, or what is wrong with it. A model is read here as it will
    be read when it rates, so that what cannot serve is never registered."""
    kind = ModelKind.BOOSTED if BOOSTED in files else ModelKind.SCORECARD
    rater = read_rater(kind, files, where)
    if isinstance(rater, Problem):
        return rater
    card = _card(files, where)
    if isinstance(card, Problem):
        return card
    if (card.version, card.kind) != (rater.version, kind.value):
        return problems.not_a_pair(where)
    needs = needed(rater.features)
    own = {name: files[name] for name in _wanted(kind) if name != SCORECARD}
    content = sealed(
        {
            "format": FORMAT,
            "kind": kind.value,
            "grade": grade_of(kind, card),
            "needs": list(needs),
            "fallback": asdict(judgement_scorecard()) if terms.fallback is Fallback.JUDGEMENT else None,
            "product": terms.product,
            "valid_from": terms.valid_from,
            "expires_on": terms.expires_on,
            "files": own,
            "scorecard": asdict(rater) if isinstance(rater, Scorecard) else None,
        }
    )
    return Sealed(content, version_of(content), kind, rater, card, needs)


def grade_of(kind: ModelKind, card: ModelCard) -> Explainability:
    """What may be said of how well a model explains itself: never more than its kind allows; a word that
    nobody knows is the least."""
    try:
        said = Explainability(card.explainability)
    except ValueError:
        return Explainability.OPAQUE
    is_too_much = kind is ModelKind.BOOSTED and said is Explainability.TABLE
    return Explainability.PARTS if is_too_much else said


def read_rater(kind: ModelKind, files: Mapping[str, str], where: str) -> Scorecard | ServedTrees | Problem:
    """The model itself, of whichever kind; another format, a cut file or a changed one is a Problem."""
    if absent := [name for name in _wanted(kind)[:-1] if name not in files]:
        return problems.broken(where, ", ".join(absent))
    if kind is ModelKind.SCORECARD:
        return _points_table(files[SCORECARD], where)
    try:
        return read_boosted(files[BOOSTED], files[TREES])
    except OtherFormatError as other:
        return problems.other_format(where, str(other))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError) as error:
        return problems.broken(where, str(error))


def _card(files: Mapping[str, str], where: str) -> ModelCard | Problem:
    try:
        written: Any = json.loads(files[CARD_JSON])
    except (KeyError, ValueError):
        return problems.no_card(where)
    if not isinstance(written, dict) or written.get("format") != CARD_FORMAT:
        return problems.no_card(where)
    try:
        return card_from_json(written)
    except ValueError:
        return problems.no_card(where)


def _wanted(kind: ModelKind) -> tuple[str, ...]:
    own = (BOOSTED, TREES) if kind is ModelKind.BOOSTED else (SCORECARD,)
    return (*own, CARD_JSON)


def _points_table(text: str, where: str) -> Scorecard | Problem:
    """`load_scorecard` reads a file, and these came over the wire."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / SCORECARD
        path.write_text(text, encoding="utf-8")
        found = load_scorecard(path)
    return found.at(where) if isinstance(found, Problem) else found
