"""A model folder: the model, and its card for people and for machines. Written whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from puhui.kernel import Problem, Text
from puhui.learn.boosted import file as boosted_file
from puhui.learn.boosted.model import BoostedModel
from puhui.learn.boosted.train import TrainedBoosted
from puhui.learn.card.model import FORMAT, ModelCard, card_from_json, card_to_json
from puhui.learn.card.text import card_markdown
from puhui.learn.scorecard.file import dump_scorecard, load_scorecard
from puhui.learn.scorecard.model import Scorecard
from puhui.learn.scorecard.train import Trained

SCORECARD, BOOSTED, TREES = "scorecard.yaml", "boosted.json", "trees.txt"
CARD_JSON, CARD_TEXT = "card.json", "card.md"


@dataclass(frozen=True, slots=True)
class Model:
    """What a folder of a scorecard holds. `key` is the column that names a row."""

    scorecard: Scorecard
    card: ModelCard
    key: str


@dataclass(frozen=True, slots=True)
class Boosted:
    """What a folder of a boosted model holds. `key` is the column that names a row."""

    model: BoostedModel
    card: ModelCard
    key: str


def save_model(folder: Path, trained: Trained | TrainedBoosted) -> None:
    """Write beside the place and move there, so that a reader finds the old model or the new one."""
    files = {
        **_model_files(trained),
        CARD_JSON: json.dumps(card_to_json(trained.card), ensure_ascii=False, indent=2) + "\n",
        CARD_TEXT: card_markdown(trained.card),
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _write_all(fresh, files)
        _take_place(fresh, folder, files)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def load_any_model(folder: Path) -> Model | Boosted | Problem:
    """The model in a folder, of whichever kind it is."""
    return load_boosted_model(folder) if (folder / BOOSTED).exists() else load_model(folder)


def load_model(folder: Path) -> Model | Problem:
    """The scorecard in a folder, or what is wrong with it; another format's version is never guessed at."""
    scorecard = load_scorecard(folder / SCORECARD)
    if isinstance(scorecard, Problem):
        return scorecard
    try:
        key = _key(folder / SCORECARD)
    except OSError:
        return _no_card(folder)
    card = _card(folder)
    if isinstance(card, Problem):
        return card
    return Model(scorecard, card, key) if card.version == scorecard.version else _not_a_pair(folder)


def load_boosted_model(folder: Path) -> Boosted | Problem:
    """The boosted model in a folder, or what is wrong with it."""
    try:
        written: Any = json.loads((folder / BOOSTED).read_text(encoding="utf-8"))
        trees = (folder / TREES).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return _broken(folder, BOOSTED)
    if not isinstance(written, dict) or written.get("format") not in boosted_file.FORMATS:
        found = written.get("format") if isinstance(written, dict) else None
        return _other_version(folder, found, boosted_file.FORMAT)
    try:
        model, key = boosted_file.load_boosted(written, trees)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return _broken(folder, str(error))
    card = _card(folder)
    if isinstance(card, Problem):
        return card
    return Boosted(model, card, key) if card.version == model.version else _not_a_pair(folder)


def _model_files(trained: Trained | TrainedBoosted) -> dict[str, str]:
    if isinstance(trained, Trained):
        return {SCORECARD: dump_scorecard(trained.scorecard, {"key": trained.spec.key})}
    written, trees = boosted_file.dump_boosted(trained.model, trained.spec.key)
    return {BOOSTED: written, TREES: trees}


def _card(folder: Path) -> ModelCard | Problem:
    try:
        written = json.loads((folder / CARD_JSON).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _no_card(folder)
    found = written.get("format") if isinstance(written, dict) else None
    if found != FORMAT:
        return _other_version(folder, found, FORMAT)
    try:
        return card_from_json(written)
    except ValueError:
        return _no_card(folder)


def _write_all(folder: Path, files: Mapping[str, str]) -> None:
    folder.chmod(0o755)
    for name, text in files.items():
        with (folder / name).open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _take_place(fresh: Path, folder: Path, files: Mapping[str, str]) -> None:
    """Only a model's own files are replaced, those of the other kind too; the user's others are left."""
    if not folder.exists():
        fresh.rename(folder)
        return
    for name in files:
        (fresh / name).replace(folder / name)
    for name in {SCORECARD, BOOSTED, TREES} - set(files):
        (folder / name).unlink(missing_ok=True)


def _key(path: Path) -> str:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("key:"):
            return line.removeprefix("key:").strip().strip("'\"")
    return "key"


def _no_card(folder: Path) -> Problem:
    return Problem(
        "model.no_card",
        Text("模型文件夹里没有可读的 card.json。", "The model folder has no readable card.json."),
        Text("请重新训练。", "Train the model again."),
        str(folder),
    )


def _broken(folder: Path, detail: str) -> Problem:
    return Problem(
        "model.broken",
        Text(
            f"模型文件不完整或被改动过（{detail}）。",
            f"The model's files are incomplete or were changed ({detail}).",
        ),
        Text("请重新训练，或重新复制整个文件夹。", "Train it again, or copy the whole folder again."),
        str(folder),
    )


def _other_version(folder: Path, found: object, known: str) -> Problem:
    return Problem(
        "model.format",
        Text(
            f"模型格式是 {found}，本版本只认 {known}。", f"The format is {found}; this version reads {known}."
        ),
        Text(
            "请用写出它的 Puhui 版本读取，或重新训练。",
            "Read it with the Puhui that wrote it, or train it again.",
        ),
        str(folder),
    )


def _not_a_pair(folder: Path) -> Problem:
    return Problem(
        "model.torn",
        Text("模型与模型卡不是同一次训练写的。", "The model and the card were not written by one training."),
        Text("请重新训练。", "Train the model again."),
        str(folder),
    )
