"""Words that people type: what is kept as written, what is refused, and how two spellings are compared."""

import unicodedata
from typing import Final

from puhui.kernel import Problem, Text

_BIDI_CONTROLS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cs"})


def checked_words(written: str, *, where: str, at_most: int, required: bool = True) -> str | Problem | None:
    """What was typed, with blanks around it removed; None when it is empty and need not be there.

    Emoji, quotes, semicolons, SQL and any script are words like others and are kept as they are: values are
    bound, never pasted. Control characters and characters that turn the reading direction are refused,
    because they can make a name look like another one.

    >>> checked_words("  测试小吃店 🍜 ", where="name", at_most=200)
    '测试小吃店 🍜'
    >>> checked_words("a\\x00b", where="name", at_most=200).code
    'text.control'
    """
    words = written.strip()
    if not words:
        return _EMPTY.at(where) if required else None
    if len(words) > at_most:
        return _too_long(len(words), at_most).at(where)
    if any(_turns_or_controls(character) for character in words):
        return _CONTROL.at(where)
    return words


def folded(words: str) -> str:
    """One spelling for all that look the same: full width to half, one case, no blanks.

    >>> folded("测试 ＡＢＣ 店") == folded("测试abc店")
    True
    """
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _turns_or_controls(character: str) -> bool:
    return character in _BIDI_CONTROLS or unicodedata.category(character) in _REFUSED_CATEGORIES


_EMPTY = Problem(
    "text.missing", Text("这一项没有填写。", "This field is empty."), Text("请填写。", "Please fill it in.")
)
_CONTROL = Problem(
    "text.control",
    Text("含有不可见的控制字符。", "It contains invisible control characters."),
    Text("请删去后重新输入，不要从其他文件粘贴。", "Type it again instead of pasting it."),
)


def _too_long(characters: int, at_most: int) -> Problem:
    return Problem(
        "text.too_long",
        Text(
            f"共{characters:,}个字，最多{at_most:,}个字。",
            f"It has {characters:,} characters of {at_most:,}.",
        ),
        Text("请缩短。", "Please shorten it."),
    )
