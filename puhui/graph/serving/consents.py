"""Consents by number: an edge carries a small number, its slot, not a consent's id. Slot 0 is public."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

_FILE: Final = "consents.npy"


class Consents:
    """The slots of one snapshot and of what came after it. Grows; a slot keeps its consent."""

    def __init__(self, ids: Iterable[UUID] = ()) -> None:
        self._ids = list(ids)
        self._slots = {it: slot for slot, it in enumerate(self._ids, 1)}

    def slot(self, consent_id: UUID | None) -> int:
        """The slot of a consent, a new one where it has none yet."""
        if consent_id is None:
            return 0
        if consent_id not in self._slots:
            self._ids.append(consent_id)
            self._slots[consent_id] = len(self._ids)
        return self._slots[consent_id]

    def ids_of(self, slots: NDArray[np.uint32]) -> list[UUID]:
        """The consents behind some slots, each once; public edges stand on none.

        >>> one = UUID(int=1)
        >>> Consents([one]).ids_of(np.array([0, 1, 1], np.uint32)) == [one]
        True
        """
        return [self._ids[slot - 1] for slot in np.unique(slots).tolist() if slot]

    def slots_of(self, ids: Sequence[UUID]) -> list[int]:
        """Their slots, of those that have one."""
        return [self._slots[it] for it in ids if it in self._slots]

    def write(self, folder: Path) -> None:
        """Beside the snapshot: 16 bytes each."""
        packed = b"".join(it.bytes for it in self._ids)
        np.save(folder / _FILE, np.frombuffer(packed, np.uint8).reshape(-1, 16))

    @classmethod
    def read(cls, folder: Path) -> "Consents":
        """As they were written."""
        return cls(UUID(bytes=row.tobytes()) for row in np.load(folder / _FILE))
