"""The consents that are asked for, and those that were given."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from puhui.kernel import Text

_FILE: Final = Path(__file__).parent.parent / "consents.yaml"


@dataclass(frozen=True, slots=True)
class Ask:
    """One consent that a borrower is asked for, on its own and unticked (`consents.yaml`)."""

    key: str
    source: str
    purpose: str
    fields: tuple[str, ...]
    recipient: str
    period_days: int
    sensitive: bool
    required: bool


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """One consent on the page where it can be withdrawn; `state` is active, withdrawn or expired."""

    id: str
    title: Text
    recipient: Text | None
    given_at: datetime
    until: date
    state: str
    withdrawn_at: datetime | None = None


@cache
def asks() -> tuple[Ask, ...]:
    """Everything that is asked before an application, in order.

    >>> [ask.key for ask in asks() if ask.required]
    ['verify', 'invoices', 'debts']
    """
    return tuple(Ask(**{**row, "fields": tuple(row["fields"])}) for row in _data()["asks"])


def text_version() -> str:
    """Which wording was agreed to; kept with every consent."""
    return str(_data()["text_version"])


@cache
def _data() -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found
