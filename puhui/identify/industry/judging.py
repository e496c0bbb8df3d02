"""Many firms judged at once: each step of the cascade as arrays, so that a million rows are one work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.classification import Classification
from puhui.identify.industry.combining import Floats, largest, moved, sharpened
from puhui.identify.industry.deeper import Opinion
from puhui.identify.industry.items import sold
from puhui.identify.industry.lexicon import Heard, Lexicon
from puhui.identify.industry.model import Columns, Stage
from puhui.identify.industry.tables import Deciding, TaxClasses
from puhui.identify.industry.text import tilted
from puhui.kernel import Problem
from puhui.rulebook import Industry

STAGES: Final = tuple(Stage)
Flags = NDArray[np.int8]
_LEAST_OWN: Final = 0.05
_MOST_OWN: Final = 0.9


class Reader(Protocol):
    """Names and scopes → divisions: a model trained where the data lies. `tilt`: how our words lean there."""

    @property
    def classes(self) -> tuple[str, ...]: ...

    @property
    def tilt(self) -> Floats: ...

    def probabilities(
        self, names: Sequence[str], scopes: Sequence[str], heard: Floats | None = None
    ) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """What the steps found so far. `codes`: scores of the lexicon's codes, for levels below divisions."""

    divisions: Floats
    codes: Floats
    stages: Flags
    heard: Heard
    sold_words: dict[int, tuple[str, ...]]
    registered: dict[int, str]
    unknown_codes: frozenset[int]
    opinions: dict[int, Opinion]

    def staged(self, rows: NDArray[np.bool_], divisions: Floats, stage: Stage) -> "Judged":
        """The same with new divisions, and `stage` as the last word on `rows`."""
        stages = np.where(rows, STAGES.index(stage), self.stages).astype(np.int8)
        return replace(self, divisions=divisions, stages=stages)


def read_texts(columns: Columns, lexicon: Lexicon, reader: Reader | None, deciding: Deciding) -> Judged:
    """Names and scopes, by the trained model where there is one; our own words are heard in any case."""
    heard = lexicon.hear(columns.names, columns.scopes)
    codes = heard.names.scores + heard.scopes.scores
    given = np.array([bool(a or b) for a, b in zip(columns.names, columns.scopes, strict=True)], np.bool_)
    divisions, stage = lexicon.divisions(heard), Stage.WORDS
    if reader is not None:
        learned = _spread(reader, columns, heard, lexicon.classes)
        divisions = tilted(divisions, _tilt(reader, lexicon.classes))
        share = np.where(codes.any(axis=1), _own_share(learned, divisions, deciding), 0.0)
        divisions = learned + share.astype(np.float32)[:, None] * (divisions - learned)
        if deciding.agreeing != 1:
            divisions = sharpened(divisions, np.where(_both(columns), deciding.agreeing, 1.0))
        stage = Stage.TEXT
    stages = np.where(given, STAGES.index(stage), STAGES.index(Stage.NONE)).astype(np.int8)
    return Judged(divisions, codes, stages, heard, {}, {}, frozenset(), {})


def read_items(judged: Judged, columns: Columns, lexicon: Lexicon, taxes: TaxClasses, trust: float) -> Judged:
    """What is sold, where invoices tell."""
    rows = [row for row, items in enumerate(columns.items) if items]
    if not rows:
        return judged
    codes, other, words = judged.codes.copy(), np.zeros_like(judged.divisions), dict(judged.sold_words)
    for row in rows:
        found = sold(columns.items[row], taxes, lexicon)
        codes[row] += found.scores
        other[row] = largest(found.scores @ lexicon.to_division)
        words[row] = found.words
    said = other.sum(axis=1) > 0
    divisions = moved(judged.divisions, other, trust)
    return replace(judged, codes=codes, sold_words=words).staged(said, divisions, Stage.ITEMS)


