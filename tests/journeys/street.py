"""The made-up street as a journey needs it: residents by how they really are, and their files."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from town.residents import Resident
from town.write import sample_folder, write_street


@dataclass(frozen=True)
class Street:
    """Residents, and the truth about them, which only tests may look at."""

    folder: Path
    residents: tuple[Resident, ...]
    truth: dict[str, str]

    @classmethod
    def build(cls, folder: Path, *, until: date, seed: int = 1, firms: int = 36) -> "Street":
        """Write it and read the truth back."""
        residents = write_street(folder, seed=seed, firms=firms, until=until)
        with (folder / "truth" / "truth.csv").open(encoding="utf-8") as file:
            truth = {row["企业代号"]: row["character"] for row in csv.DictReader(file)}
        return cls(folder, residents, truth)

    def who_is(self, character: str, *kinds: str) -> tuple[Resident, ...]:
        """Residents of one character, of some kinds."""
        return tuple(
            it
            for it in self.residents
            if self.truth[it.code] == character and (not kinds or it.kind in kinds)
        )

    def files(self, resident: Resident) -> list[Path]:
        """Sales and purchases, to upload."""
        return sorted(sample_folder(self.folder, resident).glob("[销进]项发票.csv"))

    def broken_file(self, resident: Resident) -> Path:
        """A file with mistakes in it."""
        return sample_folder(self.folder, resident) / "有错的销项发票.csv"
