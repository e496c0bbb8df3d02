"""A trained text model as a folder of plain arrays and one JSON file; nothing in it can run."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from puhui.identify.industry.text.grams import Floats, vocabulary_from
from puhui.identify.industry.text.mixing import Averaged, Mixing, Shares
from puhui.identify.industry.text.model import TextModel
from puhui.identify.industry.text.sureness import Sureness
from puhui.identify.industry.text.teacher import Teacher
from puhui.identify.industry.text.view import View
from puhui.identify.industry.text.wording import word_codes
from puhui.kernel import Problem, Text

FORMAT: Final = "puhui-industry-text-4"
_ABOUT, _CODES = "about.json", "codes.csv"


def save_text_model(folder: Path, model: TextModel, codes: bytes | None = None) -> None:
    """Write beside the place and move there; `codes`: the user's code table, for the finer levels."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _write(fresh, model, codes)
        _take_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def load_text_model(folder: Path) -> TextModel | Problem:
    """The model in a folder, or what is wrong with it; another format is never guessed at."""
    try:
        written = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        if written.get("format") != FORMAT:
            return _other_format(folder)
        name = _view(folder, "name", written["longest"]["name"])
        return TextModel(
            classes=tuple(written["classes"]),
            prior=np.array(written["prior"], np.float32),
            name=name,
            scope=_view(folder, "scope", written["longest"]["scope"]),
            teacher=_teacher(folder, len(name.table), written["words"]),
            space=_filled(folder, "meaning_space", len(name.table)),
            mixing=_mixing(written["mixing"]),
            tilt=np.array(written["tilt"], np.float32),
            places=frozenset(written["places"]),
            about=written["about"],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return _unreadable(folder)


def codes_in(folder: Path) -> Path | None:
    """The code table kept beside the model, where one was given in training."""
    return folder / _CODES if (folder / _CODES).is_file() else None


def _write(folder: Path, model: TextModel, codes: bytes | None) -> None:
    folder.chmod(0o755)
    for called, view in (("name", model.name), ("scope", model.scope)):
        known = view.vocabulary
        places = np.flatnonzero(known.index >= 0)
        in_order = places[np.argsort(known.index[places])].astype(np.int32)
        np.save(folder / f"{called}_places.npy", in_order)
        np.save(folder / f"{called}_scale.npy", known.scale)
        np.save(folder / f"{called}_table.npy", view.table.astype(np.float16))
        np.save(folder / f"{called}_start.npy", view.start)
    _keep(folder, "meaning_space", model.space)
    _keep(folder, "teacher_letters", model.teacher.by_letters)
    for part, table in (("meaning", model.teacher.by_meaning), ("words", model.teacher.by_words)):
        np.save(folder / f"teacher_{part}.npy", table.astype(np.float32))
    np.save(folder / "teacher_start.npy", model.teacher.start)
    if codes is not None:
        (folder / _CODES).write_bytes(codes)
    about = {
        "format": FORMAT,
        "classes": model.classes,
        "prior": [float(each) for each in model.prior],
        "tilt": [float(each) for each in model.tilt],
        "longest": {"name": model.name.vocabulary.longest, "scope": model.scope.vocabulary.longest},
        "words": word_codes(),
        "mixing": asdict(model.mixing),
        "places": sorted(model.places),
        "about": model.about,
    }
    (folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _mixing(written: dict[str, dict[str, float]]) -> Mixing:
    parts: dict[str, Any] = {
        called: Sureness(**part)
        if "slope" in part
        else Shares(**part)
        if "name" in part
        else Averaged(**part)
        for called, part in written.items()
    }
    return Mixing(**parts)


def _view(folder: Path, called: str, longest: int) -> View:
    places, table = _read(folder, f"{called}_places"), _read(folder, f"{called}_table").astype(np.float32)
    if len(places) != len(table):
        raise ValueError("places and table do not belong together")
    known = vocabulary_from(longest, places, _read(folder, f"{called}_scale").astype(np.float32))
    return View(known, table, _read(folder, f"{called}_start").astype(np.float32))


def _teacher(folder: Path, runs: int, words: Sequence[str]) -> Teacher:
    """Our own list may have changed since: a word's row is found by its code, a new code has none."""
    learned = dict(zip(words, _read(folder, "teacher_words"), strict=True))
    start = _read(folder, "teacher_start").astype(np.float32)
    by_words = np.array([learned.get(code, 0 * start) for code in word_codes()], np.float32)
    return Teacher(
        _filled(folder, "teacher_letters", runs), _read(folder, "teacher_meaning"), by_words, start
    )


def _keep(folder: Path, called: str, table: Floats) -> None:
    """Most rows are nothing; the others, and where they stand."""
    rows = np.flatnonzero(table.any(axis=1)).astype(np.int32)
    np.save(folder / f"{called}_rows.npy", rows)
    np.save(folder / f"{called}.npy", table[rows].astype(np.float16))


def _filled(folder: Path, called: str, height: int) -> Floats:
    some = _read(folder, called)
    table = np.zeros((height, some.shape[1]), np.float32)
    table[_read(folder, f"{called}_rows")] = some
    return table


def _read(folder: Path, called: str) -> np.ndarray[Any, Any]:
    return np.asarray(np.load(folder / f"{called}.npy", allow_pickle=False))


def _take_place(fresh: Path, folder: Path) -> None:
    """Only a model folder or an empty one is replaced; anything else of the user's is left alone."""
    if folder.exists() and any(folder.iterdir()) and not (folder / _ABOUT).is_file():
        raise FileExistsError(folder)
    old = fresh.with_name(f"{fresh.name}.old")
    if folder.exists():
        folder.replace(old)
    fresh.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def _unreadable(folder: Path) -> Problem:
    return Problem(
        "industry.model.unreadable",
        Text("这里没有完整的行业识别模型。", "There is no complete industry model here."),
        Text("用 `puhui identify train 目录` 重新训练。", "Train one: `puhui identify train DIR`."),
        str(folder),
    )


def _other_format(folder: Path) -> Problem:
    return Problem(
        "industry.model.other_format",
        Text(
            "这个模型是另一个版本写的，读不了。",
            "This model was written by another version and cannot be read.",
        ),
        Text("用 `puhui identify train 目录` 重新训练。", "Train it again: `puhui identify train DIR`."),
        str(folder),
    )
