"""One way of writing: width, traditional characters, brackets, case; nothing that is not writing stays."""

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

LONGEST: Final = 200
"""Characters of a name that are read; what is longer is not a name."""
_KEPT: Final = frozenset("()&+、,;|")
_BRACKETS: Final = str.maketrans("【】〔〕[]{}〈〉《》「」", "()()()()()()()")
_LIKE_DIGITS: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾〇", "一二三四五六七八九十零")


def folded_text(written: str) -> str:
    """A name as it is compared: half width, simplified, upper case, without blanks, marks and pictures.

    >>> folded_text("測試（成都）　小吃店 ａｂ🍜")
    '测试(成都)小吃店AB'
    """
    text = unicodedata.normalize("NFKC", written[:LONGEST]).translate(_BRACKETS).upper()
    kept = "".join(character for character in text if character.isalnum() or character in _KEPT)
    return kept.translate(simplified()).translate(_LIKE_DIGITS)


@cache
def simplified() -> dict[int, str]:
    """Each traditional character and its simplified one."""
    content = files(__package__).joinpath("data", "traditional.txt").read_text(encoding="utf-8")
    pairs = "".join(line for line in content.splitlines() if not line.startswith("#"))
    return str.maketrans(dict(zip(pairs[::2], pairs[1::2], strict=True)))
