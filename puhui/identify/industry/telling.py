"""Evidence for whole tables: one cell a row, `名称：理发店; 经营范围：美发`, the heaviest words first."""

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.lexicon.finding import Found
from puhui.identify.industry.lexicon.weighing import Weighed
from puhui.identify.industry.model import Columns
from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.identify.industry.answering import Settled
    from puhui.identify.industry.cascade import Cascade

_NAME: Final = Text("名称", "name")
_SCOPE: Final = Text("经营范围", "scope")
_ITEMS: Final = Text("开票项目", "items")
_MERCHANT: Final = Text("商户类别", "merchant category")
_CODE: Final = Text("行业代码", "industry code")
_MOST: Final = 3
_EXPLAINED: Final = 250
"""Rows of one piece that are explained by the model's own weights; nearly a millisecond each."""


def told_evidence(cascade: "Cascade", columns: Columns, settled: "Settled", language: Language) -> list[str]:
    """One cell a row."""
    heard, first = settled.judged.heard, settled.order[:, 0]
    named = _words(cascade, columns.names, heard.in_names, heard.names, first)
    scoped = _words(cascade, columns.scopes, heard.in_scopes, heard.scopes, first)
    name, scope = _NAME.in_(language), _SCOPE.in_(language)
    colon, comma = ("：", "、") if language is Language.ZH else (": ", ", ")
    cells = []
    for by_name, by_scope in zip(named, scoped, strict=True):
        parts = [f"{name}{colon}{comma.join(by_name)}"] if by_name else []
        if by_scope:
            parts.append(f"{scope}{colon}{comma.join(by_scope)}")
        cells.append("; ".join(parts))
    _learned(cascade, columns, settled, cells, language)
    _prepend(
        cells,
        {row: comma.join(words) for row, words in settled.judged.sold_words.items()},
        _ITEMS.in_(language) + colon,
    )
    known = {row: one for row, one in enumerate(columns.merchants) if one in cascade.merchant_categories}
    _prepend(cells, known, _MERCHANT.in_(language) + colon)
    _prepend(cells, settled.judged.registered, _CODE.in_(language) + colon)
    return cells


def _learned(
    cascade: "Cascade", columns: Columns, settled: "Settled", cells: list[str], language: Language
) -> None:
    """Where no word of ours spoke for what a trained model says: the runs of letters that decided there."""
    reader = cascade.reader
    if reader is None:
        return
    labels, colon = {"name": _NAME, "scope": _SCOPE}, "：" if language is Language.ZH else ": "
    empty = [
        row for row, cell in enumerate(cells) if not cell and (columns.names[row] or columns.scopes[row])
    ]
    for row in empty[:_EXPLAINED]:
        code = cascade.lexicon.classes[settled.order[row, 0]]
        words = reader.words(columns.names[row], columns.scopes[row], code, _MOST)
        heaviest = [word for word in words if word.weight > 0]
        cells[row] = "; ".join(f"{labels[word.where].in_(language)}{colon}{word.words}" for word in heaviest)


def _prepend(cells: list[str], more: dict[int, str], label: str) -> None:
    for row, words in more.items():
        if words:
            cells[row] = f"{label}{words}; {cells[row]}" if cells[row] else f"{label}{words}"


def _words(
    cascade: "Cascade", texts: list[str], found: Found, weighed: Weighed, first: NDArray[np.int64]
) -> list[list[str]]:
    """For each text the heaviest words that spoke for its first division, as they are written there."""
    told: list[list[str]] = [[] for _ in texts]
    division = cascade.lexicon.to_division.argmax(axis=1)
    fitting = np.flatnonzero(weighed.code >= 0)
    fitting = fitting[division[weighed.code[fitting]] == first[found.row[fitting]]]
    order = fitting[np.lexsort((-weighed.weight[fitting], found.row[fitting]))]
    rows, begins = found.row[order].tolist(), found.start[order].tolist()
    ends = (found.start[order] + found.length[order]).tolist()
    for row, begin, end in zip(rows, begins, ends, strict=True):
        if len(told[row]) < _MOST:
            word = texts[row][begin:end]
            if word not in told[row]:
                told[row].append(word)
    return told
