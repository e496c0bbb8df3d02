"""The rulebook: all records, opened on the day of the legal event.

`rulebook().on(contract_date).price_cap("facilitation")` gives value, basis, source and date together. The
day is always asked for: a contract signed last year stays under last year's rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from puhui.kernel import Problem, Text
from puhui.rulebook.business_days import BusinessDay, Holidays, business_day, next_business_day
from puhui.rulebook.industries import Industry, find_industry, load_industries
from puhui.rulebook.model import Basis, Confidence, ForbiddenUse, NoRuleInForce, PriceCap, Rule, Unit
from puhui.rulebook.reasons import load_reasons
from puhui.rulebook.regions import Region, find_region
from puhui.rulebook.size_table import SizeGroup, SizeTable, groups_for, note_for
from puhui.rulebook.sizes import SizeFinding, out_of_scope, size_in_groups
from puhui.rulebook.spoken import no_rule, too_early


@dataclass(frozen=True)
class Rulebook:
    """Everything that was loaded. Ask `on(day)` for what is in force."""

    rules: tuple[Rule, ...]
    sizes: SizeTable
    industry_tables: tuple[Path, ...]
    holidays: Holidays
    forbidden: tuple[ForbiddenUse, ...]
    reasons_folder: Path

    def on(self, day: date) -> "RulesOn":
        """The rules as they stand on the day of a contract, a drawdown, a call."""
        return RulesOn(self, day)

    def reason(self, code: str) -> Text:
        """The text of a reason code, with its placeholders still open.

        Raises LookupError when nobody has written it.
        """
        try:
            return self.reasons[code]
        except KeyError:
            raise LookupError(f"no reason text is written for {code!r}") from None

    @cached_property
    def reasons(self) -> Mapping[str, Text]:
        """Every reason text, by code; read when the first one is asked for."""
        return load_reasons(self.reasons_folder)

    @cached_property
    def industries(self) -> Mapping[str, Industry]:
        """GB/T 4754 by code: what ships, and over it the user's own table where one is set."""
        return {code: entry for path in self.industry_tables for code, entry in load_industries(path).items()}

    @cached_property
    def versions(self) -> Mapping[str, tuple[Rule, ...]]:
        """Every version of every rule, by rule, oldest first: what a page shows."""
        names = dict.fromkeys(rule.rule_id for rule in self.rules)
        return {name: tuple(rule for rule in self.rules if rule.rule_id == name) for name in names}