def read_merchants(
    judged: Judged, columns: Columns, lexicon: Lexicon, table: dict[str, tuple[str, ...]], trust: float
) -> Judged:
    """The merchant category, where an acquirer gave one; words that stand beside it keep their say."""
    known = {row: table[one] for row, one in enumerate(columns.merchants) if one in table}
    if not known:
        return judged
    scores = judged.codes.copy()
    other, place = np.zeros_like(judged.divisions), {code: at for at, code in enumerate(lexicon.classes)}
    named = {code: at for at, code in enumerate(lexicon.meaning.codes)}
    for row, codes in known.items():
        for code in codes:
            other[row, place[code[:2]]] += 1 / len(codes)
            if code in named:
                scores[row, named[code]] += 1 / len(codes)
    silent = ~(judged.heard.names.scores.any(axis=1) | judged.heard.scopes.scores.any(axis=1))
    said = (other.sum(axis=1) > 0) & (silent | (judged.stages == STAGES.index(Stage.NONE)))
    divisions = moved(judged.divisions, other, trust)
    return replace(judged, codes=scores).staged(said, divisions, Stage.MERCHANT)


def read_codes(
    judged: Judged, columns: Columns, classification: Classification, deciding: Deciding
) -> Judged:
    """The registered code: it has the last word, and what else was found stays beside it."""
    registered: dict[int, str] = {}
    unknown: set[int] = set()
    divisions = judged.divisions.copy()
    for row, written in enumerate(columns.codes):
        entry = classification.entry(written) if written else None
        if isinstance(entry, Problem):
            unknown.add(row)
        elif entry is not None:
            registered[row] = _known(entry, classification)
            inside = np.array([_within(code, entry, classification) for code in classification.divisions])
            divisions[row] = _leaning(divisions[row], inside, deciding.registered_code)
    said = np.zeros(len(columns), np.bool_)
    said[list(registered)] = True
    judged = replace(judged, registered=registered, unknown_codes=frozenset(unknown))
    return judged.staged(said, divisions, Stage.CODE)


def _known(entry: Industry, classification: Classification) -> str:
    """The code as far as the table can tell: of a made-up class only its division."""
    made_up = not entry.exact and classification.has_classes
    return entry.parent or entry.code if made_up else entry.code


def _within(division: str, entry: Industry, classification: Classification) -> bool:
    """Whether a division is the entry's own, or one of its section."""
    if entry.division is None:
        return classification.industries[division].section == entry.code
    return division == entry.division


def _leaning(said: Floats, inside: NDArray[np.bool_], trust: float) -> Floats:
    """Shares that give what is inside `trust` in all, divided there as before."""
    within = np.where(inside, said + 1e-6, 0)
    result: Floats = (trust * within / within.sum() + (1 - trust) * said).astype(np.float32)
    return result


def _own_share(learned: Floats, own: Floats, deciding: Deciding) -> NDArray[np.float64]:
    """Our words' part beside a model: the house's share, more where they are surer than it, less where not.

    A model is unsure of trades that the labels it learned from hardly held; everyday words still name them.
    """
    surer = own.max(axis=1).astype(np.float64) - learned.max(axis=1)
    share: NDArray[np.float64] = np.clip(
        deciding.words_share + deciding.words_surer * surer, _LEAST_OWN, _MOST_OWN
    )
    return share


def _both(columns: Columns) -> NDArray[np.bool_]:
    """Rows with a name and a scope: two witnesses, of whom the mean is too modest."""
    return np.array([bool(a and b) for a, b in zip(columns.names, columns.scopes, strict=True)], np.bool_)


def _tilt(reader: Reader, classes: tuple[str, ...]) -> Floats:
    """The reader's tilt over all divisions; those it never saw stay as they are."""
    known = dict(zip(reader.classes, reader.tilt.tolist(), strict=True))
    return np.array([known.get(code, 0.0) for code in classes], np.float32)


def _spread(reader: Reader, columns: Columns, heard: Heard, classes: tuple[str, ...]) -> Floats:
    """A reader's probabilities over all divisions; those it never saw get none."""
    said = reader.probabilities(columns.names, columns.scopes, heard.names.scores)
    if reader.classes == classes:
        return said
    place = {code: at for at, code in enumerate(classes)}
    spread = np.zeros((len(columns), len(classes)), np.float32)
    spread[:, [place[code] for code in reader.classes]] = said
    return spread
