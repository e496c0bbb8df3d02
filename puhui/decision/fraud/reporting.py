"""How often each rule was right: its hits against what people found. A report, never a decision."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from puhui.decision.fraud import store
from puhui.decision.fraud.limiting import used_by
from puhui.decision.fraud.limits import Used
from puhui.decision.watch.measuring.shares import Share, share
from puhui.ground import Work
from puhui.kernel import day_begins, day_is_over


@dataclass(frozen=True, slots=True)
class RuleRate:
    """One rule over a span of days, each application once. `precision` is of hits that people answered;
    `used` says how much of its declines the rule has used now."""

    rule: str
    hits: int
    declined: int
    past_limit: int
    confirmed: int
    false_alarms: int
    used: tuple[Used, ...]

    @property
    def unanswered(self) -> int:
        """Hits about which nobody has said anything yet."""
        return self.hits - self.confirmed - self.false_alarms

    @property
    def precision(self) -> Share:
        """Confirmed of answered, with its 95 % interval."""
        return share(self.confirmed, self.confirmed + self.false_alarms)


@dataclass(frozen=True, slots=True)
class RuleReport:
    """Every rule that hit, and what rules missed: applications that people found fraudulent and none hit."""

    since: date
    until: date
    rules: tuple[RuleRate, ...]
    missed: int


def rule_report(work: Work, since: date, until: date) -> RuleReport:
    """How the rules did from one day to another, both included."""
    begin, end, mode = day_begins(since), day_is_over(until), work.actor.mode
    rates = tuple(
        RuleRate(**{name: row._mapping[name] for name in _COUNTED}, used=used_by(work, row.rule, _NOBODY))
        for row in store.rates(work.connection, mode, begin, end)
    )
    return RuleReport(since, until, rates, store.missed(work.connection, mode, begin, end))


_NOBODY = UUID(int=0)
_COUNTED = ("rule", "hits", "declined", "past_limit", "confirmed", "false_alarms")
