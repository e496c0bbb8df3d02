"""What a telephone does to a paper: turned, skewed, blurred, dark, covered, glaring, small, packed too hard.

Degrees are named by their strength; 0 is the flat paper on a desk.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Change = Callable[[Image.Image, np.random.Generator], Image.Image]


@dataclass(frozen=True, slots=True)
class Spoiling:
    """One way and one degree of spoiling a picture."""

    way: str
    degree: str
    change: Change


def on_a_desk(paper: Image.Image, margin_share: float = 0.06) -> Image.Image:
    """The paper with a strip of brown desk around it."""
    margin = round(max(paper.size) * margin_share)
    desk = Image.new("RGB", (paper.width + 2 * margin, paper.height + 2 * margin), (122, 100, 82))
    desk.paste(paper, (margin, margin))
    return desk


def jpeg(picture: Image.Image, quality: int = 88) -> bytes:
    """As a telephone would save it."""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def turned(degrees: float) -> Change:
    return lambda picture, _: picture.rotate(
        -degrees, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=(122, 100, 82)
    )


def leaning(share: float) -> Change:
    """Seen from one side: the far edge is that much shorter."""

    def change(picture: Image.Image, _: np.random.Generator) -> Image.Image:
        width, height = picture.size
        inset = height * share / 2
        quad = (0, -inset, 0, height + inset, width, height, width, 0)
        return picture.transform(picture.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)

    return change


def blurred(radius_px: float) -> Change:
    return lambda picture, _: picture.filter(ImageFilter.GaussianBlur(radius_px))


def shaken(length_px: int) -> Change:
    """Moved to the side while the shutter was open."""

    def change(picture: Image.Image, _: np.random.Generator) -> Image.Image:
        pixels = np.asarray(picture, dtype=np.float32)
        moved = sum(np.roll(pixels, shift, axis=1) for shift in range(length_px)) / length_px
        return Image.fromarray(np.asarray(moved, dtype=np.uint8))

    return change


def dark(light: float, noise: float = 5.0) -> Change:
    """So much of the light, and the grain that a sensor adds when there is little."""

    def change(picture: Image.Image, dice: np.random.Generator) -> Image.Image:
        pixels = np.asarray(picture, dtype=np.float32) * light
        pixels += dice.normal(0, noise, pixels.shape)
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))

    return change


def covered(share: float) -> Change:
    """A thumb of so much of the paper's area, somewhere over its middle."""

    def change(picture: Image.Image, dice: np.random.Generator) -> Image.Image:
        picture = picture.copy()
        width, height = picture.size
        wide = (share * width * height * 4 / np.pi / 1.6) ** 0.5
        x = dice.uniform(0.12, 0.88) * width
        y = dice.uniform(0.2, 0.85) * height
        box = (x - wide / 2, y - wide * 0.8, x + wide / 2, y + wide * 0.8)
        ImageDraw.Draw(picture).ellipse(box, fill=(214, 170, 142))
        return picture

    return change


def glaring(share: float) -> Change:
    """A lamp's reflection: a burnt-out patch with a soft edge."""

    def change(picture: Image.Image, dice: np.random.Generator) -> Image.Image:
        width, height = picture.size
        radius = (share * width * height / np.pi) ** 0.5
        x, y = dice.uniform(0.25, 0.75) * width, dice.uniform(0.3, 0.7) * height
        patch = Image.new("L", picture.size, 0)
        ImageDraw.Draw(patch).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
        patch = patch.filter(ImageFilter.GaussianBlur(radius / 3))
        return Image.composite(Image.new("RGB", picture.size, (255, 255, 255)), picture, patch)

    return change


def smaller(longest_px: int) -> Change:
    def change(picture: Image.Image, _: np.random.Generator) -> Image.Image:
        picture = picture.copy()
        picture.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
        return picture

    return change


def packed(quality: int) -> Change:
    return lambda picture, _: Image.open(io.BytesIO(jpeg(picture, quality))).convert("RGB")


_WAYS: Final[Mapping[str, Mapping[str, Change]]] = {
    "plain": {"0": lambda picture, _: picture},
    "turned": {"90°": turned(90), "180°": turned(180), "270°": turned(270)},
    "skewed": {"3°": turned(3), "8°": turned(8), "15°": turned(15), "100°": turned(100)},
    "leaning": {"8 %": leaning(0.08), "16 %": leaning(0.16)},
    "blurred": {"1 px": blurred(1), "2 px": blurred(2), "3 px": blurred(3), "4 px": blurred(4)},
    "shaken": {"5 px": shaken(5), "9 px": shaken(9)},
    "dark": {"40 %": dark(0.4), "20 %": dark(0.2), "10 %": dark(0.1)},
    "covered": {"3 %": covered(0.03), "8 %": covered(0.08), "15 %": covered(0.15)},
    "glaring": {"3 %": glaring(0.03), "8 %": glaring(0.08)},
    "small": {"1200 px": smaller(1200), "900 px": smaller(900), "700 px": smaller(700)},
    "packed": {"q30": packed(30), "q15": packed(15), "q8": packed(8)},
}
SPOILINGS: Final = tuple(
    Spoiling(way, degree, change) for way, degrees in _WAYS.items() for degree, change in degrees.items()
)
