"""One row to learn from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm's texts; `division` is None where nobody said, `place` its city where the file has one."""

    name: str = ""
    scope: str = ""
    division: str | None = None
    place: str = ""
