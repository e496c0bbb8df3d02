"""Finds a font with Chinese letters on this machine; none ships with Puhui."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

_PLACES: Final = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)
_SIMPLIFIED: Final = ("SC", "CN", "Simplified")


class MissingFontError(Exception):
    """No font with Chinese letters is installed (Debian: fonts-noto-cjk)."""


@cache
def font_file(style: str = "serif") -> Path:
    """A CJK font; serif if there is one. Raises MissingFontError."""
    known = [Path(place) for place in _PLACES]
    asked = sorted(known, key=lambda path: ("Serif" in path.name) != (style == "serif"))
    found = next((path for path in asked if path.exists()), None) or _by_fontconfig()
    if found is None:
        raise MissingFontError(
            "no font with Chinese letters here: install fonts-noto-cjk (scripts/ensure-chromium)"
        )
    return found


@cache
def font(size_px: int, style: str = "serif") -> ImageFont.FreeTypeFont:
    """The font at a size, its simplified-Chinese face where the file holds several."""
    path = str(font_file(style))
    for index in range(10):
        try:
            face = ImageFont.truetype(path, size_px, index=index)
        except OSError:
            break
        if any(word in (face.getname()[0] or "") for word in _SIMPLIFIED):
            return face
    return ImageFont.truetype(path, size_px)


def _by_fontconfig() -> Path | None:
    if shutil.which("fc-match") is None:
        return None
    run = subprocess.run(
        ["fc-match", "-f", "%{lang}|%{file}", ":lang=zh-cn"], capture_output=True, text=True, check=False
    )
    languages, _, file = run.stdout.partition("|")
    return Path(file) if "zh" in languages and Path(file).exists() else None
