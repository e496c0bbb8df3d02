"""All margins of all sets, town beside real."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from town.calibration import households, invoices, lending, registrations
from town.calibration.model import Margin, verdict
from town.folder import TownFolder

_SETS: Final[tuple[ModuleType, ...]] = (invoices, registrations, lending, households)


@dataclass(frozen=True, slots=True)
class Compared:
    """One margin with both figures."""

    margin: Margin
    real: float
    town: float

    @property
    def verdict(self) -> str:
        """`near`, `fair` or `off`."""
        return verdict(self.margin, self.real, self.town)


def compare(town: Path, data: Path) -> Iterator[Compared]:
    """Every margin, reckoned by the same function on both sides."""
    folder = TownFolder(town)
    for one in _SETS:
        real, made = one.measure_real(data), one.measure_town(folder)
        for margin in one.MARGINS:
            yield Compared(margin, real[margin.code], made[margin.code])


def all_margins() -> tuple[Margin, ...]:
    """What is compared, whether or not the data are here."""
    return tuple(margin for one in _SETS for margin in one.MARGINS)
