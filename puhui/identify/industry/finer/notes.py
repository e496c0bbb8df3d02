"""What the code table says of every class, as runs of two to four characters with how telling each is.

A class speaks by its own name, its group's name and its note up to where the note begins to exclude. A run
that few classes share tells much; one that a class only has in its note tells less than one in its name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.classification import Classification
from puhui.identify.industry.combining import Floats
from puhui.identify.industry.lexicon.finding import Texts

_LENGTHS: Final = (2, 3, 4)
_IN_NAME, _IN_GROUP, _IN_NOTE = 3.0, 1.0, 1.0
_EXCLUDES: Final = re.compile(r"不包括|不含|除外|列入")
_BORDERS: Final = re.compile(r"[^\u3400-\u9fffA-Z0-9]+|指|以及|活动|其他|等|包括|为主|各种|或")
_READ: Final = 160
"""Characters of a text that are listened to: what a firm does first stands first."""
_STEP: Final = np.uint64(1_099_511_628_211)
_START: Final = np.uint64(14_695_981_039_346_656_037)


@dataclass(frozen=True, slots=True)
class Notes:
    """Runs as an open table of hashes; of each run its classes (sorted) and how telling it is there.

    `bounds` of a division are the first and the last (excluded) of its `codes`.
    """

    codes: tuple[str, ...]
    bounds: dict[str, tuple[int, int]]
    keys: NDArray[np.uint64]
    slots: NDArray[np.int32]
    begins: NDArray[np.int64]
    classes: NDArray[np.int32]
    telling: Floats
    strength: Floats


def open_notes(classification: Classification) -> Notes:
    """The index over the classes of a code table; empty without one."""
    codes = tuple(
        code for division in classification.divisions for code in classification.finest.get(division, ())
    )
    said = [_runs_of(classification, code) for code in codes]
    shared = Counter(run for runs in said for run in runs)
    postings: dict[str, list[tuple[int, float]]] = {}
    for at, runs in enumerate(said):
        for run, weight in runs.items():
            telling = weight * log(1 + len(codes) / shared[run])
            postings.setdefault(run, []).append((at, telling))
    strength = np.array([sum(weight for weight in runs.values()) ** 0.25 or 1.0 for runs in said], np.float32)
    return _packed(codes, _bounds(codes), postings, strength)


def speak(notes: Notes, texts: Texts, first: NDArray[np.int32], last: NDArray[np.int32]) -> Floats:
    """For each text the scores of the classes `first` to `last` of its division, from column 0 on.

    The k-th item of a text (items end at ；、，;,) counts 1 / (1 + k/4).
    """
    width = int((last - first).max(initial=0))
    scores = np.zeros((len(texts), max(width, 1)), np.float32)
    if width:
        _speak(
            texts.points, texts.starts, first, last, notes.keys, notes.slots, notes.begins, notes.classes,
            notes.telling, scores,
        )  # fmt: skip
    places = first[:, None] + np.arange(scores.shape[1], dtype=np.int32)[None, :]
    if width:
        scores /= notes.strength[np.minimum(places, len(notes.codes) - 1)]
    return scores


def _runs_of(classification: Classification, code: str) -> dict[str, float]:
    entry = classification.industries[code]
    group = classification.industries.get(entry.parent or "")
    note = _EXCLUDES.split(entry.note)[0]
    runs: dict[str, float] = {}
    for text, weight in ((note, _IN_NOTE), (group.name if group else "", _IN_GROUP), (entry.name, _IN_NAME)):
        for run in _runs(text):
            runs[run] = max(weight, runs.get(run, 0.0))
    return runs


def _runs(text: str) -> Iterator[str]:
    for piece in _BORDERS.split(text.upper()):
        for length in _LENGTHS:
            for at in range(len(piece) - length + 1):
                yield piece[at : at + length]


def _bounds(codes: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    bounds: dict[str, tuple[int, int]] = {}
    for at, code in enumerate(codes):
        first, _ = bounds.get(code[:2], (at, at))
        bounds[code[:2]] = (first, at + 1)
    return bounds


def _packed(
    codes: tuple[str, ...],
    bounds: dict[str, tuple[int, int]],
    postings: dict[str, list[tuple[int, float]]],
    strength: Floats,
) -> Notes:
    size = 1 << max(4, (len(postings) * 3).bit_length())
    keys, slots = np.zeros(size, np.uint64), np.full(size, -1, np.int32)
    begins, classes = [0], list[int]()
    telling: list[float] = []
    for number, (run, listed) in enumerate(postings.items()):
        key = int(_START)
        for character in run:
            key = ((key ^ ord(character)) * int(_STEP)) & 0xFFFF_FFFF_FFFF_FFFF
        slot = key & (size - 1)
        while slots[slot] >= 0:
            slot = (slot + 1) & (size - 1)
        keys[slot], slots[slot] = key, number
        classes.extend(at for at, _ in listed)
        telling.extend(weight for _, weight in listed)
        begins.append(len(classes))
    return Notes(
        codes,
        bounds,
        keys,
        slots,
        np.array(begins, np.int64),
        np.array(classes, np.int32),
        np.array(telling, np.float32),
        strength,
    )


@numba.njit(cache=True, nogil=True)
def _speak(points, starts, first, last, keys, slots, begins, classes, telling, scores):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, PLR0917
    size = len(keys) - 1
    for row in range(len(starts) - 1):
        low, high = first[row], last[row]
        if low == high:
            continue
        item, end = 0, min(starts[row + 1], starts[row] + _READ)
        for at in range(starts[row], end):
            point = points[at]
            if point in (0xFF1B, 0x3B, 0x3001, 0xFF0C, 0x2C):
                item += 1
                continue
            weight = np.float32(1.0 / (1.0 + 0.25 * item))
            key = np.uint64(14695981039346656037)
            for length in range(1, 5):
                if at + length > end:
                    break
                key = (key ^ np.uint64(points[at + length - 1])) * np.uint64(1099511628211)
                if length < 2:
                    continue
                slot = np.int64(key & np.uint64(size))
                while slots[slot] >= 0 and keys[slot] != key:
                    slot = (slot + 1) & size
                number = slots[slot]
                if number < 0:
                    continue
                for posting in range(begins[number], begins[number + 1]):
                    place = classes[posting]
                    if place >= high:
                        break
                    if place >= low:
                        scores[row, place - low] += weight * telling[posting]
