"""The registration authority, read from the round seal: its letters stand on an arc, which is unrolled."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from puhui.evidence.licence.lines import Line, folded
from puhui.evidence.licence.seeing.colour import green_light, stamp
from puhui.evidence.licence.seeing.letters import Letters
from puhui.evidence.licence.seeing.upright import Upright

_BAND: Final = (0.58, 0.95)
_STRIP_PX: Final = 56
_UPPER_SHARE: Final = 0.35
"""A seal is never in the upper third, where the state emblem is red as well."""
_ROUND: Final = 0.72
_LEAST_LETTERS: Final = 4
_DISAGREEING: Final = 0.6
"""Read in its own colour and in green light; two answers are no answer to rely on."""
_ENDING: Final = ("局", "会")


@dataclass(frozen=True, slots=True)
class _Ring:
    x: float
    y: float
    radius: float


def read_seal(upright: Upright, letters: Letters) -> Line | None:
    """The words on the arc of the largest round seal, None where there is none to be read."""
    stamped = stamp(upright.pixels)
    ring = _ring(stamped)
    if ring is None:
        return None
    strips = [_unrolled(each, ring) for each in (stamped, green_light(upright.pixels))]
    read = [(_chinese(one.text), one.confidence) for one in letters.read(strips)]
    text, confidence = max(read, key=lambda one: (one[0].endswith(_ENDING), one[1]))
    if len(text) < _LEAST_LETTERS:
        return None
    if len({words for words, _ in read}) > 1:
        confidence = min(confidence, _DISAGREEING)
    r = ring.radius
    return Line(text, confidence, ring.x - r, ring.y - r, ring.x + r, ring.y + r)


def _chinese(text: str) -> str:
    return "".join(letter for letter in folded(text) if "\u4e00" <= letter <= "\u9fff")


def _ring(stamped: NDArray[np.uint8]) -> _Ring | None:
    height, width = stamped.shape
    red = (stamped < 150).astype(np.uint8)
    red[: int(height * _UPPER_SHARE)] = 0
    reach = max(3, width // 90)
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = [_round_part(stats[part]) for part in range(1, count)]
    fitting = [ring for ring in found if ring is not None and 0.04 * width < ring.radius < 0.2 * width]
    return max(fitting, key=lambda ring: ring.radius, default=None)


def _round_part(stats: NDArray[np.int32]) -> _Ring | None:
    left, top, wide, tall, _ = (int(each) for each in stats)
    if min(wide, tall) < _ROUND * max(wide, tall):
        return None
    return _Ring(left + wide / 2, top + tall / 2, max(wide, tall) / 2)


def _unrolled(stamped: NDArray[np.uint8], ring: _Ring) -> NDArray[np.uint8]:
    """The ring from six o'clock round to six o'clock, its outer edge on top."""
    inner, outer = (share * ring.radius for share in _BAND)
    scale = _STRIP_PX / (outer - inner)
    wide = int(2 * np.pi * (inner + outer) / 2 * scale)
    angles = np.pi / 2 + np.linspace(0, 2 * np.pi, wide, endpoint=False)
    radii = np.linspace(outer, inner, _STRIP_PX)
    x = (ring.x + radii[:, None] * np.cos(angles)[None, :]).astype(np.float32)
    y = (ring.y + radii[:, None] * np.sin(angles)[None, :]).astype(np.float32)
    strip = cv2.remap(stamped, x, y, cv2.INTER_CUBIC, borderValue=255)
    written = np.flatnonzero((strip < 150).sum(axis=0) > 2)
    if len(written) == 0:
        return np.zeros((1, 1), dtype=np.uint8)
    margin = _STRIP_PX // 3
    first, last = max(0, int(written[0]) - margin), int(written[-1]) + margin
    return np.ascontiguousarray(strip[:, first:last], dtype=np.uint8)
