"""The consents that are asked for, and those that were given."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.intake import ConsentText, current_text
from puhui.kernel import Text

_FILE: Final = Path(__file__).parent.parent / "consents.yaml"


@dataclass(frozen=True, slots=True)
class Ask:
    """One consent asked for on its own and unticked: intake's text, our choice of fields and period."""

    text: ConsentText
    fields: tuple[str, ...]
    period_days: int
    required: bool

    @property
    def key(self) -> str:
        """The text's id, by which a form speaks of it."""
        return self.text.id

    @property
    def shown(self) -> str:
        """Which version was on the page; comes back with the form."""
        return f"{self.text.id}@{self.text.version}"


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """One consent on the page where it can be withdrawn; `state` is active, withdrawn or expired."""

    id: str
    title: Text
    recipient: str
    given_at: datetime
    until: datetime
    state: str
    withdrawn_at: datetime | None = None


def asks(on: date) -> tuple[Ask, ...]:
    """Everything that is asked before an application, in order, in the words of that day.

    >>> [ask.key for ask in asks(date(2026, 11, 23)) if ask.required]
    ['identity', 'invoices', 'debts']
    """
    return tuple(_ask(row, on) for row in _data()["asks"])


def institution_ask(on: date) -> Ask:
    """What is asked for one institution, when the borrower has chosen it."""
    return _ask({**_data()["institution"], "required": True}, on)


def _ask(row: dict[str, Any], on: date) -> Ask:
    text = current_text(row["text"], on)
    if text is None:
        raise ValueError(f"consents.yaml: intake has no text {row['text']} on {on}")
    return Ask(text, tuple(row["fields"]), row["period_days"], row["required"])


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found
