"""The reader of letters (rapidocr), one in a process and one picture at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

Quads = NDArray[np.float32]
"""(n, 4, 2): corners of each line of letters, its long side first."""

_THREADS: Final = 2
_WEAKEST: Final = 0.6
"""How much the weakest letter weighs against the mean of a line."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What stands in a strip of picture."""

    text: str
    confidence: float


class Letters(Protocol):
    """Finds lines of letters and reads them; a test may put its own here."""

    def find(self, grey: NDArray[np.uint8]) -> Quads:
        """Where lines of letters are."""
        ...

    def read(self, strips: Sequence[NDArray[np.uint8]]) -> list[ReadLine]:
        """What stands in each upright strip."""
        ...


class RapidLetters:
    """rapidocr, its three models inside the package; nothing is downloaded."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR  # noqa: PLC0415 - takes a second to import, and only photos need it

        self._lock = Lock()
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": 0.0,
                "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            }
        )

    def find(self, grey: NDArray[np.uint8]) -> Quads:
        """Corners of every line, clockwise from its upper left."""
        with self._lock:
            found = self._engine(_three(grey), use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        if boxes is None or len(boxes) == 0:
            return np.zeros((0, 4, 2), dtype=np.float32)
        return np.asarray(boxes, dtype=np.float32)

    def read(self, strips: Sequence[NDArray[np.uint8]]) -> list[ReadLine]:
        """One after another; an empty strip reads as nothing."""
        return [self._read_one(strip) for strip in strips]

    def _read_one(self, strip: NDArray[np.uint8]) -> ReadLine:
        if min(strip.shape[:2]) < 2:
            return ReadLine("", 0.0)
        with self._lock:
            found = self._engine(
                _three(strip), use_det=False, use_cls=False, use_rec=True, return_word_box=True
            )
        if not getattr(found, "txts", None):
            return ReadLine("", 0.0)
        text, mean = str(found.txts[0]), float(found.scores[0])
        each = getattr(found.word_results[0], "confs", None) if found.word_results else None
        return ReadLine(text, _sureness(text, mean, each))


@cache
def shared_letters() -> RapidLetters:
    """The process's reader; its models take a second to load."""
    return RapidLetters()


def _sureness(text: str, mean: float, each: Sequence[float] | None) -> float:
    """Between the mean and the weakest letter: one wrong letter spoils a line. Marks and blanks do not count.

    >>> round(_sureness("测试", 0.75, [1.0, 0.5]), 2)
    0.6
    """
    if each is None or len(each) != len(text):
        return mean
    letters = [one for letter, one in zip(text, each, strict=True) if letter.isalnum()]
    if not letters:
        return mean
    return _WEAKEST * min(letters) + (1 - _WEAKEST) * sum(letters) / len(letters)


def _three(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.repeat(grey[:, :, None], 3, axis=2) if grey.ndim == 2 else grey
