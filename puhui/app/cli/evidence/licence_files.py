"""Photos in and results out: files that are asked for, a table, and a picture of every field."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from puhui.evidence.licence import FieldName, LicenceRead, crops
from puhui.kernel import Language, Problem, Text

_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
_MOST_BYTES: Final = 64 << 20


def photos_in(paths: Iterable[Path]) -> Iterator[tuple[Path, Callable[[], bytes] | Problem]]:
    """Each file, read when its turn comes; a folder stands for the pictures in it."""
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix.lower() in _SUFFIXES)
            yield from ((each, each.read_bytes) for each in inside)
            continue
        try:
            large = path.stat().st_size > _MOST_BYTES
        except OSError:
            yield path, _NOT_FOUND
            continue
        yield path, (_TOO_LARGE if large else path.read_bytes)


def crops_into(folder: Path, photo: Path, content: bytes, read: LicenceRead) -> None:
    """One PNG a field, named after photo and field."""
    folder.mkdir(parents=True, exist_ok=True)
    placed = {name: field.box for name, field in read.fields.items() if field.box is not None}
    pieces = crops(content, list(placed.values()))
    if not isinstance(pieces, Problem):
        for name, piece in zip(placed, pieces, strict=True):
            (folder / f"{photo.stem}-{name.value}.png").write_bytes(piece)


def write_rows(
    out: Path, read: list[tuple[Path, LicenceRead | Problem]], language: Language
) -> Problem | None:
    """One row a photo: its values, how sure each is, what is to be done; written whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    confidences = [f"{name.value}_confidence" for name in FieldName]
    writer.writerow(["file", *FieldName, *confidences, "checked_wrong", "status", "why"])
    writer.writerows(_row(path, found, language) for path, found in read)
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text.getvalue(), encoding="utf-8")
        part.replace(out)
    except OSError:
        return _UNWRITABLE.at(str(out))
    return None


def _row(path: Path, found: LicenceRead | Problem, language: Language) -> list[str]:
    if isinstance(found, Problem):
        empty = [""] * (2 * len(FieldName) + 1)
        return [str(path), *empty, found.code.rpartition("licence.")[2], found.sentence(language)]
    values = [_written(field.value, field.text) for field in found.fields.values()]
    confidences = [f"{field.confidence:.3f}" if field.found else "" for field in found.fields.values()]
    wrong = "|".join(name.value for name, field in found.fields.items() if field.checked.value == "wrong")
    said = " ".join(text.in_(language) for text in (*found.remarks, *filter(None, [found.advice])))
    return [str(path), *values, *confidences, wrong, "compare" if found.needs_a_person else "read", said]


def _written(value: str | int | date | None, text: str) -> str:
    return text if value is None else str(value)


_NOT_FOUND: Final = Problem(
    "photo.not_found",
    Text("没有这个文件，或没有读它的权限。", "There is no such file, or it may not be read."),
    Text("请核对文件名。", "Check its name."),
)
_TOO_LARGE: Final = Problem(
    "photo.too_large",
    Text("文件太大，不像一张照片。", "The file is too large to be a photo."),
    Text("请选择手机拍的照片。", "Choose a telephone's photo."),
)
OUT_IS_CSV: Final = Problem(
    "out.suffix",
    Text("不认识的结果后缀。", "The result's suffix is not known."),
    Text("请用 .csv。", "Use .csv."),
)
_UNWRITABLE: Final = Problem(
    "out.unwritable",
    Text("结果写不到这个位置。", "The result cannot be written there."),
    Text("请换一个有写权限的位置。", "Choose a place you may write to."),
)
