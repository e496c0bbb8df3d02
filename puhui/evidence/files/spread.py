"""How much room a workbook's part asks for when it is read, told from its XML before anybody reads it.

Three ways to be small on the disk and endless in memory: a cell in a far corner (readers make room for all
between), many tiny cells, and one long text that every cell refers to (a reader copies it for each).
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from puhui.evidence.files.limits import limit

_FAR_RIGHT: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,})\d""")
_FAR_DOWN: Final = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*(\d{5,15})["']""")
_CELL: Final = re.compile(rb"<(?:\w{1,20}:)?c[\s/>]")
_SHARED: Final = re.compile(rb"""\st\s*=\s*["']s["']""")
_MARKUP: Final = re.compile(rb"<[^>]*>")
_WORD: Final = re.compile(rb"<(?:\w{1,20}:)?si[\s/>]")


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the cells reach and how many there are, whatever the declared dimension says; how many of them
    refer to a shared text, and how long the longest such text is."""

    last_row: int = 10_000
    last_column: int = 26
    cells: int = 0
    shared_words: int = 0
    longest_word_bytes: int = 0
    read_bytes: int = 0
    word_begins: int | None = None

    def and_(self, tail: bytes, piece: bytes) -> "Spread":
        """With one more piece of the part; `tail` is the end of the piece before."""
        together = tail + piece
        rows = (int(found) for found in _FAR_DOWN.findall(together))
        columns = (_column_number(found) for found in set(_FAR_RIGHT.findall(together)))
        begins, longest = self._words(together, self.read_bytes - len(tail))
        return Spread(
            max([self.last_row, *rows]),
            max([self.last_column, *columns]),
            self.cells + _more(_CELL, tail, together),
            self.shared_words + _more(_SHARED, tail, together),
            longest,
            self.read_bytes + len(piece),
            begins,
        )

    def too_wide(self) -> bool:
        """Whether the cells span far more room than they fill."""
        spanned = self.last_row * self.last_column
        if self.last_column > limit("workbook_columns"):
            return True
        return spanned > limit("workbook_free_cells") and spanned > self.cells * limit(
            "workbook_empty_cells_per_cell"
        )

    def _words(self, together: bytes, starts_at: int) -> tuple[int | None, int]:
        """Where the last shared text begins, and the longest so far; the last one may still be open."""
        marks = [found.start() for found in _WORD.finditer(together)]
        longest = self.longest_word_bytes
        if self.word_begins is not None:
            ends_at = starts_at + (marks[0] if marks else len(together))
            longest = max(longest, ends_at - self.word_begins)
        for mark, end in pairwise([*marks, len(together)]):
            if end - mark > longest:
                longest = max(longest, len(_MARKUP.sub(b"", together[mark:end])))
        return (starts_at + marks[-1] if marks else self.word_begins), longest


def _more(pattern: re.Pattern[bytes], tail: bytes, together: bytes) -> int:
    """Matches that the last piece brought, those across the border included."""
    return len(pattern.findall(together)) - len(pattern.findall(tail))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + (letter & 0x1F)
    return number
