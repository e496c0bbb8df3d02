"""Movements on disk: one JSON line each, there before anybody is answered: a kill loses nothing.

The last line of a killed process may be torn; nobody was told of it, so it is cut off.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from puhui.loan.standin.till import Deed, Movement, MovementState


class Journal:
    """An append-only file of movements. Only one process may have it open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO = path.open("ab")

    def keep(self, movement: Movement) -> None:
        """Write a movement down and wait for the disk."""
        self._file.write(json.dumps(asdict(movement)).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def read_journal(path: Path) -> tuple[Movement, ...]:
    """Every movement that was written whole; the newest word on each key comes last. Mends a torn end."""
    if not path.exists():
        return ()
    written = path.read_bytes()
    whole = written[: written.rfind(b"\n") + 1]
    if len(whole) < len(written):
        os.truncate(path, len(whole))
    return tuple(_movement(json.loads(line)) for line in whole.splitlines())


def _movement(row: dict[str, object]) -> Movement:
    return Movement(
        key=str(row["key"]),
        deed=Deed(str(row["deed"])),
        amount_fen=int(str(row["amount_fen"])),
        card_end=str(row["card_end"]),
        state=MovementState(str(row["state"])),
        reference=str(row["reference"]),
        reason=str(row["reason"]),
    )
