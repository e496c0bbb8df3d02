"""Known brands, which a user may bring as a file: one to a line. They tell where a brand ends."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from puhui.evidence.resolution.names.script import folded_text
from puhui.kernel import Problem, Text

_LONGEST: Final = 8
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Brands:
    """A set of brands; empty knows none."""

    known: frozenset[str] = field(default=frozenset(), repr=False)

    def before(self, core: str) -> int:
        """How many characters of a core are its longest known brand; 0 where none is known."""
        for length in range(min(_LONGEST, len(core)), _SHORTEST - 1, -1):
            if core[:length] in self.known:
                return length
        return 0


NO_BRANDS: Final = Brands()


def read_brands(path: Path) -> Brands | Problem:
    """The brands of a text file in UTF-8; lines that are no brand are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return _UNREADABLE.at(str(path))
    folded = (folded_text(line) for line in lines)
    return Brands(frozenset(word for word in folded if _SHORTEST <= len(word) <= _LONGEST))


_UNREADABLE = Problem(
    "evidence.short_names.unreadable",
    Text(
        "简称表打不开，或不是 UTF-8 文本。", "The list of short names cannot be opened or is no UTF-8 text."
    ),
    Text("请给出每行一个简称的文本文件。", "Give a text file with one short name to a line."),
)
