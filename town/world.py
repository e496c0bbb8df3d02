"""What every step of the town's life needs: chance, settings, months, people and businesses."""

from dataclasses import dataclass

from town.dice import Dice
from town.people import Population
from town.settings import Settings
from town.trade.calendar import Calendar
from town.trade.firms import Firms


@dataclass(frozen=True, slots=True)
class World:
    """Where things happen, before anything has."""

    dice: Dice
    settings: Settings
    calendar: Calendar
    population: Population
    firms: Firms
