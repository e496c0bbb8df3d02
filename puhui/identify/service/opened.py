"""The cascade of this process: opened when it is first needed, and again when the house has trained one."""

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from puhui.ground import Settings
from puhui.identify.industry import Cascade, models_folder, open_cascade
from puhui.kernel import Problem

_ONE_AT_A_TIME: Final = Lock()


def trades(settings: Settings, *, embed: bool = True) -> Cascade | Problem:
    """The cascade that answers here now, or why none can be opened."""
    folder = models_folder(settings)
    with _ONE_AT_A_TIME:
        return _opened(settings, _written_at(folder), embed)


@lru_cache(maxsize=2)
def _opened(settings: Settings, written_at: float, embed: bool) -> Cascade | Problem:
    return open_cascade(settings, embed=embed)


def _written_at(folder: Path) -> float:
    """When the house's own model was last written; 0 without one."""
    return max((file.stat().st_mtime for file in folder.glob("*")), default=0.0) if folder.is_dir() else 0.0
