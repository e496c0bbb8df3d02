"""Facts: frozen, with two times. When it was true in the world, and when we learned it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from puhui.ground import Erased


@dataclass(frozen=True, slots=True)
class NewFact:
    """What somebody says is true of a subject from one day to another (exclusive; None: still).

    `value` is anything JSON can hold. `supersedes` names the fact that this one corrects.
    """

    subject_id: UUID
    kind: str
    value: Any = field(repr=False)
    true_from: date
    source: str
    true_to: date | None = None
    supersedes: UUID | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as it was learned. It is never changed; a correction is another fact that supersedes it.

    `consent_id` is the consent under which it was learned, None for a lawfully public source. Once the
    subject's key is destroyed `value` is `Erased`.
    """

    id: UUID
    subject_id: UUID
    kind: str
    value: Any | Erased = field(repr=False)
    true_from: date
    true_to: date | None
    learned_at: datetime
    source: str
    consent_id: UUID | None
    supersedes: UUID | None


def standing(
    facts: Iterable[Fact], as_of_known: datetime | None = None, as_of_true: date | None = None
) -> tuple[Fact, ...]:
    """What was held true: learned by `as_of_known`, not yet corrected by then, true on `as_of_true`.

    Without a moment all that was ever learned counts; without a day every period does. Ordered by when each
    became true, then by when it was learned.
    """
    known = [fact for fact in facts if as_of_known is None or fact.learned_at <= as_of_known]
    corrected = {fact.supersedes for fact in known}
    held = (fact for fact in known if fact.id not in corrected and _true_on(fact, as_of_true))
    return tuple(sorted(held, key=lambda fact: (fact.true_from, fact.learned_at, fact.id)))


def _true_on(fact: Fact, day: date | None) -> bool:
    return day is None or (fact.true_from <= day and (fact.true_to is None or day < fact.true_to))
