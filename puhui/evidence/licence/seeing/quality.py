"""How good a photo is: light, sharpness, glare, size of the letters."""

import cv2
import numpy as np
from numpy.typing import NDArray

from puhui.evidence.licence.lines import Line
from puhui.evidence.licence.model import Quality
from puhui.evidence.licence.seeing.picture import Picture
from puhui.evidence.licence.seeing.upright import Upright


def quality_of(picture: Picture, upright: Upright | None, lines: list[Line]) -> Quality:
    """Measured on the paper where it was found, on the whole picture otherwise."""
    pixels = picture.pixels if upright is None else upright.pixels
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    degrees = 0.0 if upright is None else upright.degrees
    quarter = round(degrees / 90) * 90
    heights = [line.height for line in lines if len(line.text) > 1]
    scale = 1.0 if upright is None else float(np.hypot(upright.back[0, 0], upright.back[1, 0]))
    return Quality(
        width_px=round(picture.width / picture.shrunk),
        height_px=round(picture.height / picture.shrunk),
        turned_degrees=-quarter % 360,
        skew_degrees=round(degrees - quarter, 1),
        text_height_px=round(float(np.median(heights)) * scale, 1) if heights else 0.0,
        brightness=round(float(np.percentile(grey, 75)) / 255, 3),
        sharpness=_sharpness(grey, lines),
        glare_share=round(float((pixels.min(axis=2) > 253).mean()), 3),
    )


def _sharpness(grey: NDArray[np.uint8], lines: list[Line]) -> float:
    """The steepest edges over the letters' contrast, in shares of a letter's height."""
    found = [_steepness(grey, line) for line in lines if len(line.text) > 1 and line.height > 8]
    return round(float(np.median(found)), 3) if found else 0.0


def _steepness(grey: NDArray[np.uint8], line: Line) -> float:
    part = grey[round(line.top) : round(line.bottom) + 1, round(line.left) : round(line.right) + 1]
    if min(part.shape) < 4:
        return 0.0
    low, high = np.percentile(part, (2, 95))
    if high - low < 8:
        return 0.0
    steps = np.abs(np.diff(part.astype(np.float32), axis=1))
    return min(1.0, float(np.percentile(steps, 98)) / float(high - low))
