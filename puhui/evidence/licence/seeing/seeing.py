"""From the bytes of a photo to upright lines of letters and how good the photo is."""

from dataclasses import dataclass, field, replace
from typing import Final

from puhui.evidence.licence.lines import Line
from puhui.evidence.licence.model import Quality
from puhui.evidence.licence.seeing.hidden import Patch, hidden_patches
from puhui.evidence.licence.seeing.letters import Letters
from puhui.evidence.licence.seeing.picture import Picture
from puhui.evidence.licence.seeing.quality import quality_of
from puhui.evidence.licence.seeing.reading_lines import read_lines
from puhui.evidence.licence.seeing.seal import read_seal
from puhui.evidence.licence.seeing.upright import Upright, glance, stand_up

_BLURRED_BELOW: Final = 0.3


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to see; `upright` is None where no letters were found."""

    lines: list[Line] = field(repr=False)
    upright: Upright | None = field(repr=False)
    quality: Quality
    seal: Line | None = field(default=None, repr=False)
    hidden: tuple[Patch, ...] = ()

    def is_hidden(self, line: Line) -> bool:
        """Whether something lies on a line or at its ends."""
        return any(patch.reaches(line) for patch in self.hidden)


def _legible(lines: list[Line]) -> float:
    """Letters, each as far as it is sure."""
    return sum(len(line.text) * line.confidence for line in lines)


def see(picture: Picture, letters: Letters) -> Seen:
    """Find the letters at a glance, turn the picture upright, then read it."""
    quads, _ = glance(picture, letters)
    if not len(quads):
        return Seen([], None, quality_of(picture, None, []))
    upright = stand_up(picture, quads, letters)
    lines = read_lines(upright, letters)
    quality = quality_of(picture, upright, lines)
    if quality.sharpness < _BLURRED_BELOW:
        lines = max(lines, read_lines(upright, letters, blurred=True), key=_legible)
    hidden = hidden_patches(upright.pixels, lines)
    height, width = upright.pixels.shape[:2]
    share = sum((patch.right - patch.left) * (patch.bottom - patch.top) for patch in hidden) / (
        width * height
    )
    quality = replace(quality, hidden_share=round(share, 3))
    return Seen(lines, upright, quality, read_seal(upright, letters), hidden)
