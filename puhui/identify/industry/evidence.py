"""The words that decided, with where they stand, in sentences."""

from typing import TYPE_CHECKING, Final

import numpy as np

from puhui.identify.industry.judging import STAGES, Judged
from puhui.identify.industry.lexicon.finding import Found
from puhui.identify.industry.lexicon.weighing import Weighed
from puhui.identify.industry.model import Columns, Evidence, Source, Stage
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.identify.industry.cascade import Cascade

_MOST: Final = 5
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
    """What spoke for `division` (and the strongest word against it), the heaviest first."""
    found: list[Evidence] = []
    if row in judged.registered:
        code = judged.registered[row]
        found.append(_told(cascade, Source.INDUSTRY_CODE, code, 10.0, code))
    for words in judged.sold_words.get(row, ())[:_MOST]:
        found.append(_told(cascade, Source.ITEMS, words, 2.0, division))
    if STAGES[judged.stages[row]] is Stage.MERCHANT or columns.merchants[row] in cascade.merchant_categories:
        found.append(_told(cascade, Source.MERCHANT_CATEGORY, columns.merchants[row], 1.5, division))
    found += _by_words(cascade, columns, judged, row, division)
    return tuple(found)


def _by_words(
    cascade: "Cascade", columns: Columns, judged: Judged, row: int, division: str
) -> list[Evidence]:
    heard = judged.heard
    named = _found(cascade, Source.NAME, columns.names[row], heard.in_names, heard.names, row)
    scoped = _found(cascade, Source.SCOPE, columns.scopes[row], heard.in_scopes, heard.scopes, row)
    both = sorted([*named, *scoped], key=lambda one: -one[0])
    fitting = [told for weight, code, told in both if code[:2] == division]
    return fitting[:_MOST]


def _found(
    cascade: "Cascade", source: Source, text: str, found: Found, weighed: Weighed, row: int
) -> list[tuple[float, str, Evidence]]:
    first, last = np.searchsorted(found.row, [row, row + 1])
    told = []
    for at in range(first, last):
        if weighed.code[at] < 0:
            continue
        code = cascade.lexicon.meaning.codes[weighed.code[at]]
        begin, end = int(found.start[at]), int(found.start[at] + found.length[at])
        weight = float(weighed.weight[at])
        told.append((weight, code, _told(cascade, source, text[begin:end], weight, code, ((begin, end),))))
    return told


def _told(
    cascade: "Cascade", source: Source, words: str, weight: float, code: str,
    places: tuple[tuple[int, int], ...] = (),
) -> Evidence:  # fmt: skip
    where, name = _SOURCES[source], cascade.classification.name(code)
    said = Text(
        f"{where.zh}里的“{words}”指向{name.zh}（{code}）。",
        f'"{words}" in {where.en} points to {name.en} ({code}).',
    )
    return Evidence(source, words, round(weight, 4), said, places)
