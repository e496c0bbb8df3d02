"""files: populations of any size, piece by piece in bounded memory."""

from puhui.identify.owner.files.answering import Level, OnProgress, Told, answer_people, level_of
from puhui.identify.owner.files.gathering import Gathered, gathered

__all__ = [
    "Gathered",
    "Level",
    "OnProgress",
    "Told",
    "answer_people",
    "gathered",
    "level_of",
]
