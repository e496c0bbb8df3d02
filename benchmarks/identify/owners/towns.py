"""The made-up towns by which owners are learnt and measured; a town measured on has taught nothing.

Seeds, prevalence and noise of the three sets differ. Only what a platform may see of persons is written.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from town.folder import TownFolder
from town.lives import live
from town.owners import look, owners_tables, truth_of_owners
from town.settings import PLAIN, read_settings, turned
from town.written.registers import businesses_table

PEOPLE: Final = 8_000


@dataclass(frozen=True, slots=True)
class Town:
    """How one town is made. `settings` is a file beside the plain one."""

    seed: int
    prevalence: float
    noise: float
    settings: str = PLAIN.name
    people: int = PEOPLE

    @property
    def name(self) -> str:
        """As a folder and in tables."""
        hard = "" if self.settings == PLAIN.name else f"_{Path(self.settings).stem}"
        return f"town{self.seed}_p{self.prevalence:.2f}_n{self.noise:.1f}{hard}"


_GRID: Final = tuple(
    (prevalence, noise)
    for prevalence in (0.05, 0.08, 0.12, 0.16, 0.21, 0.27)
    for noise in (0.4, 0.8, 1.4, 2.2)
)
LEARNING: Final = tuple(Town(101 + place, *one) for place, one in enumerate(_GRID))
CHECKING: Final = (
    Town(201, 0.07, 1.6),
    Town(202, 0.10, 0.6),
    Town(203, 0.14, 1.1),
    Town(204, 0.18, 1.9),
    Town(205, 0.24, 0.9),
)
MEASURING: Final = (
    Town(901, 0.06, 0.5),
    Town(902, 0.06, 1.0),
    Town(903, 0.06, 2.0),
    Town(904, 0.12, 0.5),
    Town(905, 0.12, 1.0),
    Town(906, 0.12, 2.0),
    Town(907, 0.25, 0.5),
    Town(908, 0.25, 1.0),
    Town(909, 0.25, 2.0),
)
HARD: Final = (Town(921, 0.12, 1.0, "hard.yaml"),)


def made(town: Town, folder: Path) -> Path:
    """The town's folder, made unless it lies there already; the same town is the same bytes."""
    place = folder / town.name
    if (place / "truth" / "owners.parquet").exists():
        return place
    settings = turned(read_settings(PLAIN.with_name(town.settings)), town.prevalence, town.noise)
    lives = live(settings, town.seed, town.people)
    seen = look(lives, businesses_table(lives))
    target = TownFolder(place)
    target.write("people", lives.population.people)
    for name, table in owners_tables(seen):
        target.write(name, table)
    target.write("truth/owners", truth_of_owners(seen))
    return place
