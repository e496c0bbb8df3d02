"""Likeness of meaning: what an unsure firm says of itself beside what the code table says of every trade.

The texts of the trades are turned into vectors once and kept; a firm costs one vector, some 10 ms, and texts met
before cost nothing. So only unsure rows are asked, and of a long table only the least sure of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from puhui.ground.text import Embedding
from puhui.identify.industry.classification import Classification
from puhui.identify.industry.combining import Floats
from puhui.identify.industry.lexicon import Lexicon
from puhui.identify.industry.text import items_of, name_of

SHARPNESS: Final = 40.0
"""How fast likelihood falls with likeness; e5 puts nearly everything between 0.75 and 0.95."""
_NOTE: Final = 120
_ITEMS: Final = 4
_REMEMBERED: Final = 200_000


@dataclass
class ByMeaning:
    """Opened for one classification. `remembered`: vectors of texts already met, the eldest forgotten first."""

    embedding: Embedding
    classes: tuple[str, ...]
    trades: tuple[tuple[str, str], ...]
    kept_in: Path | None = None
    remembered: dict[str, Floats] = field(default_factory=dict)
    _vectors: Floats | None = None

    def divisions(self, names: Sequence[str], scopes: Sequence[str]) -> Floats:
        """How likely each division is by likeness alone; zeros where there is no text."""
        texts = [core(name, scope) for name, scope in zip(names, scopes, strict=True)]
        likeness = self._asked(texts) @ self.vectors.T
        best = np.full((len(texts), len(self.classes)), -1.0, np.float32)
        place = {code: at for at, code in enumerate(self.classes)}
        for at, (code, _) in enumerate(self.trades):
            column = place[code[:2]]
            np.maximum(best[:, column], likeness[:, at], out=best[:, column])
        raised = np.exp(SHARPNESS * (best - best.max(axis=1, keepdims=True)))
        shares = raised / raised.sum(axis=1, keepdims=True)
        shares[[not text for text in texts]] = 0
        result: Floats = shares.astype(np.float32)
        return result

    @property
    def vectors(self) -> Floats:
        """Vectors of the trades, made once and kept beside the models where a place was given."""
        if self._vectors is None:
            kept = self._kept()
            self._vectors = self._made() if kept is None else kept
        return self._vectors

    def _kept(self) -> Floats | None:
        try:
            kept = np.load(self._place, allow_pickle=False) if self._place else None
        except (OSError, ValueError):
            return None
        return kept if kept is not None and len(kept) == len(self.trades) else None

    def _made(self) -> Floats:
        made = self.embedding.stored([text for _, text in self.trades])
        if self._place:
            try:
                self._place.parent.mkdir(parents=True, exist_ok=True)
                beside = self._place.with_suffix(".part.npy")
                np.save(beside, made)
                beside.replace(self._place)
            except OSError:
                return made
        return made

    @property
    def _place(self) -> Path | None:
        told = sha256("\n".join(f"{code} {text}" for code, text in self.trades).encode()).hexdigest()
        return self.kept_in / f"trades-{told[:16]}.npy" if self.kept_in else None

    def _asked(self, texts: Sequence[str]) -> Floats:
        fresh = [text for text in dict.fromkeys(texts) if text and text not in self.remembered]
        for text, vector in zip(fresh, self.embedding.asked(fresh), strict=True):
            self.remembered[text] = vector
        nothing = np.zeros(self.vectors.shape[1], np.float32)
        asked = np.stack([self.remembered.get(text, nothing) for text in texts])
        while len(self.remembered) > _REMEMBERED:
            self.remembered.pop(next(iter(self.remembered)))
        return asked


def open_by_meaning(
    embedding: Embedding, classification: Classification, lexicon: Lexicon, kept_in: Path | None
) -> ByMeaning:
    """Over the code table's classes with their notes; without one, over our own words of each trade."""
    if classification.has_classes:
        classes = [one for one in classification.industries.values() if one.level == 4]
        trades = tuple((one.code, f"{one.name}。{one.note}"[:_NOTE]) for one in classes)
    else:
        trades = tuple(_own_words(classification, lexicon))
    return ByMeaning(embedding, lexicon.classes, trades, kept_in)


def core(name: str, scope: str) -> str:
    """What is compared: the first items of the scope, else the name without place, brand's city and form.

    >>> core("杭州测试包装贸易有限公司", "包装材料、纸箱销售")
    '包装材料；纸箱销售'
    """
    items = items_of(scope)[:_ITEMS] if scope else ()
    return "；".join(items) or (name_of(name).stem if name else "")


def _own_words(classification: Classification, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    words: dict[str, list[str]] = {}
    for entry in lexicon.words_list.entries.values():
        for code in (entry.own, entry.make):
            if code:
                words.setdefault(code, []).append(entry.word)
    for division in classification.divisions:
        yield division, classification.name(division).zh
    for code in sorted(words):
        yield code, f"{classification.name(code).zh}：{' '.join(words[code])}"[:_NOTE]
