"""Opens a stranger's picture within limits: what it is, how large, whole or broken, held which way."""

import io
import struct
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from puhui.evidence.licence.limits import limit, problem
from puhui.kernel import Problem

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
_OTHERS: Final = ((b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP"), (b"<svg", "SVG"), (b"\xd0\xcf\x11\xe0", "Office"))
_SEVERAL_IN_ONE: Final = frozenset({"MPO"})
"""A telephone's JPEG with a second picture for depth: the first one is the photo."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Picture:
    """Upright as its file says, at most `working_side_px`; `shrunk` is how much smaller than the original."""

    pixels: Pixels = field(repr=False)
    shrunk: float

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return int(self.pixels.shape[0])


def open_picture(content: bytes) -> Picture | Problem:
    """The picture, or a sentence about what came instead."""
    if not content:
        return problem("picture.empty")
    if len(content) > limit("picture_bytes"):
        return _too_large()
    Image.init()
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            return _opened(image)
    except Image.DecompressionBombError:
        return _too_large()
    except UnidentifiedImageError:
        return problem("picture.unsupported", found=_what(content))
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, struct.error):
        return problem("picture.damaged")


def _opened(image: Any) -> Picture | Problem:  # noqa: ANN401 - Pillow's opened file
    width, height = image.size
    most = limit("jpeg_pixels" if image.format in {"JPEG", "MPO"} else "picture_pixels")
    if width * height > most:
        return _too_large()
    if getattr(image, "n_frames", 1) > 1 and image.format not in _SEVERAL_IN_ONE:
        return problem("picture.several")
    if min(width, height) < limit("short_side_least_px"):
        return problem("picture.too_small", width=width, height=height)
    side = limit("working_side_px")
    image.draft("RGB", (side, side))
    upright = _on_white(ImageOps.exif_transpose(image))
    longest = max(upright.size)
    if longest > side:
        upright.thumbnail((side, side), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return Picture(np.asarray(upright, dtype=np.uint8), max(upright.size) / max(width, height))


def _on_white(image: Image.Image) -> Image.Image:
    """Three colours; what is transparent becomes paper, sixteen bits become eight."""
    if image.mode.startswith("I") or image.mode == "F":
        grey = np.asarray(image, dtype=np.float64)
        spread = max(1.0, float(grey.max() - grey.min()))
        return Image.fromarray(((grey - grey.min()) / spread * 255).astype(np.uint8)).convert("RGB")
    if "A" in image.mode or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(paper, clear).convert("RGB")
    return image.convert("RGB")


def _what(content: bytes) -> str:
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", b"ftypmsf1"}:
        return "HEIC/AVIF"
    head = content[:256].lstrip().lower()
    return next((name for mark, name in _OTHERS if head.startswith(mark.lower())), "?")


def _too_large() -> Problem:
    most = limit("jpeg_pixels") // 10**6
    return problem("picture.too_large", limit_mib=limit("picture_bytes") >> 20, limit_megapixels=most)
