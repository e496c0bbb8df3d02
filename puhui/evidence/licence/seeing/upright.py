"""Which way is up: the slope of the lines of letters gives two answers, reading a few of them decides."""

import math
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from puhui.evidence.licence.limits import limit
from puhui.evidence.licence.lines import Line
from puhui.evidence.licence.model import Box
from puhui.evidence.licence.seeing.colour import ink
from puhui.evidence.licence.seeing.letters import Letters, Quads
from puhui.evidence.licence.seeing.picture import Picture, Pixels

_TRIED: Final = 4
_WORTH_TRYING: Final = 9
"""Lines about so many letters long tell their way up as well as longer ones, and sooner."""
_LONG: Final = 2.5


@dataclass(frozen=True, slots=True)
class Upright:
    """The part with letters, standing upright; `back` leads from its pixels to those of the file."""

    pixels: Pixels = field(repr=False)
    back: NDArray[np.float64] = field(repr=False)
    degrees: float

    def locate(self, line: Line) -> Box:
        """Where letters stand in the picture as it was given."""
        corners = np.array(
            [
                (line.left, line.top),
                (line.right, line.top),
                (line.right, line.bottom),
                (line.left, line.bottom),
            ]
        )
        there = np.rint(corners @ self.back[:, :2].T + self.back[:, 2]).astype(int)
        upper_left, upper_right, lower_right, lower_left = ((int(x), int(y)) for x, y in there)
        return Box((upper_left, upper_right, lower_right, lower_left))


def glance(picture: Picture, letters: Letters) -> tuple[Quads, float]:
    """Lines of letters in a small copy, in the picture's own pixels, and how tall the letters are there."""
    scale = min(1.0, limit("glance_side_px") / max(picture.width, picture.height))
    small = cv2.resize(picture.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    quads = letters.find(ink(np.asarray(small, dtype=np.uint8))) / np.float32(scale)
    return quads, float(np.median(_heights(quads))) if len(quads) else 0.0


def stand_up(picture: Picture, quads: Quads, letters: Letters) -> Upright:
    """Turn the picture so that its lines run level and its letters stand on their feet."""
    slope = _slope(quads)
    height = float(np.median(_heights(quads)))
    strips = sorted(quads, key=lambda quad: abs(_long_side(quad) - _WORTH_TRYING * height))[:_TRIED]
    grey = ink(picture.pixels)
    there = [_strip(grey, quad, slope) for quad in strips]
    level = sum(one.confidence * len(one.text) for one in letters.read(there))
    upside = sum(
        one.confidence * len(one.text)
        for one in letters.read([np.ascontiguousarray(each[::-1, ::-1]) for each in there])
    )
    return _turned(picture, quads, slope if level >= upside else slope + 180)


def _slope(quads: Quads) -> float:
    """Degrees by which the lines climb, -90 to 90; the weight of a line is its length."""
    angles, weights = [], []
    for quad in quads:
        across, down = quad[1] - quad[0], quad[3] - quad[0]
        long, short = sorted((across, down), key=lambda side: -float(np.hypot(*side)))
        if np.hypot(*long) > _LONG * np.hypot(*short):
            angles.append(math.atan2(float(long[1]), float(long[0])))
            weights.append(float(np.hypot(*long)))
    if not angles:
        return 0.0
    doubled = np.array(angles) * 2
    mean = math.atan2(
        np.average(np.sin(doubled), weights=weights), np.average(np.cos(doubled), weights=weights)
    )
    offsets = np.angle(np.exp(1j * (doubled - mean)))
    order = np.argsort(offsets)
    half = np.searchsorted(np.cumsum(np.array(weights)[order]), sum(weights) / 2)
    return math.degrees((mean + float(offsets[order][half])) / 2)


def _turned(picture: Picture, quads: Quads, degrees: float) -> Upright:
    """Rotated by -degrees and cut to the letters, at the scale in which it is read."""
    turn = np.asarray(cv2.getRotationMatrix2D((0.0, 0.0), degrees, 1.0), dtype=np.float64)
    there = quads.reshape(-1, 2) @ turn[:, :2].T
    height = float(np.median(_heights(quads)))
    low, high = there.min(axis=0) - 2.5 * height, there.max(axis=0) + 2.5 * height
    low, high = _inside(picture, turn, low, high)
    scale = min(limit("reading_side_px") / float((high - low).max()), 2.0)
    turn[:, 2] = -low
    onto = turn * scale
    size = tuple(int(side) for side in np.ceil((high - low) * scale))
    source = cv2.GaussianBlur(picture.pixels, (0, 0), 0.4 / scale) if scale < 0.6 else picture.pixels
    pixels = cv2.warpAffine(
        source,
        onto,
        size,
        flags=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA,
        borderMode=cv2.BORDER_REPLICATE,
    )
    back = np.asarray(cv2.invertAffineTransform(onto), dtype=np.float64) / picture.shrunk
    return Upright(np.asarray(pixels, dtype=np.uint8), back, (degrees + 180) % 360 - 180)


def _inside(
    picture: Picture, turn: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    corners = np.array([(0, 0), (picture.width, 0), (0, picture.height), (picture.width, picture.height)])
    there = corners @ turn[:, :2].T
    return np.maximum(low, there.min(axis=0)), np.minimum(high, there.max(axis=0))


def _strip(grey: NDArray[np.uint8], quad: NDArray[np.float32], slope: float) -> NDArray[np.uint8]:
    """One line cut out level, its letters upright or upside down."""
    centre = quad.mean(axis=0)
    turn = cv2.getRotationMatrix2D((float(centre[0]), float(centre[1])), slope, 1.0)
    there = quad @ turn[:, :2].T + turn[:, 2]
    low, high = there.min(axis=0), there.max(axis=0)
    turn[:, 2] -= low
    size = (max(2, int(high[0] - low[0])), max(2, int(high[1] - low[1])))
    return np.asarray(cv2.warpAffine(grey, turn, size, flags=cv2.INTER_LINEAR), dtype=np.uint8)


def _heights(quads: Quads) -> NDArray[np.float64]:
    across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    down = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return np.asarray(np.minimum(across, down), dtype=np.float64)


def _long_side(quad: NDArray[np.float32]) -> float:
    return max(float(np.hypot(*(quad[1] - quad[0]))), float(np.hypot(*(quad[3] - quad[0]))))
