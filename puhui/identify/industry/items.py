"""Invoice lines → trades: the short tax class between asterisks first, then our words for the rest.

`*餐饮服务*餐费` is a service, and who sells it is in that trade. `*家具*办公桌` is a thing: who sells it
makes it or trades it, and the firm's name and scope have to say which.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.lexicon import Lexicon
from puhui.identify.industry.model import Item
from puhui.identify.industry.tables import TaxClasses

_CLASSED: Final = re.compile(r"^\s*[*＊]([^*＊]{1,20})[*＊](.*)$", re.DOTALL)
_SPLIT: Final = re.compile(r"[;；|\n]+")
_SHARED: Final = re.compile(r"^(.*\S)\s*[:：]\s*(\d+(?:\.\d+)?)$", re.DOTALL)
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Sold:
    """What a firm's invoices say: scores of codes that sum to one (or to nothing), and by which words."""

    scores: NDArray[np.float32]
    words: tuple[str, ...]


def items_in(cell: str) -> tuple[Item, ...]:
    """Items as one cell names them: separated by `;` or `|`, each perhaps with `:` and its income.

    >>> items_in("*餐饮服务*餐费:800; *酒*白酒:200")[0]
    Item(text='*餐饮服务*餐费', share=800.0)
    """
    pieces = [piece.strip() for piece in _SPLIT.split(cell) if piece.strip()][:_MOST]
    shared = [(piece, _SHARED.match(piece)) for piece in pieces]
    return tuple(Item(found[1], float(found[2])) if found else Item(piece) for piece, found in shared)


def sold(items: Sequence[Item], taxes: TaxClasses, lexicon: Lexicon) -> Sold:
    """Scores of codes, each line by its share of the income (domain 1.3: the largest decides)."""
    codes = lexicon.meaning.codes
    scores = np.zeros(len(codes), np.float32)
    told: list[str] = []
    total = sum(max(item.share, 0.0) for item in items) or 1.0
    for item in items[:_MOST]:
        line, words = _line(item.text, taxes, lexicon)
        scores += line * np.float32(max(item.share, 0.0) / total)
        told.extend(words)
    return Sold(scores, tuple(dict.fromkeys(told)))


def _line(text: str, taxes: TaxClasses, lexicon: Lexicon) -> tuple[NDArray[np.float32], list[str]]:
    classed = _CLASSED.match(text)
    short, rest = (classed[1].strip(), classed[2]) if classed else ("", text)
    if short in taxes.does:
        return _code(taxes.does[short], lexicon), [short]
    thing = taxes.goods.get(short)
    heard = lexicon.hear([thing or rest], [""])
    if thing is None and not heard.names.scores.any() and short:
        heard = lexicon.hear([short], [""])
    scores = heard.names.scores[0]
    said = [list(lexicon.words_list.entries)[number] for number in heard.in_names.word]
    return scores / max(float(scores.sum()), 1e-9), [short] if thing else said


def _code(code: str, lexicon: Lexicon) -> NDArray[np.float32]:
    scores = np.zeros(len(lexicon.meaning.codes), np.float32)
    fitting = [at for at, one in enumerate(lexicon.meaning.codes) if one == code]
    fitting = fitting or [at for at, one in enumerate(lexicon.meaning.codes) if one.startswith(code)]
    fitting = fitting or [at for at, one in enumerate(lexicon.meaning.codes) if one[:2] == code[:2]]
    scores[fitting] = 1 / max(len(fitting), 1)
    return scores
