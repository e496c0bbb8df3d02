"""Where the bytes come from: a file, a list, a folder, or what somebody uploaded. Nothing is unpacked whole
before its size is known to be bearable."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeGuard

from puhui.evidence.files.limits import limit, problem
from puhui.kernel import Problem

_TABLE_SUFFIXES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz", ".xlsx", ".xlsm", ".xls", ".gz")
_GZIP = b"\x1f\x8b"
_GZIP_WBITS = 31
_CHUNK_BYTES = 1 << 16
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A named pile of bytes; `content` is None for a file that is read when its turn comes."""

    name: str
    path: Path | None = None
    content: bytes | None = None
    asked_for: bool = True

    def looks_like_a_table(self) -> bool:
        """By its name; only files met in a folder are judged so."""
        return self.name.lower().endswith(_TABLE_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Plain bytes, and whether the archive broke off before its end."""

    content: bytes
    cut_off: bool = False


def sources(paths: Path | str | Source | Iterable[Path | str | Source]) -> list[Source | Problem]:
    """Every file that is meant, in the order given; a folder stands for the files in it, by name.

    Files of one name keep their folder in it, so that a problem points to one of them.
    """
    asked: Sequence[Path | str | Source]
    asked = [paths] if isinstance(paths, Path | str | Source) else list(paths)
    found = [source for one in asked for source in _found(one)]
    names = Counter(source.name for source in found if isinstance(source, Source))
    return [_told_apart(source) if _is_ambiguous(source, names) else source for source in found]


def _is_ambiguous(source: Source | Problem, names: Counter[str]) -> TypeGuard[Source]:
    return isinstance(source, Source) and source.path is not None and names[source.name] > 1


def _told_apart(source: Source) -> Source:
    folder = source.path.parent.name if source.path else ""
    return replace(source, name=f"{folder}/{source.name}")


def _found(one: Path | str | Source) -> list[Source | Problem]:
    if isinstance(one, Source):
        return [one]
    path = Path(one)
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
        return [Source(p.relative_to(path).as_posix(), p, asked_for=False) for p in inside]
    if not path.exists():
        return [problem("source.missing", clean_name(path.name))]
    return [Source(path.name, path)]


def nothing_found() -> Problem:
    """The answer when a folder holds no file at all."""
    return problem("source.none")


def clean_name(name: str) -> str:
    """A file name that can be shown: no control characters, not endless.

    >>> clean_name("a\\nb.csv")
    'a?b.csv'
    """
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return shown if len(shown) <= 120 else f"{shown[:60]}…{shown[-50:]}"


def load(source: Source) -> Unpacked | Problem:
    """The plain bytes of a source, gzip taken off, or why not."""
    where = clean_name(source.name)
    try:
        content = source.content if source.content is not None else _read(source.path)
    except OSError:
        return problem("source.unreadable", where)
    if content is None or len(content) > limit("file_bytes"):
        return problem("file.too_large", where, limit_mib=limit("file_bytes") >> 20)
    if not content.strip():
        return problem("file.empty", where)
    return _gunzip(content, where) if content.startswith(_GZIP) else Unpacked(content)


def _read(path: Path | None) -> bytes | None:
    if path is None or path.stat().st_size > limit("file_bytes"):
        return None
    return path.read_bytes()


def _gunzip(packed: bytes, where: str) -> Unpacked | Problem:
    """Stop at the first sign of a bomb; where the archive breaks off, keep what came before."""
    parts: list[bytes] = []
    size = 0
    cut_off = False
    try:
        for part in _inflated(packed):
            parts.append(part)
            size += len(part)
            if _is_bomb(size, len(packed)):
                return problem("file.bomb", where)
    except (zlib.error, EOFError):
        cut_off = True
    if not size:
        return problem("file.damaged" if cut_off else "file.empty", where)
    return Unpacked(b"".join(parts), cut_off)


def _inflated(packed: bytes) -> Iterator[bytes]:
    """The content of every member, piece by piece. Raises EOFError when the last one is not whole."""
    member = zlib.decompressobj(wbits=_GZIP_WBITS)
    for start in range(0, len(packed), _CHUNK_BYTES):
        rest = packed[start : start + _CHUNK_BYTES]
        while rest:
            if member.eof:
                if not rest.strip(b"\0"):
                    return
                member = zlib.decompressobj(wbits=_GZIP_WBITS)
            yield member.decompress(rest, _PIECE_BYTES)
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if not member.eof:
        raise EOFError


def _is_bomb(size: int, packed_size: int) -> bool:
    if size > limit("expanded_bytes"):
        return True
    return size > limit("ratio_checked_from_bytes") and size > packed_size * limit("expansion_ratio")
