"""What lies on the paper (a thumb, a lamp's reflection): smooth patches, neither paper nor print."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from puhui.evidence.licence.lines import Line
from puhui.evidence.licence.seeing.picture import Pixels

_SIDE_PX: Final = 400
_LEAST_SHARE: Final = 0.002
_OTHER_COLOUR: Final = 14.0
_SMOOTH: Final = 9.0
_BURNT: Final = 252
_PAPER_NOT_BURNT: Final = 249


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of the upright picture that cannot be read, in its pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def reaches(self, line: Line) -> bool:
        """Whether it lies on a line of letters or directly before or behind it."""
        more = 1.5 * line.height if line.height < line.right - line.left else 0.0
        beside = self.left < line.right + more and self.right > line.left - 0.5 * more
        return beside and self.top < line.bottom and self.bottom > line.top


def hidden_patches(pixels: Pixels, lines: list[Line]) -> tuple[Patch, ...]:
    """Patches between the outermost letters; empty where there are too few letters to know the paper."""
    if len(lines) < 5:
        return ()
    scale = _SIDE_PX / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    low, high = _hull(lines, scale)
    part = np.asarray(small[low[1] : high[1], low[0] : high[0]], dtype=np.uint8)
    if min(part.shape[:2]) < 20:
        return ()
    mask = _strange(part)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    least = _LEAST_SHARE * mask.size
    found = (stats[each] for each in range(1, count) if stats[each][4] > least)
    return tuple(_patch(one, low, scale) for one in found)


def _strange(part: Pixels) -> NDArray[np.uint8]:
    """Not of the paper's colour though letters are smoothed away, and without texture; or burnt out."""
    smooth = cv2.medianBlur(part, 9)
    lab = cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB).astype(np.float32)
    paper = np.median(lab.reshape(-1, 3), axis=0)
    away = np.linalg.norm(lab - paper, axis=2)
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float32)
    mean = cv2.blur(grey, (5, 5))
    rough = np.sqrt(np.maximum(0.0, cv2.blur(grey * grey, (5, 5)) - mean * mean))
    strange = (away > _OTHER_COLOUR) & (rough < _SMOOTH)
    if float(np.median(part.min(axis=2))) < _PAPER_NOT_BURNT:
        strange |= smooth.min(axis=2) >= _BURNT
    opened = cv2.morphologyEx(strange.astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    return np.asarray(opened, dtype=np.uint8)


def _hull(lines: list[Line], scale: float) -> tuple[tuple[int, int], tuple[int, int]]:
    left, top = min(line.left for line in lines), min(line.top for line in lines)
    right, bottom = max(line.right for line in lines), max(line.bottom for line in lines)
    return (
        (max(0, int(left * scale)), max(0, int(top * scale))),
        (int(right * scale) + 1, int(bottom * scale) + 1),
    )


def _patch(stats: NDArray[np.int32], low: tuple[int, int], scale: float) -> Patch:
    left, top, wide, tall = (float(each) for each in stats[:4])
    x, y = left + low[0], top + low[1]
    return Patch(x / scale, y / scale, (x + wide) / scale, (y + tall) / scale)
