"""The cascade: exact codes and rules, then words and models, the costly steps last and only where unsure.

One firm (`answer`) and a whole table (`answer_many`) go through the same arrays, so that both say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from puhui.ground.text import LanguageModel
from puhui.identify.industry.answering import Settled, answers_of, settle
from puhui.identify.industry.classification import Classification
from puhui.identify.industry.combining import Floats
from puhui.identify.industry.deepening import read_meaning, read_model
from puhui.identify.industry.deeper import ByMeaning
from puhui.identify.industry.finer import Notes, open_notes
from puhui.identify.industry.frames import answered_frame, columns_in
from puhui.identify.industry.groups import GroupTable, group_table
from puhui.identify.industry.judging import Judged, read_codes, read_items, read_merchants, read_texts
from puhui.identify.industry.lexicon import Lexicon
from puhui.identify.industry.model import Asked, Columns, TradeAnswer, columns_of, texts_of
from puhui.identify.industry.tables import Deciding, TaxClasses
from puhui.identify.industry.text import TextModel
from puhui.kernel import Language

_AT_ONCE: Final = 16_384
"""Rows whose arrays are in memory together, some 150 MB."""


@dataclass(frozen=True)
class Cascade:
    """Everything that answers. `model` says which, as every answer repeats it."""

    classification: Classification
    lexicon: Lexicon
    reader: TextModel | None
    merchant_categories: dict[str, tuple[str, ...]]
    tax_classes: TaxClasses
    deciding: Deciding
    model: str
    by_meaning: ByMeaning | None = None
    language_model: LanguageModel | None = None

    def answer(self, asked: Asked) -> TradeAnswer:
        """The trade of one firm, with the words that decided and where they stand."""
        columns = columns_of(asked)
        return answers_of(self, columns, self.settled(columns))[0]

    def answer_many(self, frame: pl.DataFrame, language: Language = Language.ZH) -> pl.DataFrame:
        """A table with columns `name`, `business_scope`, … (any of them, also by their Chinese names).

        The same rows come back with division, class, probability, top3_divisions, evidence, status, stage
        and model beside them.
        """
        if frame.height > _AT_ONCE:
            return pl.concat(self.answer_many(piece, language) for piece in frame.iter_slices(_AT_ONCE))
        columns = columns_in(frame)
        return answered_frame(self, frame, columns, self.settled(columns), language)

    def divisions(self, names: Sequence[str], scopes: Sequence[str]) -> Floats:
        """Probabilities of `lexicon.classes` after every step, for measuring."""
        return self.judged(texts_of(names, scopes)).divisions

    def judged(self, columns: Columns) -> Judged:
        """Every step, cheapest first."""
        deciding = self.deciding
        judged = read_texts(columns, self.lexicon, self.reader, deciding)
        judged = read_items(judged, columns, self.lexicon, self.tax_classes, deciding.items_trust)
        judged = read_merchants(
            judged, columns, self.lexicon, self.merchant_categories, deciding.merchant_trust
        )
        judged = read_meaning(self, judged, columns)
        judged = read_model(self, judged, columns)
        return read_codes(judged, columns, self.classification, deciding)

    def settled(self, columns: Columns) -> Settled:
        """What follows from the steps: first guesses, finest codes, likely size groups, status."""
        return settle(self, columns, self.judged(columns))

    @cached_property
    def notes(self) -> Notes:
        """What the code table says of its classes."""
        return open_notes(self.classification)

    @cached_property
    def groups(self) -> GroupTable:
        """From divisions and codes to rows of the size table."""
        return group_table(self.classification, self.lexicon.classes, self.lexicon.meaning.codes)
