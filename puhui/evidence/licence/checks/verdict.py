"""What a check answers."""

from dataclasses import dataclass, field
from datetime import date

from puhui.evidence.licence.model import Checked
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the letters mean and whether that can be so."""

    value: str | int | date | None = field(repr=False)
    checked: Checked
    why: Text | None = None
    suggestions: tuple[str, ...] = field(default=(), repr=False)


def wrong(zh: str, en: str, value: str | int | date | None = None) -> Verdict:
    """It cannot be so."""
    return Verdict(value, Checked.WRONG, Text(zh, en))