@dataclass(frozen=True)
class RulesOn:
    """The rulebook on one day."""

    book: Rulebook
    day: date

    def value(self, rule_id: str, **scope: str) -> Rule:
        """The version in force, the one with the narrowest scope that fits.

        Raises NoRuleInForce (a LookupError with a Problem) when there is none.
        """
        versions = self.book.versions.get(rule_id, ())
        fitting = [rule for rule in versions if rule.scope.items() <= scope.items()]
        in_force = [rule for rule in _latest(fitting, self.day) if _covers(rule, self.day)]
        if not in_force:
            raise NoRuleInForce(too_early(rule_id, self.day) if fitting else no_rule(rule_id, scope))
        narrowest = max(len(rule.scope) for rule in in_force)
        found = [rule for rule in in_force if len(rule.scope) == narrowest]
        if len(found) > 1:
            raise NoRuleInForce(no_rule(rule_id, scope))
        return _as_read_on(found[0], self.day)

    def lpr_1y(self) -> Rule:
        """One-year LPR; past the last confirmed month the last known one, `unconfirmed`."""
        return self.value("lpr.1y")

    def price_cap(self, channel: str = "facilitation") -> PriceCap:
        """The highest yearly all-in cost for a channel.

        Channels: facilitation, licensed_lender, microloan, private_lending.

        >>> from puhui.rulebook import rulebook
        >>> rulebook().on(date(2026, 8, 20)).price_cap("private_lending").value
        Decimal('0.12')
        """
        rule = self.value("price_cap", channel=channel)
        value, lpr = rule.value, None
        if rule.unit is Unit.TIMES_LPR_1Y:
            lpr = self.lpr_1y()
            value = rule.value * lpr.value
        if lpr and lpr.confidence is Confidence.UNCONFIRMED:
            rule = replace(rule, confidence=Confidence.UNCONFIRMED)
        return PriceCap(value, rule.basis or Basis.APR_SIMPLE, rule)

    def scheme_credit(self, scheme: str) -> tuple[Rule, bool] | None:
        """How much credit a household may have within a scheme, and whether that very amount is still inside;
        None before the scheme began.

        >>> from puhui.rulebook import rulebook
        >>> rule, inclusive = rulebook().on(date(2023, 6, 1)).scheme_credit("PBOC")
        >>> rule.value_fen, inclusive
        (1000000000, False)
        """
        for name, inclusive in (("scheme.credit_max", True), ("scheme.credit_below", False)):
            try:
                return self.value(name, scheme=scheme), inclusive
            except NoRuleInForce:
                continue
        return None

    def size_class(
        self,
        industry_code: str,
        employees: int | None,
        income_wan: Decimal | None,
        assets_wan: Decimal | None,
    ) -> SizeFinding | Problem:
        """大, 中, 小, 微 or NOT_APPLICABLE, with the row of the table and why (domain 1.1)."""
        if self.day < self.book.sizes.effective:
            raise NoRuleInForce(too_early("size_class", self.day))
        industry = self.industry(industry_code)
        if isinstance(industry, Problem):
            return industry
        groups = self.size_groups(industry)
        if not groups:
            return out_of_scope(industry, note_for(self.book.sizes.elsewhere, industry))
        return size_in_groups(groups, employees, income_wan, assets_wan)

    def size_groups(self, industry: Industry) -> tuple[SizeGroup, ...]:
        """The rows of the size table a trade falls into: none out of scope, several for a coarse code.

        >>> from puhui.rulebook import rulebook
        >>> rules = rulebook().on(date(2026, 8, 20))
        >>> [group.name.zh for group in rules.size_groups(rules.industry("F"))]
        ['批发业', '零售业']
        """
        found = [
            group for part in self.trades_sized_as(industry) for group in groups_for(self.book.sizes, part)
        ]
        return tuple({group.number: group for group in found}.values())

    def trades_sized_as(self, industry: Industry) -> tuple[Industry, ...]:
        """The trade itself, or the divisions of a section that has no row of its own."""
        own_row = groups_for(self.book.sizes, industry) or note_for(self.book.sizes.elsewhere, industry)
        if industry.level > 1 or own_row:
            return (industry,)
        divisions = (each for each in self.book.industries.values() if each.level == 2)
        return tuple(each for each in divisions if each.section == industry.code)

    def size_condition(self, industry: Industry) -> Text | None:
        """On which condition a trade falls into its row, where the code alone does not tell."""
        return note_for(self.book.sizes.conditions, industry)

    def industry(self, code: str) -> Industry | Problem:
        """A GB/T 4754 entry, or the nearest ancestor that is known (`exact` is then false)."""
        return find_industry(self.book.industries, code)

    def region(self, code: str) -> Region:
        """A GB/T 2260 code on this day, with a warning where it is not in the table."""
        return find_region(code, self.day)

    def business_day(self, day: date) -> BusinessDay:
        """Whether banks work on `day`, and how sure that is."""
        return business_day(day, self.book.holidays)

    def is_business_day(self, day: date) -> bool:
        """Whether banks work on `day`, as far as is known."""
        return self.business_day(day).is_business

    def next_business_day(self, day: date) -> date:
        """`day` itself when banks work on it, otherwise the first one after it."""
        return next_business_day(day, self.book.holidays)

    def forbidden_uses(self) -> tuple[ForbiddenUse, ...]:
        """What a business loan may not be spent on."""
        return tuple(use for use in self.book.forbidden if use.effective <= self.day)


def _latest(versions: list[Rule], day: date) -> list[Rule]:
    """The youngest version that has begun, for each scope; versions come oldest first."""
    begun = {repr(sorted(rule.scope.items())): rule for rule in versions if rule.effective <= day}
    return list(begun.values())


def _covers(rule: Rule, day: date) -> bool:
    return rule.effective_to is None or day <= rule.effective_to


def _as_read_on(rule: Rule, day: date) -> Rule:
    if rule.confirmed_to is None or day <= rule.confirmed_to:
        return rule
    return replace(rule, confidence=Confidence.UNCONFIRMED)
