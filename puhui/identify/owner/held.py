"""A trained model in its folder: `owner.txt`, `kind.txt` (LightGBM's text form), `card.json`, `card.md`."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from puhui.identify.owner.forest import Explained, Forest, made_ready, read_forest
from puhui.identify.owner.model import RUNNING
from puhui.kernel import Problem, Text

FORMAT: Final = "puhui.owner/1"
OWNER, KIND, CARD, CARD_TEXT = "owner.txt", "kind.txt", "card.json", "card.md"
SHIPPED: Final = Path(__file__).parent / "shipped"


@dataclass(frozen=True, slots=True)
class OwnerModel:
    """`slope` and `intercept` turn the trees' sum into log odds at `prior`, where `threshold` holds too."""

    version: str
    owner: Forest
    kind: Forest
    intercept: float
    slope: float
    prior: float
    threshold: float
    card: dict[str, Any] = field(repr=False)

    def explained(self) -> Explained:
        """Ready to tell reasons; takes a second the first time."""
        return _made_ready(self)

    def __hash__(self) -> int:
        return hash(self.version)


def load_owner_model(folder: Path) -> OwnerModel | Problem:
    """The model in a folder, or what is wrong with it."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        shown = {name: card[name] for name in ("version", "intercept", "slope", "prior", "threshold")}
    except (OSError, ValueError, KeyError, TypeError):
        return _no_card(folder)
    if card.get("format") != FORMAT:
        return _other_format(folder, card.get("format"))
    owner, kind = read_forest(folder / OWNER), read_forest(folder / KIND)
    for forest in (owner, kind):
        if isinstance(forest, Problem):
            return forest
    if not isinstance(owner, Forest) or not isinstance(kind, Forest) or kind.classes != len(RUNNING):
        return _other_format(folder, card.get("format"))
    return OwnerModel(owner=owner, kind=kind, card=card, **shown)


@cache
def shipped_model() -> OwnerModel:
    """The model that comes with Puhui, trained on made-up towns only."""
    found = load_owner_model(SHIPPED)
    if isinstance(found, Problem):
        raise RuntimeError(f"the model that ships cannot be read: {found.code}")
    return found


@cache
def _made_ready(model: OwnerModel) -> Explained:
    return made_ready(model.owner)


def _no_card(folder: Path) -> Problem:
    return Problem(
        "owner.model.no_card",
        Text("模型文件夹里没有可读的 card.json。", "The model folder has no readable card.json."),
        Text("请用 puhui identify owner --train 重新训练。", "Train it with puhui identify owner --train."),
        str(folder),
    )


def _other_format(folder: Path, found: object) -> Problem:
    return Problem(
        "owner.model.format",
        Text(
            f"模型格式是 {found}，本版本只认 {FORMAT}。",
            f"The model's format is {found}; this version reads {FORMAT}.",
        ),
        Text("请重新训练。", "Train it again."),
        str(folder),
    )
