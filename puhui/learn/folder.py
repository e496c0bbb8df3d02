"""A model folder: the points table, the card for people and for machines. Written whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from puhui.kernel import Problem, Text
from puhui.learn.card.model import FORMAT, ModelCard, card_from_json, card_to_json
from puhui.learn.card.text import card_markdown
from puhui.learn.scorecard.file import dump_scorecard, load_scorecard
from puhui.learn.scorecard.model import Scorecard
from puhui.learn.scorecard.train import Trained

SCORECARD, CARD_JSON, CARD_TEXT = "scorecard.yaml", "card.json", "card.md"


@dataclass(frozen=True, slots=True)
class Model:
    """What a folder holds. `key` is the column that names a row."""

    scorecard: Scorecard
    card: ModelCard
    key: str


def save_model(folder: Path, trained: Trained) -> None:
    """Write beside the place and move there, so that a reader finds the old model or the new one."""
    files = {
        SCORECARD: dump_scorecard(trained.scorecard, {"key": trained.spec.key}),
        CARD_JSON: json.dumps(card_to_json(trained.card), ensure_ascii=False, indent=2) + "\n",
        CARD_TEXT: card_markdown(trained.card),
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _write_all(fresh, files)
        _take_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def load_model(folder: Path) -> Model | Problem:
    """The model in a folder, or what is wrong with it; another format's version is never guessed at."""
    scorecard = load_scorecard(folder / SCORECARD)
    if isinstance(scorecard, Problem):
        return scorecard
    try:
        written = json.loads((folder / CARD_JSON).read_text(encoding="utf-8"))
        key = _key(folder / SCORECARD)
    except (OSError, ValueError):
        return _no_card(folder)
    found = written.get("format") if isinstance(written, dict) else None
    if found != FORMAT:
        return _other_version(folder, found)
    try:
        card = card_from_json(written)
    except ValueError:
        return _no_card(folder)
    if card.version != scorecard.version:
        return _not_a_pair(folder)
    return Model(scorecard, card, key)


def _write_all(folder: Path, files: Mapping[str, str]) -> None:
    folder.chmod(0o755)
    for name, text in files.items():
        with (folder / name).open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _take_place(fresh: Path, folder: Path) -> None:
    """Only a model folder or an empty one is replaced; anything else of the user's is left alone."""
    if not folder.exists():
        fresh.rename(folder)
        return
    for name in (SCORECARD, CARD_JSON, CARD_TEXT):
        (fresh / name).replace(folder / name)


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


def _other_version(folder: Path, found: object) -> Problem:
    return Problem(
        "model.format",
        Text(
            f"模型卡格式是 {found}，本版本只认 {FORMAT}。",
            f"The card's format is {found}; this version reads {FORMAT}.",
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
        Text(
            "评分卡与模型卡不是同一次训练写的。",
            "The scorecard and the card were not written by one training.",
        ),
        Text("请重新训练。", "Train the model again."),
        str(folder),
    )
