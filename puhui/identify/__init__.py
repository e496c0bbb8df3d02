"""identify: is this a micro business, in which trade, of what size?"""

from pathlib import Path

from puhui.identify.service.filing import forget_old_files
from puhui.identify.service.people import Inferred, Known, OwnWord, correct, known, take_word_back
from puhui.identify.service.told import KIND_TITLES, SETS_NOTHING
from puhui.identify.service.working_through import work_through

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "KIND_TITLES",
    "MIGRATIONS",
    "SETS_NOTHING",
    "Inferred",
    "Known",
    "OwnWord",
    "correct",
    "forget_old_files",
    "known",
    "take_word_back",
    "work_through",
]
