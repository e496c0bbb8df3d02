"""The words that decided, with where they stand, in sentences."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from puhui.identify.industry.judging import Judged
from puhui.identify.industry.lexicon.finding import Found, folded
from puhui.identify.industry.lexicon.weighing import Weighed
from puhui.identify.industry.model import Columns, Evidence, Source
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.identify.industry.cascade import Cascade

Places = tuple[tuple[int, int], ...]
_MOST: Final = 5
_NOTABLE: Final = 0.05
_SOURCES: Final = {
    Source.INDUSTRY_CODE: Text("登记的行业代码", "the registered industry code"),
    Source.ITEMS: Text("开票项目", "what its invoices name"),
    Source.MERCHANT_CATEGORY: Text("商户类别", "its merchant category"),
    Source.NAME: Text("名称", "its name"),
    Source.SCOPE: Text("经营范围", "its business scope"),
    Source.CODE_TABLE: Text("分类说明", "the code table's own notes"),
    Source.LLM: Text("语言模型的意见", "a language model's opinion"),
}


def evidence_of(
    cascade: "Cascade", columns: Columns, judged: Judged, row: int, division: str
) -> tuple[Evidence, ...]:
    """What spoke for `division`, and in a trained model against it; exact sources first, then by weight."""
    told = Teller(cascade)
    found: list[Evidence] = []
    if row in judged.registered:
        found.append(told(Source.INDUSTRY_CODE, judged.registered[row], 10.0, judged.registered[row]))
    found += [told(Source.ITEMS, words, 2.0, division) for words in judged.sold_words.get(row, ())[:_MOST]]
    if columns.merchants[row] in cascade.merchant_categories:
        code = cascade.merchant_categories[columns.merchants[row]][0]
        found.append(told(Source.MERCHANT_CATEGORY, columns.merchants[row], 1.5, code))
    if row in judged.opinions:
        opinion = judged.opinions[row]
        found.append(told(Source.LLM, opinion.model, 1.0, opinion.division))
    by_words = told.learned(columns, row, division) if cascade.reader else told.heard(columns, judged, row)
    fitting = [one for code, one in by_words if code[:2] == division]
    return (*found, *sorted(fitting, key=lambda one: -abs(one.weight))[:_MOST])


class Teller:
    """Puts what was found into sentences, in the words of one classification."""

    def __init__(self, cascade: "Cascade") -> None:
        """The cascade whose names of codes are used."""
        self._cascade = cascade

    def __call__(
        self, source: Source, words: str, weight: float, code: str, *, places: Places = ()
    ) -> Evidence:
        """One piece of evidence: these words, there, point to this code (or away from it)."""
        where, name = _SOURCES[source], self._cascade.classification.name(code)
        zh, en = ("指向", "points to") if weight >= 0 else ("不像", "speaks against")
        said = Text(
            f"{where.zh}里的“{words}”{zh}{name.zh}（{code}）。",
            f'"{words}" in {where.en} {en} {name.en} ({code}).',
        )
        return Evidence(source, words, round(weight, 4), said, places)

    def learned(self, columns: Columns, row: int, division: str) -> Iterator[tuple[str, Evidence]]:
        """The words whose weights decided in the views of a trained model, exactly."""
        reader = self._cascade.reader
        if reader is None:
            return
        name, scope = columns.names[row], columns.scopes[row]
        for word in reader.words(name, scope, division, _MOST):
            source = Source.NAME if word.where == "name" else Source.SCOPE
            if abs(word.weight) >= _NOTABLE:
                places = _places(name if source is Source.NAME else scope, word.words)
                yield division, self(source, word.words, word.weight, division, places=places)

    def heard(self, columns: Columns, judged: Judged, row: int) -> Iterator[tuple[str, Evidence]]:
        """The words of our own list that were found, each with the code it spoke for."""
        heard = judged.heard
        yield from self._listed(Source.NAME, columns.names[row], row, heard.in_names, heard.names)
        yield from self._listed(Source.SCOPE, columns.scopes[row], row, heard.in_scopes, heard.scopes)

    def _listed(
        self, source: Source, text: str, row: int, found: Found, weighed: Weighed
    ) -> Iterator[tuple[str, Evidence]]:
        first, last = np.searchsorted(found.row, [row, row + 1])
        said: dict[tuple[str, str], tuple[float, list[tuple[int, int]]]] = {}
        for at in range(int(first), int(last)):
            if weighed.code[at] >= 0 and weighed.weight[at] > 0:
                begin, end = int(found.start[at]), int(found.start[at] + found.length[at])
                code = self._cascade.lexicon.meaning.codes[weighed.code[at]]
                weight, places = said.setdefault((text[begin:end], code), (0.0, []))
                places.append((begin, end))
                said[text[begin:end], code] = (weight + float(weighed.weight[at]), places)
        for (words, code), (weight, places) in said.items():
            yield code, self(source, words, weight, code, places=tuple(places[:_MOST]))


def _places(text: str, words: str) -> Places:
    """Where words of a tidied text stand in the text as written; nowhere, where tidying changed them."""
    plain = "".join(map(chr, folded([text], len(text)).points.tolist()))
    at = plain.find(words.upper().strip("$"))
    return ((at, at + len(words.strip("$"))),) if at >= 0 and words.strip("$") else ()
