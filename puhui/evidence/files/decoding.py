"""Bytes into numbered lines of text, whatever the encoding."""

import re
from dataclasses import dataclass
from typing import Final

from puhui.evidence.files.limits import limit

_REPLACED: Final = "\ufffd"
_NUL: Final = "\0"
_CONTROL: Final = re.compile(rb"[\x00\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE_BYTES: Final = 4096
_MOST_CONTROL_SHARE: Final = 0.02
"""A picture or an archive is full of them; a stray one in a table spoils its own line and no other."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Decoded lines, numbered from 1, and which of them hold bytes that are no text."""

    lines: list[str]
    undecodable: frozenset[int] = frozenset()


def decode(content: bytes) -> Lines | None:
    """UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030 (so GBK, GB2312); None when it is no text.

    One bad byte does not change the encoding of a file whose header reads well: its line is named instead.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _lines(content, "utf-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _lines(content[3:], "utf-8")
    sample = content[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROL_SHARE * len(sample):
        return None
    return _lines(content, _encoding(content))


def _encoding(content: bytes) -> str:
    if _is(content, "utf-8"):
        return "utf-8"
    if _is(content, "gb18030"):
        head = b"\n".join(content.splitlines()[: limit("header_within_lines")])
        return "utf-8" if _is(head, "utf-8") and not head.isascii() else "gb18030"
    first = content.splitlines()[0]
    return "utf-8" if _is(first, "utf-8") else "gb18030"


def _is(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _lines(content: bytes, encoding: str) -> Lines:
    text = content.decode(encoding, errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    marks = [_NUL] if _NUL in text else []
    if _REPLACED in text and not _is(content, encoding):
        marks.append(_REPLACED)
    bad = (n for n, line in enumerate(lines, 1) if any(mark in line for mark in marks)) if marks else ()
    return Lines(lines, frozenset(bad))
