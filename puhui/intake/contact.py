"""How often and when somebody may be contacted: one rule for everybody who wants to (domain 4.5).

Pure. The figures (quiet hours, unanswered attempts) are the rulebook's. They were written for
consumer collections; the house applies them to every contact, whatever its purpose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from puhui.kernel import BEIJING, Problem, Text


class Channel(StrEnum):
    """By what means."""

    CALL = "call"
    SMS = "sms"
    APP = "app"
    VISIT = "visit"
    EMAIL = "email"


class ContactPurpose(StrEnum):
    """What for. `service` answers what the subject asked for; nobody can opt out of their own answers."""

    SERVICE = "service"
    MARKETING = "marketing"
    COLLECTION = "collection"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class ContactRules:
    """The figures in force; `quiet_from` to `quiet_until` crosses midnight, in Beijing time."""

    quiet_from: time
    quiet_until: time
    unanswered_per_day: int


@dataclass(frozen=True, slots=True)
class Contact:
    """One attempt that was made, by whomever: a person, a machine or an agency."""

    id: UUID
    subject_id: UUID
    channel: Channel
    purpose: ContactPurpose
    at: datetime
    answered: bool


@dataclass(frozen=True, slots=True)
class MayContact:
    """Yes, or why not and from when on."""

    allowed: bool
    why_not: Problem | None = None
    from_when: datetime | None = None

    def __bool__(self) -> bool:
        return self.allowed


def judge(
    contacts: Iterable[Contact],
    *,
    opted_out: bool,
    purpose: ContactPurpose,
    channel: Channel,
    at: datetime,
    rules: ContactRules,
) -> MayContact:
    """Whether one more attempt is allowed at that instant, given every earlier one to the same number."""
    if opted_out and purpose is not ContactPurpose.SERVICE:
        return MayContact(False, _OPTED_OUT)
    if is_quiet(at, rules) and channel is not Channel.APP:
        return MayContact(False, _quiet(rules), _quiet_ends(at, rules))
    day = at.astimezone(BEIJING).date()
    tried = sum(not it.answered and it.at.astimezone(BEIJING).date() == day for it in contacts)
    if tried >= rules.unanswered_per_day:
        return MayContact(False, _too_often(rules), _next_morning(at, rules))
    return MayContact(True)


def is_quiet(at: datetime, rules: ContactRules) -> bool:
    """Whether the instant lies in the quiet hours in Beijing; they begin at 22:00:00 and end before 08:00:00.

    >>> rules = ContactRules(time(22), time(8), 6)
    >>> is_quiet(datetime(2026, 11, 23, 21, 59, 59, tzinfo=BEIJING), rules)
    False
    >>> is_quiet(datetime(2026, 11, 23, 22, 0, tzinfo=BEIJING), rules)
    True
    """
    clock = at.astimezone(BEIJING).time()
    if rules.quiet_from > rules.quiet_until:
        return clock >= rules.quiet_from or clock < rules.quiet_until
    return rules.quiet_from <= clock < rules.quiet_until


def _quiet_ends(at: datetime, rules: ContactRules) -> datetime:
    local = at.astimezone(BEIJING)
    day = local.date() if local.time() < rules.quiet_until else local.date() + timedelta(days=1)
    return datetime.combine(day, rules.quiet_until, BEIJING)


def _next_morning(at: datetime, rules: ContactRules) -> datetime:
    day = at.astimezone(BEIJING).date() + timedelta(days=1)
    return datetime.combine(day, rules.quiet_until, BEIJING)


_OPTED_OUT = Problem(
    "contact.opted_out.forbidden",
    Text("对方已表示不愿被这样联系。", "The person does not want to be contacted this way."),
    Text("请等对方主动联系。", "Wait until they get in touch."),
)


def _quiet(rules: ContactRules) -> Problem:
    span = f"{rules.quiet_from:%H:%M}–{rules.quiet_until:%H:%M}"
    return Problem(
        "contact.quiet_hours.forbidden",
        Text(f"现在是免打扰时段（{span}）。", f"These are quiet hours ({span})."),
        Text("请在免打扰时段之后联系。", "Wait until they are over."),
    )


def _too_often(rules: ContactRules) -> Problem:
    most = rules.unanswered_per_day
    return Problem(
        "contact.unanswered.too_many",
        Text(
            f"今天已有{most}次未接通，达到上限。", f"{most} attempts went unanswered today, the most allowed."
        ),
        Text("请明天再联系。", "Try again tomorrow."),
    )
