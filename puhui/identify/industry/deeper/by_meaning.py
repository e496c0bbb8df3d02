"""Likeness of meaning: what an unsure firm says of itself beside what we say of every trade.

The trades' own texts (our words for each code) come with ready vectors. A firm costs one vector, some 10 ms,
and a text met before costs nothing. So only unsure rows are asked, of a long table only the least sure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.ground.text import Embedding
from puhui.identify.industry.classification import Classification
from puhui.identify.industry.combining import Floats
from puhui.identify.industry.lexicon import Lexicon
from puhui.identify.industry.text import items_of, name_of

READY: Final = Path(__file__).with_name("trades.npz")
_SHARPNESS: Final = 40.0
"""How fast likelihood falls with likeness; e5 puts nearly everything between 0.75 and 0.95."""
_LONGEST: Final = 120
_ITEMS: Final = 4
_REMEMBERED: Final = 200_000


@dataclass
class ByMeaning:
    """Opened for one word list. `trades`: (code, what we say of it); `remembered`: vectors of texts met."""

    embedding: Embedding
    classes: tuple[str, ...]
    trades: tuple[tuple[str, str], ...]
    ready: Path = READY
    remembered: dict[str, Floats] = field(default_factory=dict)

    def divisions(self, names: Sequence[str], scopes: Sequence[str]) -> Floats:
        """How likely each division is by likeness alone; zeros where there is no text."""
        texts = [core(name, scope) for name, scope in zip(names, scopes, strict=True)]
        likeness = self._asked(texts) @ self.vectors.T
        best = np.full((len(texts), len(self.classes)), -1.0, np.float32)
        place = {code: at for at, code in enumerate(self.classes)}
        for at, (code, _) in enumerate(self.trades):
            column = place[code[:2]]
            np.maximum(best[:, column], likeness[:, at], out=best[:, column])
        raised = np.exp(_SHARPNESS * (best - best.max(axis=1, keepdims=True)))
        shares: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        shares[[not text for text in texts]] = 0
        return shares

    @cached_property
    def vectors(self) -> Floats:
        """One row a trade: ready ones from the file that ships, others made now."""
        keys = keys_of(self.trades)
        ready = _ready(self.ready)
        absent = [at for at, key in enumerate(keys) if int(key) not in ready]
        made = self.embedding.stored([self.trades[at][1] for at in absent])
        ready |= {int(keys[at]): vector for at, vector in zip(absent, made, strict=True)}
        return np.stack([ready[int(key)] for key in keys]).astype(np.float32)

    def keep(self) -> None:
        """Write all vectors where the ready ones lie: after the word list has changed."""
        np.savez(self.ready, keys=keys_of(self.trades), vectors=self.vectors.astype(np.float16))

    def _asked(self, texts: Sequence[str]) -> Floats:
        fresh = [text for text in dict.fromkeys(texts) if text and text not in self.remembered]
        for text, vector in zip(fresh, self.embedding.asked(fresh), strict=True):
            self.remembered[text] = vector
        nothing = np.zeros(self.vectors.shape[1], np.float32)
        asked = np.stack([self.remembered.get(text, nothing) for text in texts])
        while len(self.remembered) > _REMEMBERED:
            self.remembered.pop(next(iter(self.remembered)))
        return asked


def open_by_meaning(embedding: Embedding, classification: Classification, lexicon: Lexicon) -> ByMeaning:
    """Over our own words of each trade."""
    return ByMeaning(embedding, lexicon.classes, tuple(_said(classification, lexicon)))


def core(name: str, scope: str) -> str:
    """What is compared: the first items of the scope, else the name without its place and form.

    >>> core("杭州测试包装贸易有限公司", "包装材料、纸箱销售")
    '包装材料；纸箱销售'
    """
    items = items_of(scope)[:_ITEMS] if scope else ()
    return "；".join(items) or (name_of(name).stem if name else "")


def keys_of(trades: Sequence[tuple[str, str]]) -> NDArray[np.uint64]:
    """What a trade's text is known by in the file of ready vectors."""
    digests = [blake2b(text.encode(), digest_size=8).digest() for _, text in trades]
    return np.array([int.from_bytes(digest, "little") for digest in digests], np.uint64)


def _said(classification: Classification, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    words: dict[str, list[str]] = {}
    for entry in lexicon.words_list.entries.values():
        for code in (entry.own, entry.make):
            if code:
                words.setdefault(code, []).append(entry.word)
    for division in classification.divisions:
        yield division, classification.name(division).zh
    for code in sorted(words):
        name = classification.name(code[:2]).zh
        yield code, f"{name}：{' '.join(words[code])}"[:_LONGEST]


def _ready(path: Path) -> dict[int, Floats]:
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        return dict(zip(kept["keys"].tolist(), kept["vectors"].astype(np.float32), strict=True))
