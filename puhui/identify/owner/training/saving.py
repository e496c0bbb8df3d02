"""A trained model into its folder, whole or not at all."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from puhui.identify.owner.held import CARD, CARD_TEXT, FORMAT, KIND, OWNER
from puhui.identify.owner.training.learnt import Learnt

_NOT_KEPT: Final = ("split_gain=", "leaf_weight=", "internal_weight=", "internal_value=", "shrinkage=")
"""Lines of LightGBM's text that neither sums nor reasons need; they are half of it."""


def save_owner_model(folder: Path, learnt: Learnt, card: dict[str, Any], card_text: str) -> str:
    """Beside the place first, then there; returns the version, which is a hash of what the model is."""
    texts = {OWNER: _lean(learnt.owner_text), KIND: _lean(learnt.kind_text)}
    version = f"owner-{hashlib.sha256(''.join(texts.values()).encode()).hexdigest()[:12]}"
    shown = {"format": FORMAT, "version": version, **card}
    written = json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
    files = {**texts, CARD: written, CARD_TEXT: card_text.replace("{version}", version)}
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        beside.chmod(0o755)
        for name, text in files.items():
            (beside / name).write_text(text, encoding="utf-8")
        folder.mkdir(exist_ok=True)
        for name in files:
            (beside / name).replace(folder / name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return version


def _lean(text: str) -> str:
    trees = text.split("\nend of trees", maxsplit=1)[0]
    kept = (line for line in trees.splitlines() if not line.startswith(_NOT_KEPT))
    return "\n".join(kept) + "\nend of trees\n"
