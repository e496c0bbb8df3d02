"""The consents that are asked for, and those that were given."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.app.pages.views.house import House
from puhui.intake import ConsentText, current_text
from puhui.kernel import Language, Text

_FILE: Final = Path(__file__).parent.parent / "consents.yaml"


@dataclass(frozen=True, slots=True)
class Ask:
    """One consent asked for on its own and unticked: intake's text, our choice of fields and period."""

    text: ConsentText
    fields: tuple[str, ...]
    period_days: int
    required: bool
    recipient: Text | None = None
    contact: str = ""

    @property
    def key(self) -> str:
        """What it is about, by which a form speaks of it; a lender's own text is about the same."""
        return self.text.id.removeprefix("own_")

    @property
    def body(self) -> Text:
        """The words below the title, whoever is named in them filled in."""
        zh, en = (self.text.said(self.named(it), self.contact).in_(it) for it in Language)
        return Text(zh.partition("\n")[2], en.partition("\n")[2])

    def named(self, language: Language) -> str:
        """Whom the words name, nobody on the platform's own texts."""
        return self.recipient.in_(language) if self.recipient else ""

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


def asks(on: date, house: House | None = None) -> tuple[Ask, ...]:
    """Everything that is asked before an application, in order, in the words of that day.

    A lender asks on its own pages in its own name.

    >>> [ask.key for ask in asks(date(2026, 11, 23)) if ask.required]
    ['identity', 'invoices', 'debts']
    """
    if house is None or not house.is_lender:
        return tuple(_ask(row, on) for row in _data()["asks"])
    own = (_ask(_lenders(row), on) for row in _data()["asks"])
    return tuple(replace(ask, recipient=house.name, contact=house.phone) for ask in own)


def institution_ask(on: date) -> Ask:
    """What is asked for one institution, when the borrower has chosen it."""
    return _ask({**_data()["institution"], "required": True}, on)


def _lenders(row: dict[str, Any]) -> dict[str, Any]:
    fields = [*row["fields"], *row.get("lender_adds", ())]
    return {**row, "text": f"own_{row['text']}", "fields": fields}


def _ask(row: dict[str, Any], on: date) -> Ask:
    text = current_text(row["text"], on)
    if text is None:
        raise ValueError(f"consents.yaml: intake has no text {row['text']} on {on}")
    return Ask(text, tuple(row["fields"]), row["period_days"], row["required"])


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found
