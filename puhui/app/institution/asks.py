"""Which consents stand before an institution's inquiry (`asks.yaml`), in its own name (PIPL 23, 29)."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import yaml

from puhui.app.institution.case import Ask
from puhui.app.party import Party
from puhui.ground import Work
from puhui.intake import Consent, NewConsent, covering_consent, current_text, give_consent
from puhui.kernel import Language, Problem, Text

_FILE: Final = Path(__file__).with_name("asks.yaml")


def asks_for(party: Party, on: date, *, is_own: bool) -> tuple[Ask, ...]:
    """In the words of that day. Its own borrower agreed to the rest when they applied, and without a bureau
    there is nothing to ask."""
    rows = _data()["own_borrower" if is_own else "package"]
    if is_own and not party.has_bureau:
        return ()
    return tuple(_ask(party, row, on) for row in rows)


def agree(work: Work, party: Party, owner_id: UUID, ask: Ask, language: Language) -> Consent | Problem:
    """Keep one consent, once, with the institution named as it was on the page."""
    text = ask.text
    standing = covering_consent(work, owner_id, text.source, text.purpose, ask.fields)
    if isinstance(standing, Consent):
        return standing
    name, contact = party.institution.name.in_(language), party.institution.contact
    return give_consent(
        work,
        NewConsent(
            subject_id=owner_id,
            source=text.source,
            fields=ask.fields,
            purpose=text.purpose,
            text_id=text.id,
            text_version=text.version,
            text_hash=text.hash(name, contact),
            until=work.now() + timedelta(days=ask.period_days),
            recipient_name=name,
            recipient_contact=contact,
            separate=True,
            language=language,
        ),
    )


def _ask(party: Party, row: dict[str, Any], on: date) -> Ask:
    text = current_text(row["text"], on)
    if text is None:
        raise ValueError(f"asks.yaml: intake has no text {row['text']} on {on}")
    house = party.institution
    said = text.said(house.name.zh, house.contact), text.said(house.name.en, house.contact)
    return Ask(text, tuple(row["fields"]), row["period_days"], Text(said[0].zh, said[1].en))


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found
