"""files: populations of any size, piece by piece in bounded memory."""

from puhui.identify.owner.files.answering import Level, OnProgress, Told, answer_people, level_of
from puhui.identify.owner.files.beside import Beside, beside_of
from puhui.identify.owner.files.gathering import Gathered, gathered
from puhui.identify.owner.files.population import NONE, PopulationTold, population_table

__all__ = [
    "NONE",
    "Beside",
    "Gathered",
    "Level",
    "OnProgress",
    "PopulationTold",
    "Told",
    "answer_people",
    "beside_of",
    "gathered",
    "level_of",
    "population_table",
]
