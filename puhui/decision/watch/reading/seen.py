"""One kept decision as watching sees it: what counts can be made of. In memory only, and never for long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import UUID

from puhui.decision.model import Inputs
from puhui.decision.people.saying import is_by_person
from puhui.decision.watch.limits import Limits
from puhui.decision.watch.reading.bins import Value
from puhui.intake import Traits
from puhui.kernel import BEIJING

UNKNOWN: Final = "unknown"
_FEN_PER_YUAN: Final = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """What the tables saw and said.

    `segments`: business, region, trade, channel. `groups`: sex and age, worked out from the resident's number
    for counting; a model or a table never sees them.
    """

    on: date
    application_id: UUID
    outcome: str
    by_person: bool
    probability: float | None
    band: str | None
    scorecard: str
    reasons: tuple[str, ...]
    figures: Mapping[str, Value]
    segments: Mapping[str, str]
    groups: Mapping[str, str]
    timings: Mapping[str, float]


class KeptRow(Protocol):
    """What of a kept decision's row is looked at."""

    application_id: UUID
    decided_at: datetime
    outcome: str
    scorecard_version: str
    timings: Mapping[str, float]


def seen_of(row: KeptRow, inputs: Inputs, record: Mapping[str, Any], traits: Traits, limits: Limits) -> Seen:
    """From a row and what it opened to."""
    on = row.decided_at.astimezone(BEIJING).date()
    return Seen(
        on,
        row.application_id,
        row.outcome,
        is_by_person(record),
        record["probability"],
        record["band"],
        row.scorecard_version,
        tuple(f"{step}.{code}" for step, code in record["reasons"]),
        _figures(inputs),
        {
            "business": traits.business_kind,
            "region": _region(traits.region, limits.region_digits),
            "trade": str(inputs.evidence.get("trade") or UNKNOWN),
            "channel": inputs.channel,
        },
        {"sex": _sex(traits), "age": _age(traits.born, on, limits.age_from)},
        {str(name): float(took) for name, took in row.timings.items()},
    )


def _figures(inputs: Inputs) -> Mapping[str, Value]:
    """The facts that tables read, as they were kept (settled already), but those that divide decisions."""
    amount_yuan = None if inputs.amount_fen is None else inputs.amount_fen / _FEN_PER_YUAN
    return {
        **inputs.features,
        **inputs.evidence,
        "amount_yuan": amount_yuan,
        "months": inputs.months,
    }


def _sex(traits: Traits) -> str:
    if traits.is_male is None:
        return UNKNOWN
    return "male" if traits.is_male else "female"


def _age(born: date | None, on: date, since: tuple[int, ...]) -> str:
    """The band of age on a day: `30-39`, `60+`.

    >>> _age(date(1990, 1, 2), date(2026, 1, 1), (18, 30, 40, 60))
    '30-39'
    """
    if born is None:
        return UNKNOWN
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if years < since[0]:
        return f"0-{since[0] - 1}"
    place = max(index for index, year in enumerate(since) if years >= year)
    return f"{since[-1]}+" if place == len(since) - 1 else f"{since[place]}-{since[place + 1] - 1}"


def _region(code: str | None, digits: int) -> str:
    return UNKNOWN if not code else code[:digits].ljust(6, "0")
