"""Lines of letters as a reader found them in an upright picture."""

import unicodedata
from dataclasses import dataclass, field
from typing import Final

_UNPRINTED: Final = str.maketrans("", "", " \t\u3000\u00a0")


@dataclass(frozen=True, slots=True)
class Line:
    """Letters in a row and where they stand, in pixels of the upright picture."""

    text: str = field(repr=False)
    confidence: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """About the height of its letters."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height of its middle in the picture."""
        return (self.top + self.bottom) / 2

    def part(self, start: int, end: int) -> "Line":
        """Some of its letters, standing where letters of even width would."""
        wide = (self.right - self.left) / max(1, len(self.text))
        left, right = self.left + start * wide, self.left + end * wide
        return Line(self.text[start:end], self.confidence, left, self.top, right, self.bottom)

    def beside(self, other: "Line") -> bool:
        """Whether the two stand on one row."""
        return abs(self.middle - other.middle) < 0.5 * min(self.height, other.height)


def folded(text: str) -> str:
    """Letters as they are compared: NFKC, without blanks; brackets as Chinese print has them.

    >>> folded("有限责任公司(自然人 独资)")
    '有限责任公司（自然人独资）'
    """
    plain = unicodedata.normalize("NFKC", text).translate(_UNPRINTED)
    return plain.replace("(", "（").replace(")", "）").replace(",", "，").replace(";", "；")


def joined(lines: list[Line]) -> Line:
    """Several lines as one text, in reading order, with the box around them and the least confidence."""
    return Line(
        "".join(line.text for line in lines),
        min(line.confidence for line in lines),
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
    )
