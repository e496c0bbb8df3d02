"""Where snapshots lie: `graph/<mode>/<number>/` under the data folder, and which of them is the present one.

A snapshot is written into a folder of its own, and then one small file is replaced that names it. Who reads
sees the one before or the one after; what somebody has open stays readable until they close it.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from puhui.ground import Mode

_PRESENT: Final = "present"
_KEPT: Final = 2


@dataclass(frozen=True, slots=True)
class Places:
    """The folder of one house and one mode."""

    folder: Path

    @classmethod
    def of(cls, home: Path, mode: Mode) -> "Places":
        """Under the data folder."""
        return cls(home / "graph" / mode.value)

    def make(self) -> None:
        """Make the folder, for nobody else to look into."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)

    def present(self) -> Path | None:
        """The snapshot that answers now; None before the first."""
        try:
            return self.folder / (self.folder / _PRESENT).read_text("utf-8").strip()
        except OSError:
            return None

    def next(self) -> Path:
        """A folder that nobody has used."""
        numbers = [int(it.name) for it in self.folder.glob("[0-9]*") if it.name.isdigit()]
        return self.folder / f"{max(numbers, default=0) + 1:08}"

    def show(self, made: Path) -> None:
        """From now on this one answers; older ones go, but for the one before, which may be being opened."""
        written = self.folder / f".{_PRESENT}-{os.getpid()}"
        written.write_text(made.name, "utf-8")
        written.replace(self.folder / _PRESENT)
        for old in sorted(it for it in self.folder.glob("[0-9]*") if it.name < made.name)[: -_KEPT + 1]:
            shutil.rmtree(old, ignore_errors=True)
