"""A workbook looked through before it is unpacked: its directory, then each part as a bounded stream."""

import io
import zipfile
import zlib

from puhui.evidence.files.limits import limit, problem
from puhui.evidence.files.spread import Spread
from puhui.kernel import Problem

_PIECE_BYTES = 1 << 20
_OVERLAP_BYTES = 64


def reason_not_to_unpack(place: str, content: bytes) -> Problem | None:
    """Why this archive stays closed, or None when it is a workbook of a bearable size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            return _refuse_directory(place, parts, len(content)) or _refuse_content(place, archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return problem("file.damaged", place)


def _refuse_directory(place: str, parts: list[zipfile.ZipInfo], packed_bytes: int) -> Problem | None:
    unpacked_bytes = sum(part.file_size for part in parts)
    if any(part.flag_bits & 0x1 for part in parts):
        return problem("file.old_workbook", place)
    if unpacked_bytes > limit("expanded_bytes") or (
        unpacked_bytes > limit("ratio_checked_from_bytes")
        and unpacked_bytes > packed_bytes * limit("expansion_ratio")
    ):
        return problem("file.bomb", place)
    sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
    if len(parts) > limit("workbook_parts") or len(sheets) > limit("workbook_sheets"):
        return problem("workbook.parts", place)
    if any(part.filename.startswith("xl/externalLinks/") for part in parts):
        return problem("workbook.links", place)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        return problem("file.not_text", place)
    return None


def _refuse_content(place: str, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Problem | None:
    """Every part is looked at, whatever its name: a workbook may keep its sheets and words anywhere."""
    cells = words = longest_word_bytes = 0
    for part in parts:
        spread = _spread_of(archive, part)
        if spread is None:
            return problem("workbook.hostile", place)
        if spread.too_wide():
            return problem("workbook.span", place)
        cells, words = cells + spread.cells, words + spread.shared_words
        longest_word_bytes = max(longest_word_bytes, spread.longest_word_bytes)
    if cells > limit("workbook_cells") or words * longest_word_bytes > limit("workbook_shared_bytes"):
        return problem("file.bomb", place)
    return None


def _spread_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Spread | None:
    """What a part would take up once it is read; None when it declares entities."""
    spread, tail = Spread(), b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE_BYTES):
            if b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece:
                return None
            spread = spread.and_(tail, piece)
            tail = piece[-_OVERLAP_BYTES:]
    return spread
