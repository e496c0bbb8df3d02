"""Ink and seal told apart by colour: what is printed is black, what is stamped is red."""

import numpy as np
from numpy.typing import NDArray

from puhui.evidence.licence.seeing.picture import Pixels

Grey = NDArray[np.uint8]


def ink(pixels: Pixels) -> Grey:
    """Black letters without red seals and gold frames; a dark picture is lifted to full light.

    In red light a seal is light grey already; where a pixel is reddish, whatever is not nearly black
    becomes paper, so that letters under a seal stay.
    """
    red = pixels[:, :, 0].astype(np.float32)
    low, paper = (float(level) for level in np.percentile(red[::4, ::4], (1, 95)))
    stained = redness(pixels) > 0.12 * max(paper, 1.0)
    lighter = np.minimum(255.0, (red - low) * (255.0 / max(1.0, 0.72 * (paper - low))))
    plain = red if paper - low > 150 and paper > 190 else (red - low) * (235.0 / max(8.0, paper - low))
    return np.asarray(np.clip(np.where(stained, np.maximum(plain, lighter), plain), 0, 255), dtype=np.uint8)


def redness(pixels: Pixels) -> NDArray[np.float32]:
    """By how much red outshines the mean of green and blue."""
    red, green, blue = (pixels[:, :, index].astype(np.float32) for index in range(3))
    return np.asarray(red - (green + blue) / 2, dtype=np.float32)


def stamp(pixels: Pixels) -> Grey:
    """What is stamped, dark on white: red and neither gold nor skin, whose green is well above their blue."""
    red, green, blue = (pixels[:, :, index].astype(np.float32) for index in range(3))
    stamped = np.clip(red - np.maximum(green, blue) - 0.8 * np.abs(green - blue), 0, None)
    strongest = max(24.0, float(np.percentile(stamped, 99.8)))
    return np.asarray(255 - np.clip(stamped / strongest * 255, 0, 255), dtype=np.uint8)


def green_light(pixels: Pixels) -> Grey:
    """In green light red print is dark, and sharp: colour by itself is packed more coarsely in a JPEG."""
    green = pixels[:, :, 1].astype(np.float32)
    low, high = (float(level) for level in np.percentile(green[::4, ::4], (1, 90)))
    return np.asarray(np.clip((green - low) * (255.0 / max(8.0, high - low)), 0, 255), dtype=np.uint8)
