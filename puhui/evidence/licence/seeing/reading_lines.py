"""Every line of letters of an upright picture."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from puhui.evidence.licence.limits import limit
from puhui.evidence.licence.lines import Line, folded
from puhui.evidence.licence.seeing.colour import Grey, ink
from puhui.evidence.licence.seeing.letters import Letters
from puhui.evidence.licence.seeing.second_look import look_again
from puhui.evidence.licence.seeing.upright import Upright

_Edges = tuple[float, float, float, float]
_MARGIN: Final = 0.12
_RAISED: Final = 2.0


def read_lines(upright: Upright, letters: Letters, blurred: bool = False) -> list[Line]:
    """Find and read; the tallest first, and no more than a licence can hold.

    In a `blurred` picture lines are looked for in a copy half as large, where they are crisper, and read
    with their edges raised.
    """
    grey = ink(upright.pixels)
    if blurred:
        half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        quads = letters.find(_crisper(np.asarray(half, dtype=np.uint8), 2.0)) * np.float32(2)
        grey = _crisper(grey, 3.0)
    else:
        quads = letters.find(grey)
    boxes = [_box(quad) for quad in quads]
    boxes = _bearable(sorted(boxes, key=lambda box: box[1] - box[3]))
    strips = [_cut(grey, box) for box in boxes]
    read = letters.read(strips)
    lines = [
        Line(folded(one.text), one.confidence, *box)
        for one, box in zip(read, boxes, strict=True)
        if folded(one.text)
    ]
    return lines + look_again(grey, lines, letters)


def _bearable(boxes: list[_Edges]) -> list[_Edges]:
    """The first ones, until lines or letters (about as wide as high) are more than a licence has."""
    left = float(limit("letters_most"))
    kept: list[_Edges] = []
    for box in boxes[: limit("lines_most")]:
        left -= (box[2] - box[0]) / max(1.0, box[3] - box[1])
        if left < 0:
            break
        kept.append(box)
    return kept


def _crisper(grey: Grey, radius_px: float) -> Grey:
    soft = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), radius_px)
    return np.asarray(np.clip(grey + _RAISED * (grey - soft), 0, 255), dtype=np.uint8)


def _box(quad: NDArray[np.float32]) -> _Edges:
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _cut(grey: NDArray[np.uint8], box: _Edges) -> NDArray[np.uint8]:
    left, top, right, bottom = box
    more = _MARGIN * (bottom - top)
    rows = slice(max(0, round(top)), round(bottom) + 1)
    columns = slice(max(0, round(left - more)), round(right + more) + 1)
    return np.ascontiguousarray(grey[rows, columns])
